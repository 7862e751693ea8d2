"""What happened to a delivery, in a sentence or two, and where that leads on.

Words between backticks are of the sender's JSON: a screen may show them in another letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.bodies.answered import Answered
from desktop.bodies.fault_words import fault_sentence, lower_first
from desktop.bodies.pretty_json import path
from models.deliveries.deliveries import REJECTED, Delivery
from receiver.answers import Fault

MOST_FIELDS = 3
LinkKind = Literal["case", "message", "delivery"]


@dataclass(frozen=True, slots=True)
class Link:
    """A way on from a delivery: the words, what kind of thing is there and its id."""

    words: str
    kind: LinkKind
    id: int


def tell(delivery: Delivery, answered: Answered) -> str:
    """What happened."""
    told = _rejected(delivery, answered) if delivery.outcome == REJECTED else _taken(delivery, answered)
    if delivery.replay_of is not None:
        told = f"Replayed: {lower_first(told)}"
    old_url = " It came to an old URL of the web hook." if delivery.old_url else ""
    mended = " A replay was accepted since." if delivery.mended_by is not None else ""
    return told + old_url + mended


def links(delivery: Delivery) -> list[Link]:
    """Where it leads."""
    found = list[Link]()
    if delivery.case_id is not None:
        found.append(Link(f"Case #{delivery.case}", "case", delivery.case_id))
    if delivery.message is not None:
        found.append(Link("Message", "message", delivery.message))
    if delivery.replay_of is not None:
        found.append(Link("What it repeats", "delivery", delivery.replay_of))
    if delivery.mended_by is not None:
        found.append(Link("The replay that mended it", "delivery", delivery.mended_by))
    return found


def _taken(delivery: Delivery, answered: Answered) -> str:
    case = "a case that is gone" if delivery.case is None else f"case #{delivery.case}"
    told = {
        "posted": "Posted into the activity.",
        "opened": f"Opened {case}.",
        "updated": f"Updated {case}.",
        "already_reported": f"Already reported: {case}. Nothing changed.",
    }.get(delivery.outcome, f"{delivery.outcome}.")
    if delivery.outcome == "posted" and delivery.case is not None:
        told = f"Posted into the activity, now in {case}."
    return told + _waits(answered) + _repaired(answered)


def _waits(answered: Answered) -> str:
    waits = answered.unknown_references
    if not waits:
        return ""
    return f" It waits for {_several(waits, 'other reports')}, not known when it came."


def _repaired(answered: Answered) -> str:
    places = [path(pointer) for pointer in answered.repaired]
    return f" Changed to be kept: {_several(places, 'fields')}." if places else ""


def _rejected(delivery: Delivery, answered: Answered) -> str:
    if delivery.code == "method_not_allowed":
        return f"Rejected: it was a {delivery.method}, and only POST works here."
    if answered.errors:
        return f"Rejected: {_wrong(answered.errors)}"
    return f"Rejected: {lower_first(answered.detail)}" if answered.detail else "Rejected."


def _wrong(errors: tuple[Fault, ...]) -> str:
    if len(errors) == 1:
        return fault_sentence(errors[0])
    fields = [path(fault.pointer) or "the report" for fault in errors]
    return f"{len(errors)} things are wrong: {_several(fields, 'others')}."


def _several(names: tuple[str, ...] | list[str], others: str) -> str:
    """A few of them by name, the rest by their number."""
    shown = ", ".join(f"`{name.replace('`', chr(39))}`" for name in names[:MOST_FIELDS])
    more = len(names) - MOST_FIELDS
    return f"{shown} and {more:,} {others}" if more > 0 else shown
