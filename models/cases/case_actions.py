"""What a person does to cases: one transaction, one entry in the history of each, and a way back.

Every action gets the cases as the person saw them. Where one of them was changed meanwhile in what the action
is about, nothing is done and Changed says what is different now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models import moments
from models.cases import case_counts, cases, comments
from models.cases.case_columns import add_history, read, remove_history, write
from models.cases.cases import PRIORITIES, Action, Case
from models.cases.people import Person
from models.database import writing
from models.database.tables import StoredTime, to_stored
from models.messages import index
from models.news.changes import tell
from models.problems import Problem, Words

SUBJECT_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Done:
    """What an action did: the cases as they are now, and how to take it back."""

    cases: tuple[Case, ...]
    undo: Callable[[], None]


class Changed(Problem):
    """Somebody else was faster. `cases` are all that the action was about, as they are now."""

    def __init__(self, found: Sequence[Case], what: Sequence[Words]) -> None:
        super().__init__("Meanwhile something was changed: {what}.", "Look at it, then try again.", what=tuple(what))
        self.cases = tuple({case.id: case for case in found}.values())


def changed_since(now: Case) -> Changed:
    """The Changed that refuses to take back what was done to a case."""
    return Changed([now], [Words("case #{number} is not as it was left", _of(now))])


@dataclass(frozen=True, slots=True)
class _Step:
    """What an action did to one case, as it was seen: columns before and after, and its entry in the history.

    `touched` has two times: when the case was updated before the action, and by it.
    """

    case: Case
    before: dict[str, Any]
    after: dict[str, Any]
    touched: tuple[StoredTime, StoredTime]
    entry: int
    comment: int | None = None


def assign(seen: Sequence[Case], person: Person | None, by: str) -> Done:
    """Give cases to somebody, or to nobody."""
    at = to_stored(datetime.now(UTC)) if person else None
    columns = {"assignee_id": person.id if person else None, "assigned_at": at, "assigned_by": by if person else None}
    return _set(seen, "assigned", columns, person.name if person else "", by)


def set_priority(seen: Sequence[Case], priority: int, by: str) -> Done:
    """Set the priority, a place in PRIORITIES."""
    return _set(seen, "priority", {"priority": priority}, PRIORITIES[priority], by)


def set_deadline(seen: Sequence[Case], deadline: datetime | None, by: str) -> Done:
    """Set the time by which cases shall be closed, or take it away."""
    stored = None if deadline is None else to_stored(deadline)
    return _set(seen, "deadline", {"deadline": stored}, deadline.isoformat() if deadline else "", by)


def set_subject(seen: Case, subject: str, by: str) -> Done:
    """Give a case another subject; raises Problem when it is empty or too long."""
    subject = " ".join(subject.split())
    if not subject:
        raise Problem("A case needs a subject.", "Enter one.")
    if len(subject) > SUBJECT_LENGTH:
        raise Problem("This subject is too long.", "Use {most} characters at the most.", most=SUBJECT_LENGTH)
    return _set([seen], "subject", {"subject": subject}, subject, by)


def set_description(seen: Case, description: str, by: str) -> Done:
    """Give a case another description."""
    return _set([seen], "description", {"description": description.strip()}, "", by)


def close(seen: Sequence[Case], by: str, comment: str = "") -> Done:
    """Close cases, with a word about it if there is one."""
    at = to_stored(datetime.now(UTC))
    columns = {"state": "closed", "closed_at": at, "closed_by": by, "closed_by_sender": False}
    return _set(seen, "closed", columns, "", by, comment)


def reopen(seen: Sequence[Case], by: str) -> Done:
    """Open closed cases again."""
    columns = {"state": "open", "closed_at": None, "closed_by": None, "closed_by_sender": False}
    return _set(seen, "reopened", columns, "", by)


def delete(seen: Sequence[Case], by: str) -> Done:
    """Take cases and their messages off every list. Their report ids stay reported, their keys are free."""
    return _set(seen, "deleted", {"deleted_at": to_stored(datetime.now(UTC))}, "", by)


def _set(
    seen: Sequence[Case], action: Action, columns: dict[str, Any], detail: str, by: str, comment: str = ""
) -> Done:
    """Set columns of cases, the first of them being what the action is about."""
    with writing():
        _refuse_changed(seen, next(iter(columns)))
        steps = [step for case in seen if (step := _step(case, action, columns, detail, by, comment))]
        _announce(steps)
        return Done(tuple(cases.get(case.id) for case in seen), lambda: _undo(steps))


def _step(case: Case, action: Action, columns: dict[str, Any], detail: str, by: str, comment: str) -> _Step | None:
    before = read(case.id, [*columns, "updated_at"])
    about = next(iter(columns))
    if before[about] == columns[about]:
        return None
    said = comments.insert(case, comment, by) if comment.strip() else None
    now = to_stored(datetime.now(UTC))
    write(case.id, {**columns, "updated_at": now})
    entry = add_history(case.id, now, by, action, detail)
    return _Step(case, before, columns, (before.pop("updated_at"), now), entry, said)


def _undo(steps: Sequence[_Step]) -> None:
    """Put back what an action changed; raises Changed where somebody has changed it since."""
    with writing():
        for step in steps:
            case = cases.get(step.case.id)
            gone = not _is_same(step.case, case) or (case.deleted and "deleted_at" not in step.after)
            if gone or read(case.id, step.after) != step.after:
                raise changed_since(case)
            write(case.id, step.before)
            case_counts.put_back_time(case.id, *step.touched)
            remove_history(step.entry)
            if step.comment is not None:
                comments.take_back(step.comment)
        _announce(steps)


def _announce(steps: Sequence[_Step]) -> None:
    for step in steps:
        index.index_case(step.case.id)
    if steps:
        tell(cases.get(step.case.id).channel_id for step in steps)


def refuse_gone(seen: Sequence[Case]) -> list[Case]:
    """The cases as they are now; raises Changed when one was merged, moved or deleted since it was seen."""
    now = [cases.get(case.id) for case in seen]
    pairs = zip(seen, now, strict=True)
    gone = [_gone(old, new) for old, new in pairs if new.deleted != old.deleted or not _is_same(old, new)]
    if gone:
        raise Changed(now, gone)
    return now


def _is_same(old: Case, new: Case) -> bool:
    """Whether it is one case: SQLite gives the id of a purged one to the next that opens, but no number twice."""
    return (old.id, old.channel_id, old.number) == (new.id, new.channel_id, new.number)


def _gone(old: Case, new: Case) -> Words:
    if new.deleted or old.id == new.id:
        return Words("case #{number} was deleted", _of(old))
    found = {"new_number": str(new.number), "channel": new.channel}
    return Words("case #{number} is now #{new_number} in {channel}", _of(old, **found))


# What is compared with what was seen, and how it is said. Deletion is seen by refuse_gone().
ABOUT: dict[str, tuple[Callable[[Case], object], Callable[[Case], Words]]] = {
    "assignee_id": (lambda case: case.assignee_id, lambda case: _assigned(case)),
    "priority": (
        lambda case: case.priority,
        lambda case: Words(
            "case #{number} is priority {priority}", _of(case, priority=Words(PRIORITIES[case.priority]))
        ),
    ),
    "deadline": (lambda case: case.deadline, lambda case: _due(case)),
    "subject": (
        lambda case: case.subject,
        lambda case: Words("case #{number} is called {subject}", _of(case, subject=case.subject)),
    ),
    "description": (
        lambda case: case.description,
        lambda case: Words("case #{number} is described in other words", _of(case)),
    ),
    "state": (
        lambda case: case.state,
        lambda case: Words("case #{number} is open" if case.state == "open" else "case #{number} is closed", _of(case)),
    ),
}


def _refuse_changed(seen: Sequence[Case], about: str) -> None:
    now = refuse_gone(seen)
    if about not in ABOUT:
        return
    value, said = ABOUT[about]
    changed = [said(new) for old, new in zip(seen, now, strict=True) if value(old) != value(new)]
    if changed:
        raise Changed(now, changed)


def _assigned(case: Case) -> Words:
    if case.assignee:
        return Words("case #{number} is assigned to {name}", _of(case, name=case.assignee))
    return Words("case #{number} is assigned to nobody", _of(case))


def _due(case: Case) -> Words:
    if case.deadline:
        return Words("case #{number} is due {day}", _of(case, day=f"{moments.local(case.deadline):%Y-%m-%d}"))
    return Words("case #{number} is due at no time", _of(case))


def _of(case: Case, **values: object) -> dict[str, object]:
    return {"number": str(case.number), **values}
