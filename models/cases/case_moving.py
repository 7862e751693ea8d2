"""Merging and moving cases: what is in them goes elsewhere, and every number and report id leads there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from models.cases import case_counts, cases, unmerging
from models.cases.case_actions import Done, changed_since, refuse_gone
from models.cases.case_columns import NEXT_NUMBER, add_history, read, remove_history, write
from models.cases.cases import Case
from models.cases.merging import absorb
from models.channels import channels
from models.database import read_value, writing
from models.database.tables import StoredTime, to_stored
from models.messages import index
from models.news.changes import tell
from models.problems import Problem

# What a moved case takes along, beside what absorbing brings.
TAKEN_ALONG = (
    "subject", "state", "opened_by", "created_at", "updated_at", "closed_at", "closed_by", "unread", "priority",
    "deadline", "assignee_id", "assigned_at", "assigned_by", "hook_id", "closed_by_sender",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Moved:
    """A case that went from one channel to another; `touched` is when it was updated before, and by the move."""

    source: int
    target: int
    touched: tuple[StoredTime, StoredTime]
    entry: int


def merge(seen: Sequence[Case], by: str) -> Done:
    """Make several cases one: the one that was opened first, with everything that is in the others.

    It is unread when one of them was. Raises Problem when there is only one, and Changed when one of them was
    merged, moved or deleted meanwhile.
    """
    with writing():
        there = _there(seen)
        if len(there) < 2:
            raise Problem("One case cannot be merged.", "Select two or more.")
        first, *others = there
        now = to_stored(datetime.now(UTC))
        before, part = unmerging.look(first.id), unmerging.held(first.id)
        merged, entries = list[unmerging.Merged](), list[int]()
        for case in others:
            merged.append(unmerging.note(case.id, first.id))
            absorb(case.id, into=first.id, at=now, by=by)
            name = f"#{case.number}" + (f" of {case.channel}" if case.channel_id != first.channel_id else "")
            entries.append(add_history(first.id, now, by, "merged", name))
        case_counts.set_unread(first.id, any(case.unread for case in (first, *others)))
        stayed = unmerging.Stayed(first.id, part, before, unmerging.look(first.id), entries)
        tell({case.channel_id for case in (first, *others)})
        return Done((cases.get(first.id),), lambda: unmerging.separate(stayed, merged))


def move(seen: Sequence[Case], channel_id: int, by: str) -> Done:
    """Give cases the next numbers of another channel; their old numbers lead there.

    Raises NotThere when the channel was deleted, and Changed when one of the cases was merged, moved or deleted
    meanwhile.
    """
    with writing():
        channels.get(channel_id)
        now = to_stored(datetime.now(UTC))
        away = [case for case in _there(seen) if case.channel_id != channel_id]
        moved = [_move(case, channel_id, now, by) for case in away]
        if moved:
            tell({channel_id, *(case.channel_id for case in away)})
        return Done(tuple(cases.get(one.target) for one in moved), lambda: _bring_back(moved))


def _there(seen: Sequence[Case]) -> list[Case]:
    """Each case as it is now, the first opened first."""
    found = {case.id: case for case in refuse_gone(seen)}
    if deleted := next((case for case in found.values() if case.deleted), None):
        raise Problem("Case #{number} was deleted.", "Leave it out.", number=str(deleted.number))
    return sorted(found.values(), key=lambda case: case.id)


def _move(case: Case, channel_id: int, now: StoredTime, by: str) -> _Moved:
    before = read(case.id, TAKEN_ALONG)
    number = read_value(NEXT_NUMBER, (channel_id,))
    values = {"channel_id": channel_id, "number": number, "messages": 0, **before}
    text = f"INSERT INTO cases ({', '.join(values)}) VALUES ({', '.join('?' * len(values))}) RETURNING id"
    target = int(read_value(text, tuple(values.values())))
    absorb(case.id, into=target, at=now, by=by, keep_opening=True)
    # Absorbing makes a case unread; a moved one is as it was.
    case_counts.set_unread(target, before["unread"])
    entry = add_history(target, now, by, "moved", f"from {case.channel} #{case.number}")
    return _Moved(case.id, target, (before["updated_at"], now), entry)


def _bring_back(moved: Sequence[_Moved]) -> None:
    """Take a move back, with all that became of the cases meanwhile; raises Changed when one of them went elsewhere.

    A number that a move gave stays given: it leads back to where the case is again.
    """
    with writing():
        for one in moved:
            now = cases.get(one.target)
            if now.id != one.target or now.deleted:
                raise changed_since(now)
            unmerging.refuse_homeless(one.source, now)
            state = read(one.target, TAKEN_ALONG)
            write(one.source, {**state, "merged_into_id": None})
            absorb(one.target, into=one.source, at=StoredTime(0), by="", keep_opening=True)
            case_counts.set_unread(one.source, state["unread"])
            case_counts.touch(one.source, state["updated_at"])
            case_counts.put_back_time(one.source, *one.touched)
            write(one.target, {"closed_at": None, "closed_by": None})
            remove_history(one.entry)
            index.index_case(one.source)
            tell({now.channel_id, cases.get(one.source).channel_id})
