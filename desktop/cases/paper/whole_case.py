"""A case with all that is in it, to be copied, printed or kept as a file."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.cases.actions.sentences import day_and_time
from desktop.cases.timeline.timeline_events import Event, Loaded, events
from desktop.words import clock
from desktop.words.case_states import in_line
from desktop.words.language import tr
from desktop.words.priorities import priority
from models.cases import case_keys, cases, links
from models.cases.case_keys import CaseKey
from models.cases.cases import Case
from models.messages import messages

MOST_MESSAGES = 1_000


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case, its keys, what is linked with it, and its timeline with whole texts; `left` messages are not in it."""

    case: Case
    keys: tuple[CaseKey, ...]
    linked: tuple[Case, ...]
    events: tuple[Event, ...]
    left: int


def read_whole(case_id: int) -> WholeCase:
    """The case with its first 1,000 messages; raises NotThere."""
    case = cases.get(case_id)
    found = tuple(messages.of_case(case.id, limit=MOST_MESSAGES))
    linked = tuple(links.of_case(case.id))
    left = max(0, case.messages - len(found))
    history = tuple(cases.history(case.id))
    loaded = Loaded(case, "all", 0, found, history, linked, (), frozenset(), complete=left == 0)
    return WholeCase(case, tuple(case_keys.of_case(case.id)), linked, tuple(events(loaded)), left)


def title(case: Case) -> str:
    """Its number and subject."""
    return f"#{case.number} {case.subject}"


def facts(whole: WholeCase) -> list[str]:
    """What is known of the case beside its timeline, a line each."""
    case = whole.case
    lines = [
        tr(
            "{channel}, {state}, opened {at} by {name}",
            channel=case.channel,
            state=in_line(case.state),
            at=clock.exact(case.created_at),
            name=case.opened_by,
        )
    ]
    if case.state == "closed" and case.closed_at is not None:
        by = case.closed_by or tr("nobody")
        lines.append(tr("Closed {at} by {name}", at=clock.exact(case.closed_at), name=by))
    if case.priority:
        lines.append(tr("Priority: {priority}", priority=priority(case.priority)))
    if case.assignee:
        lines.append(tr("Assigned to {assignee}", assignee=case.assignee))
    if case.deadline is not None:
        lines.append(tr("Deadline: {day}", day=day_and_time(case.deadline)))
    lines += [tr("Key {key}  ·  seen {count} times", key.repeats + 1, key=key.key) for key in whole.keys]
    lines += [
        tr(
            "Linked: {title} ({channel}, {state})",
            title=title(other),
            channel=other.channel,
            state=in_line(other.state),
        )
        for other in whole.linked
    ]
    return lines


def left_out(whole: WholeCase) -> str:
    """What is said at the end when not all is there."""
    return tr("… and {count} more messages", whole.left) if whole.left else ""
