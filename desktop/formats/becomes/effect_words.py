"""What a report would do now, in a sentence."""

from __future__ import annotations

from datetime import datetime

from desktop.words import clock
from desktop.words.language import tr
from models.recording.foresight import Foreseen

ICONS = {
    "opened": ("circle-plus", "accent"),
    "updated": ("arrow-up-right-dots", "accent"),
    "repeated": ("repeat", "muted"),
    "closed": ("circle-check", "ok"),
    "posted": ("message", "muted"),
    "already_reported": ("equals", "muted"),
    "skipped": ("forward", "muted"),
}
"""An icon and the role of its colour for each status."""


def effect(foreseen: Foreseen, now: datetime) -> str:
    """What the report would do."""
    if foreseen.case is None:
        return _posted(foreseen)
    if foreseen.status == "opened":
        return _opened(foreseen, now)
    if foreseen.status == "already_reported":
        return tr("changes nothing: case #{case} has a report with this id", case=foreseen.case)
    if foreseen.status == "closed":
        return tr("closes case #{case}", case=foreseen.case)
    since = "" if foreseen.opened_at is None else clock.time_of_day(foreseen.opened_at, now)
    if foreseen.status == "repeated":
        return tr("repeats case #{case}, open since {since}: it says nothing new", case=foreseen.case, since=since)
    return tr("updates case #{case}, open since {since}", case=foreseen.case, since=since)


def _posted(foreseen: Foreseen) -> str:
    if foreseen.report.state == "closed":
        return tr("posts it into the activity: nothing is open that it could close")
    return tr("posts it into the activity, without a case")


def _opened(foreseen: Foreseen, now: datetime) -> str:
    if foreseen.before is None:
        return tr("opens a case, #{case}", case=foreseen.case)
    if foreseen.closed_at is None:
        return tr("opens a case, #{case}: the last one was #{before}", case=foreseen.case, before=foreseen.before)
    when = clock.long_relative(foreseen.closed_at, now)
    return tr(
        "opens a case, #{case}: the last one, #{before}, was closed {when}",
        case=foreseen.case,
        before=foreseen.before,
        when=when,
    )
