"""The words of a case's row in a list."""

from __future__ import annotations

from datetime import datetime

from desktop.words import clock
from models.cases.case_filter import Order
from models.cases.cases import PRIORITIES, Case

ORDERS: tuple[tuple[Order, str], ...] = (
    ("newest", "Newest"),
    ("updated", "Last updated"),
    ("priority", "Priority"),
    ("deadline", "Deadline"),
    ("assignee", "Assignee"),
)

# The pill of each place in PRIORITIES: the roles of its text and of its ground.
PILLS = (
    ("muted", "hover"),
    ("muted", "hover"),
    ("accent", "accent_soft"),
    ("warning", "warning_soft"),
    ("warning", "warning_soft"),
    ("danger", "danger_soft"),
)


def beside(case: Case, now: datetime, names_channel: bool = False) -> list[str]:
    """The parts of the second line: "due 12 Mar", "Operations", "3 messages", "Nightly monitor", "Ada"."""
    count = "1 message" if case.messages == 1 else f"{case.messages:,} messages"
    words = [count, case.opened_by, case.assignee or "nobody"]
    if names_channel:
        words.insert(0, case.channel)
    if case.deadline is not None:
        words.insert(0, due(case.deadline, now, case.state == "open"))
    return words


def is_overdue(case: Case, now: datetime) -> bool:
    """Open, with a deadline that has passed."""
    return case.state == "open" and case.deadline is not None and case.deadline < now


def due(deadline: datetime, now: datetime, is_open: bool) -> str:
    """A few characters for a deadline: "due today 17:00", "due tomorrow", "overdue since 12 Mar"."""
    local, today = deadline.astimezone(), now.astimezone()
    days = (local.date() - today.date()).days
    names = {-1: "yesterday", 0: f"{local:%H:%M}" if deadline < now else f"today {local:%H:%M}", 1: "tomorrow"}
    year = f" {local:%Y}" if local.year != today.year else ""
    day = names.get(days, f"{local.day} {local:%b}{year}")
    return f"overdue since {day}" if is_open and deadline < now else f"due {day}"


def read_out(case: Case, now: datetime, names_channel: bool = False) -> str:
    """The whole row for a screen reader."""
    priority = [f"priority {PRIORITIES[case.priority]}"] if case.priority else []
    words = [case.state, *priority, *beside(case, now, names_channel), *(["unread"] if case.unread else [])]
    return f"#{case.number} {case.subject}, " + ", ".join(words)


def time_beside(case: Case, order: Order, now: datetime) -> str:
    """The time at the right of the first line, which goes with the order of the list."""
    return clock.relative(case.updated_at if order == "updated" else case.created_at, now)
