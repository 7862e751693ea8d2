"""A case as plain text, to be pasted into an e-mail or a note."""

from __future__ import annotations

from desktop.cases.paper.whole_case import WholeCase, facts, left_out, read_whole, title
from desktop.cases.timeline.timeline_events import Event
from desktop.words import clock
from desktop.words.message_words import in_line


def case_as_text(case_id: int) -> str:
    """Subject, facts, description and the timeline with the whole texts, up to 1,000 messages; raises NotThere."""
    return as_text(read_whole(case_id))


def as_text(whole: WholeCase) -> str:
    """The same for a case that was read."""
    lines = [title(whole.case), *facts(whole)]
    if whole.case.description:
        lines += ["", whole.case.description]
    for event in whole.events:
        lines += ["", *_lines(event)]
    if said := left_out(whole):
        lines += ["", said]
    return "\n".join(lines)


def _lines(event: Event) -> list[str]:
    lines = [f"{clock.exact(event.at)}, {event.who} {event.said}"]
    if event.message is not None:
        lines += [event.message.text] if event.message.text else []
        lines += map(in_line, event.message.attachments)
    return lines
