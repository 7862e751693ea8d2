"""The words of a case's row in a list."""

from __future__ import annotations

from datetime import datetime

from desktop.words import clock, dates
from desktop.words.case_states import CLOSED, in_line
from desktop.words.language import Sentence, tr
from desktop.words.priorities import ROLES, priority
from models import moments
from models.cases.case_filter import Order
from models.cases.cases import Case

ORDERS: tuple[tuple[Order, Sentence], ...] = (
    ("newest", Sentence("Newest")),
    ("updated", Sentence("Last updated")),
    ("priority", Sentence("Priority")),
    ("deadline", Sentence("Deadline")),
    ("assignee", Sentence("Assignee")),
)

_GROUNDS = {"muted": "hover", "accent": "accent_soft", "warning": "warning_soft", "danger": "danger_soft"}
# The pill of each place in PRIORITIES: the roles of its text and of its ground.
PILLS = tuple((role, _GROUNDS[role]) for role in ROLES)


def beside(case: Case, now: datetime, names_channel: bool = False) -> list[str]:
    """The parts of the second line: "due 12 Mar", "Operations", "3 messages", "Nightly monitor", "Ada"."""
    words = [tr("{count} messages", case.messages), case.opened_by, case.assignee or tr("nobody")]
    if names_channel:
        words.insert(0, case.channel)
    if case.deadline is not None:
        words.insert(0, due(case.deadline, now, case.state == "open"))
    return words


def closed(case: Case) -> str:
    """The word on a closed case: who closed it, where that was no person."""
    return tr("Closed by sender") if case.closed_by_sender else tr(CLOSED)


def is_overdue(case: Case, now: datetime) -> bool:
    """Open, with a deadline that has passed."""
    return case.state == "open" and case.deadline is not None and case.deadline < now


def due(deadline: datetime, now: datetime, is_open: bool) -> str:
    """A few characters for a deadline: "due today 17:00", "due tomorrow", "overdue since 12 Mar"."""
    local, today = moments.local(deadline), moments.local(now)
    days = (local.date() - today.date()).days
    if days == 0:
        time = dates.written(deadline, dates.TIME)
        day = time if deadline < now else tr("today {time}", time=time)
    elif abs(days) == 1:
        day = tr("tomorrow") if days == 1 else tr("yesterday")
    else:
        day = dates.written(deadline, dates.DAY if local.year != today.year else dates.DAY_OF_THIS_YEAR)
    return tr("overdue since {day}", day=day) if is_open and deadline < now else tr("due {day}", day=day)


def read_out(case: Case, now: datetime, names_channel: bool = False) -> str:
    """The whole row for a screen reader."""
    important = [tr("priority {priority}", priority=priority(case.priority))] if case.priority else []
    unread = [tr("unread")] if case.unread else []
    is_open = in_line(case.state) if not case.closed_by_sender else tr("closed by the sender")
    words = [is_open, *important, *beside(case, now, names_channel), *unread]
    return f"#{case.number} {case.subject}, " + ", ".join(words)


def time_beside(case: Case, order: Order, now: datetime) -> str:
    """The time at the right of the first line, which goes with the order of the list."""
    return clock.relative(case.updated_at if order == "updated" else case.created_at, now)
