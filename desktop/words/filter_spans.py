"""What every filter and list says of spans of time and of numbers of rows."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.cases import case_pages
from models.cases.case_filter import Between


def between_words(between: Between) -> str:
    """ "since 1 Mar 2027", "1 Mar 2027 to 12 Mar 2027", "until 12 Mar 2027"."""
    since = None if between.since is None else _day(between.since)
    # The end is not in it: a day that ends at midnight is the one before.
    until = None if between.until is None else _day(between.until - timedelta(microseconds=1))
    if since is None:
        return f"until {until}"
    if until is None:
        return f"since {since}"
    return f"on {since}" if since == until else f"{since} to {until}"


def count_words(count: int, limited: bool = True) -> str:
    """ "12", or "1,000+" where counting stopped."""
    most = case_pages.COUNT_LIMIT
    return f"{most:,}+" if limited and count >= most else f"{count:,}"


def _day(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.day} {local:%b %Y}"
