"""People: names on a list, once each, and what becomes of their cases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.cases import case_actions, cases, people
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.problems import NotThere, Problem
from models.report import Report
from tests.models.conftest import Record


def test_people_are_listed_by_name_and_found_in_any_letter_case(desk: Path) -> None:
    deniz, ada = people.add("  Deniz "), people.add("Ada")
    assert people.all_people() == [ada, deniz]
    assert people.find("deniz") == deniz
    with pytest.raises(NotThere):
        people.find("Nobody")


@pytest.mark.parametrize("name", ["", "  ", "ada", "x" * 101])
def test_names_that_cannot_be_used_are_refused(desk: Path, name: str) -> None:
    people.add("Ada")
    with pytest.raises(Problem):
        people.add(name)


def test_a_name_can_be_written_otherwise_but_not_as_another(desk: Path) -> None:
    ada, deniz = people.add("Ada"), people.add("Deniz")
    assert people.rename(ada.id, "ADA").name == "ADA"
    with pytest.raises(Problem):
        people.rename(deniz.id, "ada")


def test_cases_show_the_name_as_it_is_now_and_keep_one_that_is_off_the_list(recorded: Record) -> None:
    recorded(Report(id="a", text="a"))
    ada = people.add("Ada")
    before = datetime.now(UTC)
    case_actions.assign([cases.get(1)], ada, "Deniz")
    people.rename(ada.id, "Ada L.")
    people.remove(ada.id)
    case = cases.get(1)
    assert (case.assignee, case.assignee_id, case.assigned_by) == ("Ada L.", ada.id, "Deniz")
    assert case.assigned_at is not None
    assert case.assigned_at >= before
    assert people.all_people() == []
    assert [person.name for person in people.everybody()] == ["Ada L."]


def test_a_name_that_comes_back_has_its_cases(recorded: Record) -> None:
    recorded(Report(id="a", text="a"))
    ada = people.add("Ada")
    case_actions.assign([cases.get(1)], ada, "Deniz")
    people.remove(ada.id)
    again = people.add("ADA")
    assert [case.id for case in page(Filter(assignee_id=again.id))] == [1]
    assert [person.name for person in people.everybody()] == ["ADA"]


def test_a_name_is_the_same_by_the_i_of_turkish() -> None:
    ada = people.add("Işık")
    assert people.find("IŞIK") == people.find("ışık") == ada
    with pytest.raises(Problem, match="on the list already"):
        people.add("ışık")
