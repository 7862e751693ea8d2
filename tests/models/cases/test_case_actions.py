"""What is done to cases: one transaction, one entry in the history of each, a way back, and nothing overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.cases import case_actions, cases, comments, people
from models.cases.case_actions import Changed, Done
from models.cases.cases import Case
from models.channels import channels, purging
from models.messages import messages
from models.problems import NotThere, Problem
from models.recording.report_writer import Source
from models.report import Report
from tests.models.conftest import Record, now, through

DEADLINE = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)

# Each action with what it says in the history, and what it makes of a case.
ACTIONS: dict[str, tuple[Callable[[list[Case]], Done], str, Callable[[Case], Any], Any]] = {
    "assign": (
        lambda seen: case_actions.assign(seen, people.find("Ada"), "Deniz"),
        "Ada",
        lambda case: (case.assignee, case.assigned_by),
        ("Ada", "Deniz"),
    ),
    "priority": (
        lambda seen: case_actions.set_priority(seen, 4, "Deniz"),
        "Very High",
        lambda case: case.priority,
        4,
    ),
    "deadline": (
        lambda seen: case_actions.set_deadline(seen, DEADLINE, "Deniz"),
        "2026-05-04T12:00:00+00:00",
        lambda case: case.deadline,
        DEADLINE,
    ),
    "close": (
        lambda seen: case_actions.close(seen, "Deniz"),
        "",
        lambda case: (case.state, case.closed_by, case.closed_at is not None),
        ("closed", "Deniz", True),
    ),
    "delete": (lambda seen: case_actions.delete(seen, "Deniz"), "", lambda case: case.deleted, True),
    "subject": (
        lambda seen: case_actions.set_subject(seen[0], "  Another \n subject ", "Deniz"),
        "Another subject",
        lambda case: case.subject,
        "Another subject",
    ),
    "description": (
        lambda seen: case_actions.set_description(seen[0], " as seen \n", "Deniz"),
        "",
        lambda case: case.description,
        "as seen",
    ),
}


@pytest.fixture
def two(recorded: Record) -> list[Case]:
    """Two cases as somebody sees them, and Ada at the desk."""
    people.add("Ada")
    for name in ("a", "b"):
        recorded(Report(id=name, text=name))
    return now(1, 2)


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_changes_its_cases_with_an_entry_each_and_can_be_undone(two: list[Case], name: str) -> None:
    act, detail, value, expected = ACTIONS[name]
    seen = two[:1] if name in ("subject", "description") else two
    done = act(seen)
    assert [value(case) for case in done.cases] == [expected] * len(seen)
    for case in seen:
        (entry,) = cases.history(case.id)
        assert (entry.by, entry.detail) == ("Deniz", detail)
        assert entry.at == cases.get(case.id).updated_at > case.updated_at
    done.undo()
    assert now(1, 2) == two
    assert cases.history(1) == cases.history(2) == []


@pytest.mark.parametrize("name", ACTIONS)
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(two: list[Case], name: str) -> None:
    act, _, value, _ = ACTIONS[name]
    other: dict[str, Callable[[], object]] = {
        "assign": lambda: case_actions.assign(now(1), people.add("Deniz"), "Ada"),
        "priority": lambda: case_actions.set_priority(now(1), 1, "Ada"),
        "deadline": lambda: case_actions.set_deadline(now(1), DEADLINE + timedelta(days=1), "Ada"),
        "close": lambda: case_actions.close(now(1), "Ada"),
        "delete": lambda: case_actions.delete(now(1), "Ada"),
        "subject": lambda: case_actions.set_subject(now(1)[0], "Mine", "Ada"),
        "description": lambda: case_actions.set_description(now(1)[0], "mine", "Ada"),
    }
    other[name]()
    before = now(1, 2)
    with pytest.raises(Changed, match="case #1 ") as raised:
        act(two if name not in ("subject", "description") else two[:1])
    assert now(1, 2) == before
    assert [case.id for case in raised.value.cases if value(case) != value(two[0])] == [1]
    if name != "delete":
        # Done anyway, with all of the cases as they are now.
        done = act(list(raised.value.cases))
        assert [value(case) for case in done.cases][1:] == [ACTIONS[name][3]] * (len(done.cases) - 1)
        assert len(done.cases) == (2 if name not in ("subject", "description") else 1)


def test_a_long_description_that_was_changed_at_its_end_is_not_overwritten(two: list[Case]) -> None:
    case_actions.set_description(two[0], "x" * 200, "Ada")
    (seen,) = now(1)
    case_actions.set_description(seen, "x" * 199 + "y", "Deniz")
    with pytest.raises(Changed):
        case_actions.set_description(seen, "z", "Ada")


def test_other_things_may_have_changed_meanwhile(two: list[Case]) -> None:
    case_actions.set_priority(two, 3, "Ada")
    comments.add(two[0], "hello", "Ada")
    case_actions.close(two, "Deniz")
    assert [(case.state, case.priority) for case in now(1, 2)] == [("closed", 3)] * 2


def test_undo_leaves_what_came_later(two: list[Case], recorded: Record) -> None:
    done = case_actions.set_priority(two, 3, "Ada")
    said = comments.add(two[0], "hello", "Deniz")
    updated = cases.get(1).updated_at
    done.undo()
    case = cases.get(1)
    assert (case.priority, case.updated_at, case.messages) == (0, updated, 2)
    assert messages.of_case(1)[-1].id == said


def test_undo_does_not_overwrite_what_somebody_else_did(two: list[Case]) -> None:
    mine = case_actions.close(two, "Ada")
    case_actions.reopen(now(1), "Deniz")
    case_actions.close(now(1), "Deniz")
    with pytest.raises(Changed, match="case #1 is not as it was left"):
        mine.undo()
    assert [case.closed_by for case in now(1, 2)] == ["Deniz", "Ada"]


def test_what_is_as_it_shall_be_stays_untouched(two: list[Case]) -> None:
    case_actions.close(two[:1], "Ada")
    seen = now(1, 2)
    done = case_actions.close(seen, "Deniz")
    assert [case.closed_by for case in now(1, 2)] == ["Ada", "Deniz"]
    assert len(cases.history(1)) == 1
    done.undo()
    assert [case.state for case in now(1, 2)] == ["closed", "open"]


def test_closing_with_a_comment_is_undone_with_it(two: list[Case]) -> None:
    done = case_actions.close(two, "Ada", "  replaced the disk ")
    last = messages.of_case(1)[-1]
    assert (last.kind, last.text, last.author, cases.get(1).messages) == ("comment", "replaced the disk", "Ada", 2)
    done.undo()
    assert [message.text for message in messages.of_case(1)] == ["a"]
    assert cases.get(1).messages == 1


def test_a_deleted_case_is_off_the_lists_and_comes_back_with_news(
    source: Source, two: list[Case], recorded: Record
) -> None:
    done = case_actions.delete(two[:1], "Ada")
    assert cases.counts(source.channel_id).open == channels.get(source.channel_id).open_cases == 1
    assert [message.text for message in messages.page(source.channel_id)] == ["b"]
    assert recorded(Report(id="a", text="again")).status == "already_reported"
    assert cases.get(1).deleted
    recorded(Report(references=("a",), text="news"))
    assert [entry.action for entry in cases.history(1)] == ["deleted", "restored"]
    assert not cases.get(1).deleted
    with pytest.raises(Changed):
        done.undo()


@pytest.mark.parametrize("subject", ["", " \n ", "x" * 256])
def test_a_subject_that_cannot_be_used_is_refused(two: list[Case], subject: str) -> None:
    with pytest.raises(Problem):
        case_actions.set_subject(two[0], subject, "Ada")
    assert cases.get(1).subject == "a"


def test_nothing_is_done_to_cases_of_a_removed_channel(source: Source, two: list[Case]) -> None:
    done = case_actions.set_priority(two, 3, "Ada")
    channels.remove(source.channel_id)
    with pytest.raises(Changed, match="case #1 was deleted"):
        case_actions.close(done.cases, "Ada")
    with pytest.raises(Changed):
        done.undo()
    purging.purge_removed()
    with pytest.raises(NotThere):
        done.undo()


@pytest.mark.sqlite_only
def test_a_case_that_got_the_id_of_a_purged_one_is_not_taken_for_it(
    source: Source, plant: Source, two: list[Case]
) -> None:
    done = case_actions.set_priority([two[0]], 3, "Ada")
    channels.remove(source.channel_id)
    purging.purge_removed()
    new = through(plant, Report(id="a", text="a")).case_id
    assert new is not None
    assert new == two[0].id
    with pytest.raises(Changed, match="case #1 was deleted"):
        case_actions.close([two[0]], "Ada")
    case_actions.set_priority([cases.get(new)], 3, "Ada")
    with pytest.raises(Changed):
        done.undo()


def test_a_comment_goes_into_a_case_that_is_there(two: list[Case]) -> None:
    for empty in ("", " \n"):
        with pytest.raises(Problem):
            comments.add(two[0], empty, "Ada")
    case_actions.delete(two, "Ada")
    with pytest.raises(NotThere, match="Case #1 was deleted"):
        comments.add(two[0], "hello", "Ada")
