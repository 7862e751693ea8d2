"""Counts of a case: right after whatever was done with it, and after that was taken back."""

from __future__ import annotations

from models.cases import case_actions, case_counts, case_moving, comments
from models.cases.cases import Case
from models.database import execute, writing
from models.database.tables import StoredTime
from models.recording.report_writer import Source
from models.report import Report
from tests.models.conftest import Record, now


def test_messages_are_counted_whatever_becomes_of_them(three: list[Case], plant: Source, recorded: Record) -> None:
    comments.add(three[1], "said", "Ada")
    assert _counts() == [1, 2, 1]
    closed = case_actions.close(now(3), "Ada", "done")
    assert _counts() == [1, 2, 2]
    merged = case_moving.merge(now(1, 2), "Ada")
    recorded(Report(references=("b",), text="late"))
    assert _counts() == [4, 0, 2]
    merged.undo()
    closed.undo()
    assert _counts() == [1, 3, 1]
    moved = case_moving.move(now(2), plant.channel_id, "Ada")
    assert _counts() == [1, 0, 1, 3]
    moved.undo()
    assert _counts() == [1, 3, 1, 0]


def test_news_make_a_case_unread_and_what_was_said_at_the_desk_does_not(three: list[Case]) -> None:
    with writing():
        case_counts.set_unread(1, False)
        case_counts.add_comments(1, 1)
        assert not now(1)[0].unread
        case_counts.add_news(1, StoredTime(1_000_000))
        assert now(1)[0].unread
        assert case_counts.mark_read(1) == [three[0].channel_id]
        assert case_counts.mark_read(1) == [], "it was read already"


def test_the_time_is_put_back_unless_something_came_since(three: list[Case]) -> None:
    with writing():
        before = execute("SELECT updated_at FROM cases WHERE id = 1")[0][0]
        case_counts.touch(1, before + 10)
        case_counts.put_back_time(1, before, before + 10)
        assert execute("SELECT updated_at FROM cases WHERE id = 1")[0][0] == before
        case_counts.touch(1, before + 20)
        case_counts.put_back_time(1, before, before + 10)
        assert execute("SELECT updated_at FROM cases WHERE id = 1")[0][0] == before + 20


def _counts() -> list[int]:
    """What is stored, which has to be what is there."""
    there = "(SELECT COUNT(*) FROM messages WHERE case_id = cases.id)"
    rows = execute(f"SELECT messages, {there} FROM cases ORDER BY id")
    assert [stored for stored, _ in rows] == [counted for _, counted in rows]
    return [stored for stored, _ in rows]
