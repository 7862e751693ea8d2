"""Links between cases, and their way back."""

from __future__ import annotations

import pytest

from models.cases import case_actions, case_moving, cases, links
from models.cases.case_actions import Changed
from models.cases.cases import Case
from models.problems import Problem
from tests.models.conftest import now


def test_links_go_both_ways_and_can_be_undone(three: list[Case]) -> None:
    done = links.link(now(1, 2, 3), "Ada")
    assert [[case.number for case in links.of_case(each)] for each in (1, 2, 3)] == [[3, 2], [3, 1], [2, 1]]
    assert [(entry.action, entry.detail) for entry in cases.history(2)] == [("linked", "#1, #3")]
    away = links.unlink(now(1, 2), "Ada")
    assert [case.number for case in links.of_case(1)] == [3]
    away.undo()
    done.undo()
    assert links.of_case(1) == links.of_case(2) == links.of_case(3) == []
    assert cases.history(1) == []


def test_linked_cases_that_were_deleted_are_not_shown(three: list[Case]) -> None:
    links.link(three, "Ada")
    case_actions.delete(three[:1], "Ada")
    assert [case.id for case in links.of_case(2)] == [3]


def test_a_case_is_not_linked_with_itself(three: list[Case]) -> None:
    with pytest.raises(Problem):
        links.link(now(1), "Ada")


def test_a_link_to_a_case_that_was_merged_since_is_not_undone(three: list[Case]) -> None:
    done = links.link(now(2, 3), "Ada")
    case_moving.merge(now(1, 2), "Ada")
    with pytest.raises(Changed):
        done.undo()
    assert [case.id for case in links.of_case(3)] == [1]
