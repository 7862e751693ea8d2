"""A case as plain text, to be pasted into an e-mail or a note."""

from __future__ import annotations

from desktop import clock
from desktop.activity.chips import name_of
from desktop.cases.timeline_events import Event, Loaded, events
from models import cases, messages

MOST_MESSAGES = 1_000


def case_as_text(case_id: int) -> str:
    """Subject, state and the timeline with the whole texts, up to 1,000 messages; raises NotThere."""
    case = cases.get(case_id)
    found = tuple(messages.of_case(case.id, limit=MOST_MESSAGES))
    loaded = Loaded(case, 0, found, tuple(cases.history(case.id)), complete=case.messages <= len(found))
    lines = [
        f"#{case.number} {case.subject}",
        f"{case.channel}, {case.state}, opened {clock.exact(case.created_at)} by {case.opened_by}",
    ]
    for event in events(loaded):
        lines += ["", *_lines(event)]
    if not loaded.complete:
        lines += ["", f"… and {case.messages - len(found):,} more messages"]
    return "\n".join(lines)


def _lines(event: Event) -> list[str]:
    lines = [f"{clock.exact(event.at)}, {event.who} {event.said}"]
    if event.message is not None:
        lines += [event.message.text] if event.message.text else []
        lines += [f"{name_of(posted)}: {posted.url}" for posted in event.message.attachments]
    return lines
