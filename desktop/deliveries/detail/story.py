"""What happened to a delivery, in a sentence or two, and where that leads on.

Words between backticks are of the sender's JSON: a screen may show them in another font.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.bodies.answered import Answered, AnsweredReport
from desktop.bodies.fault_words import fault_sentence
from desktop.bodies.pretty_json import path
from desktop.words.language import Sentence, number, tr
from desktop.words.message_text import lower_first
from models.deliveries.deliveries import REJECTED, Delivery
from receiver.answers import Fault

MOST_FIELDS = 3
LinkKind = Literal["case", "message", "delivery"]
# What became of a delivery, and what of a replay.
_BECAME = {
    "posted": (Sentence("Posted into the activity."), Sentence("Replayed: posted into the activity.")),
    "opened": (Sentence("Opened {case}."), Sentence("Replayed: opened {case}.")),
    "updated": (Sentence("Updated {case}."), Sentence("Replayed: updated {case}.")),
    "repeated": (
        Sentence("Repeated: {case} is open, and this says nothing new."),
        Sentence("Replayed: repeated: {case} is open, and this says nothing new."),
    ),
    "closed": (Sentence("Closed {case}."), Sentence("Replayed: closed {case}.")),
    "already_reported": (
        Sentence("Already reported: {case}. Nothing changed."),
        Sentence("Replayed: already reported: {case}. Nothing changed."),
    ),
    "skipped": (
        Sentence("Skipped: the format leaves nothing of it to be reported."),
        Sentence("Replayed: skipped: the format leaves nothing of it to be reported."),
    ),
}
# What became of each of several reports.
_OF_SEVERAL = {
    "opened": Sentence("{number} opened"),
    "updated": Sentence("{number} updated"),
    "closed": Sentence("{number} closed"),
    "repeated": Sentence("{number} repeated"),
    "posted": Sentence("{number} posted"),
    "already_reported": Sentence("{number} already reported"),
    "invalid_report": Sentence("{number} refused"),
}
_POSTED_AND_MOVED = (
    Sentence("Posted into the activity, now in {case}."),
    Sentence("Replayed: posted into the activity, now in {case}."),
)
_OTHERWISE = Sentence("{outcome}."), Sentence("Replayed: {outcome}.")


@dataclass(frozen=True, slots=True)
class WayOn:
    """A way on from a delivery: the words, what kind of thing is there and its id."""

    words: str
    kind: LinkKind
    id: int


def tell(delivery: Delivery, answered: Answered) -> str:
    """What happened."""
    said = [_rejected(delivery, answered)] if delivery.outcome == REJECTED else _taken(delivery, answered)
    if delivery.old_url:
        said.append(tr("It came to an old URL of the web hook."))
    if delivery.mended_by is not None:
        said.append(tr("A replay was accepted since."))
    return " ".join(said)


def links(delivery: Delivery) -> list[WayOn]:
    """Where the delivery leads on."""
    found = list[WayOn]()
    if delivery.case_id is not None:
        found.append(WayOn(tr("Case #{case}", case=delivery.case), "case", delivery.case_id))
    if delivery.message is not None:
        found.append(WayOn(tr("Message"), "message", delivery.message))
    if delivery.replay_of is not None:
        found.append(WayOn(tr("What it repeats"), "delivery", delivery.replay_of))
    if delivery.mended_by is not None:
        found.append(WayOn(tr("The replay that mended it"), "delivery", delivery.mended_by))
    return found


def _taken(delivery: Delivery, answered: Answered) -> list[str]:
    return [_became(delivery, answered), *_refused(answered), *_waits(answered), *_repaired(answered)]


def _became(delivery: Delivery, answered: Answered) -> str:
    if answered.reports:
        return _several_became(delivery, answered.reports)
    case = tr("a case that is gone") if delivery.case is None else tr("case #{case}", case=delivery.case)
    once, again = _BECAME.get(delivery.outcome, _OTHERWISE)
    if delivery.outcome == "posted" and delivery.case is not None:
        once, again = _POSTED_AND_MOVED
    return tr(once if delivery.replay_of is None else again, case=case, outcome=delivery.outcome)


def _several_became(delivery: Delivery, reports: Sequence[AnsweredReport]) -> str:
    found = Counter(report.status for report in reports)
    became = ", ".join(tr(said, number=number(found[name])) for name, said in _OF_SEVERAL.items() if found[name])
    if delivery.replay_of is None:
        return tr("Read as {count} reports: {became}.", len(reports), became=became)
    return tr("Replayed: read as {count} reports: {became}.", len(reports), became=became)


def _refused(answered: Answered) -> list[str]:
    """What is wrong with those of several reports that were refused."""
    errors = tuple(fault for report in answered.reports for fault in report.errors)
    return [tr("Refused: {why}", why=_wrong(errors))] if errors else []


def _waits(answered: Answered) -> list[str]:
    named, more = _several(answered.all_unknown())
    if more:
        return [tr("It waits for {named} and {count} other reports, not known when it came.", more, named=named)]
    return [tr("It waits for {named}, not known when it came.", named=named)] if named else []


def _repaired(answered: Answered) -> list[str]:
    named, more = _several([path(pointer) for pointer in answered.all_repaired()])
    if more:
        return [tr("Changed to be kept: {named} and {count} fields.", more, named=named)]
    return [tr("Changed to be kept: {named}.", named=named)] if named else []


def _rejected(delivery: Delivery, answered: Answered) -> str:
    why = _why(delivery, answered)
    if delivery.replay_of is None:
        return tr("Rejected: {why}", why=why) if why else tr("Rejected.")
    return tr("Replayed: rejected: {why}", why=why) if why else tr("Replayed: rejected.")


def _why(delivery: Delivery, answered: Answered) -> str:
    if delivery.code == "method_not_allowed":
        return tr("it was a {method}, and only POST and PUT work here.", method=delivery.method)
    return _wrong(answered.errors) if answered.errors else lower_first(answered.detail)


def _wrong(errors: tuple[Fault, ...]) -> str:
    if len(errors) == 1:
        return fault_sentence(errors[0])
    things = number(len(errors))
    named, more = _several([path(fault.pointer) or tr("the report") for fault in errors])
    if more:
        return tr("{things} things are wrong: {named} and {count} others.", more, things=things, named=named)
    return tr("{things} things are wrong: {named}.", things=things, named=named)


def _several(names: Sequence[str]) -> tuple[str, int]:
    """A few of them by name, and the number of the rest."""
    shown = ", ".join(f"`{name.replace('`', chr(39))}`" for name in names[:MOST_FIELDS])
    return shown, max(0, len(names) - MOST_FIELDS)
