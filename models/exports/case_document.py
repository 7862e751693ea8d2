"""A case as JSON, for exports and for scripts: they live on its keys (docs/api.md), which stay as they are."""

from __future__ import annotations

from datetime import UTC, datetime

from models.cases.cases import PRIORITIES, Case

Document = dict[str, object]


def of_case(case: Case) -> Document:
    """The case without its messages."""
    return {
        "channel": case.channel,
        "number": case.number,
        "subject": case.subject,
        "state": case.state,
        "opened_by": case.opened_by,
        "created_at": utc(case.created_at),
        "updated_at": utc(case.updated_at),
        "closed_at": utc(case.closed_at),
        "closed_by": case.closed_by,
        "closed_by_sender": case.closed_by_sender,
        "key": case.key,
        "description": case.description,
        "priority": PRIORITIES[case.priority],
        "deadline": utc(case.deadline),
        "assignee": case.assignee,
        "assigned_at": utc(case.assigned_at),
        "assigned_by": case.assigned_by,
        "message_count": case.messages,
    }


def utc(at: datetime | None) -> str | None:
    """A time as ISO 8601 in UTC, always with microseconds: as text it sorts by time. None stays None."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
