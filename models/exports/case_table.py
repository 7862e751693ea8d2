"""Cases in an export, with their messages."""

from __future__ import annotations

from collections.abc import Iterator

from models.cases.cases import PRIORITIES, Case
from models.exports.case_document import of_case
from models.exports.message_table import MESSAGES
from models.exports.table import Column, Parts, Table
from models.messages import messages
from models.messages.messages import Message

PAGE = 200


def _opening(case: Case) -> str:
    """The text that the case was opened with."""
    return next((message.text for message in messages.of_case(case.id, limit=1, kinds=("opening",))), "")


def _messages(case: Case) -> Iterator[Message]:
    """All messages of the case, the oldest first, read a page at a time."""
    last = 0
    while found := messages.of_case(case.id, after=last, limit=PAGE):
        yield from found
        if len(found) < PAGE:
            return
        last = found[-1].id


CASES = Table(
    "Cases",
    (
        Column("Channel", 18, lambda case: case.channel),
        Column("Number", 9, lambda case: case.number),
        Column("Subject", 56, lambda case: case.subject),
        Column("Text", 56, _opening),
        Column("State", 9, lambda case: case.state),
        Column("Priority", 11, lambda case: PRIORITIES[case.priority]),
        Column("Deadline", 17, lambda case: case.deadline),
        Column("Assignee", 18, lambda case: case.assignee),
        Column("Opened by", 22, lambda case: case.opened_by),
        Column("Created", 17, lambda case: case.created_at),
        Column("Updated", 17, lambda case: case.updated_at),
        Column("Assigned", 17, lambda case: case.assigned_at),
        Column("Assigned by", 18, lambda case: case.assigned_by),
        Column("Closed", 17, lambda case: case.closed_at),
        Column("Closed by", 18, lambda case: case.closed_by),
        Column("Key", 28, lambda case: case.key),
        Column("Messages", 10, lambda case: case.messages),
        Column("Description", 56, lambda case: case.description),
    ),
    of_case,
    Parts("messages", MESSAGES, _messages),
)
