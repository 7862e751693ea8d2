"""The words of a delivery's row in a list: what became of it, and what stands beside that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.deliveries.list.delivery_columns import Name
from desktop.words import clock, dates
from desktop.words.language import Sentence, tr
from desktop.words.measures import duration, size
from models import moments
from models.deliveries.deliveries import REJECTED, Delivery
from receiver import codes
from receiver.codes import CODES

# Why a delivery was rejected, by its code, and what became of others, in the words of the list.
CAUSES = {name: Sentence(code.cause) for name, code in CODES.items() if code.cause is not None}
OUTCOMES = {name: Sentence(done.words) for name, done in codes.OUTCOMES.items()}
# The roles of the word and of its ground.
_PILLS = {
    "posted": ("ok", "ok_soft"),
    "opened": ("accent", "accent_soft"),
    "updated": ("accent", "accent_soft"),
    "repeated": ("muted", "hover"),
    "closed": ("ok", "ok_soft"),
    "already_reported": ("muted", "hover"),
    "skipped": ("muted", "hover"),
    REJECTED: ("danger", "danger_soft"),
}


@dataclass(frozen=True, slots=True)
class Pill:
    """A word on a ground, each in the colour of a role."""

    words: str
    role: str
    ground: str


def cause(code: str | None) -> str:
    """Why it was rejected, in two or three words; the code itself where there are none for it."""
    return tr(CAUSES[code]) if code in CAUSES else (code or REJECTED).replace("_", " ").capitalize()


def pills(delivery: Delivery) -> list[Pill]:
    """All of them, the one of what became of it first."""
    return [became_pill(delivery), *other_pills(delivery)]


def became_pill(delivery: Delivery) -> Pill:
    """What became of it; muted where that was mended."""
    role, ground = _PILLS.get(delivery.outcome, ("muted", "hover"))
    if delivery.mended_by is not None:
        role, ground = "muted", "hover"
    return Pill(outcome(delivery), role, ground)


def other_pills(delivery: Delivery) -> list[Pill]:
    """Whether it was mended, read with faults, or repeats another one."""
    found = list[Pill]()
    if delivery.mended_by is not None:
        found.append(Pill(tr("Mended"), "ok", "ok_soft"))
    if delivery.fell_back is not None:
        found.append(Pill(tr("With faults"), "warning", "warning_soft"))
    if delivery.replay_of is not None:
        found.append(Pill(tr(Sentence("Replay", "this delivery is one")), "warning", "warning_soft"))
    return found


def outcome(delivery: Delivery) -> str:
    """ "Opened #12", "Posted", "Not JSON"."""
    if delivery.outcome == REJECTED:
        return cause(delivery.code)
    return became(delivery.outcome, delivery.case)


def became(outcome: str, case: int | None) -> str:
    """What an accepted one became: "Opened #12"."""
    words = tr(OUTCOMES[outcome]) if outcome in OUTCOMES else outcome
    return words if case is None else tr("{outcome} #{case}", outcome=words, case=case)


def measured(delivery: Delivery) -> tuple[tuple[Name, str], ...]:
    """What stands in the columns of figures: "422", "PUT 200", "1.2 KiB", "3 ms"."""
    status = str(delivery.status)
    return (
        ("status", status if delivery.method == "POST" else f"{delivery.method} {status}"),
        ("size", size(delivery.size)),
        ("milliseconds", duration(delivery.milliseconds)),
    )


def origin(delivery: Delivery) -> list[str]:
    """Who sent it: "127.0.0.1", "curl/8.5.0"; "old URL" first where that was used."""
    old_url = [tr("old URL")] if delivery.old_url else []
    return [*old_url, sender(delivery), *filter(None, [delivery.user_agent])]


def sender(delivery: Delivery) -> str:
    """Where it came from."""
    return tr("this desk") if delivery.replay_of is not None else delivery.remote_address


def time(at: datetime, now: datetime) -> str:
    """To the second today, as senders' logs have it; otherwise the day and the minute."""
    if moments.local(at).date() == moments.local(now).date():
        return dates.written(at, dates.TIME_WITH_SECONDS)
    return clock.time_of_day(at, now)


def read_out(delivery: Delivery, now: datetime, *, names_channel: bool) -> str:
    """The whole row for a screen reader."""
    rejected = [tr("Rejected")] if delivery.outcome == REJECTED else []
    channel = [tr("in {channel}", channel=delivery.channel)] if names_channel else []
    said = [
        *rejected,
        *(pill.words for pill in pills(delivery)),
        delivery.hook,
        *channel,
    ]
    figures = [words for _, words in measured(delivery)]
    return ", ".join([*said, time(delivery.received_at, now), *figures, *origin(delivery)])
