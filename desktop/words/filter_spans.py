"""What every filter and list says of spans of time and of numbers of rows."""

from __future__ import annotations

from datetime import timedelta

from desktop.words.dates import DAY, written
from desktop.words.language import number, tr
from models.cases import case_pages
from models.cases.case_filter import Between


def between_words(between: Between) -> str:
    """ "since 1 Mar 2027", "1 Mar 2027 to 12 Mar 2027", "until 12 Mar 2027"."""
    since, until = _ends(between)
    if since is None:
        return tr("until {day}", day=until)
    if until is None:
        return tr("since {day}", day=since)
    return tr("on {day}", day=since) if since == until else tr("{since} to {until}", since=since, until=until)


def between_alone(between: Between) -> str:
    """The same as it stands alone: "Since 1 Mar 2027"."""
    since, until = _ends(between)
    if since is None:
        return tr("Until {day}", day=until)
    if until is None:
        return tr("Since {day}", day=since)
    return tr("On {day}", day=since) if since == until else tr("{since} to {until}", since=since, until=until)


def count_words(count: int, limited: bool = True) -> str:
    """ "12", or "1,000+" where counting stopped."""
    most = case_pages.COUNT_LIMIT
    return tr("{count}+", most) if limited and count >= most else number(count)


def _ends(between: Between) -> tuple[str | None, str | None]:
    since = None if between.since is None else written(between.since, DAY)
    # `until` is just behind the span: one that ends at midnight ends with the day before.
    until = None if between.until is None else written(between.until - timedelta(microseconds=1), DAY)
    return since, until
