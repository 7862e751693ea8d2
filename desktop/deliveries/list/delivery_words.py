"""The words of a delivery's row in a list: what became of it, and what stands beside that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
    """What became of it; beside that whether it repeats another one, or was mended."""
    role, ground = _PILLS.get(delivery.outcome, ("muted", "hover"))
    if delivery.mended_by is not None:
        role, ground = "muted", "hover"
    found = [Pill(outcome(delivery), role, ground)]
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


def beside(delivery: Delivery) -> list[str]:
    """The parts of the second line: "422", "1.2 KiB", "3 ms", "127.0.0.1", "curl/8.5.0"."""
    method = [] if delivery.method == "POST" else [delivery.method]
    old_url = [tr("old URL")] if delivery.old_url else []
    words = [*method, str(delivery.status), size(delivery.size), duration(delivery.milliseconds)]
    return [*words, sender(delivery), *filter(None, [delivery.user_agent]), *old_url]


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
    said = [*rejected, *(pill.words for pill in pills(delivery)), delivery.hook, *channel]
    return ", ".join([*said, time(delivery.received_at, now), *beside(delivery)])
