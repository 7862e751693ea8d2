"""Reading at the intake: the body of a delivery by the rule of its hook, as ours, by a preset, or without a format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.channels.hook_rules import AUTOMATIC, OWN
from models.deliveries.deliveries import Received
from models.problems import Problem
from models.report import Report
from receiver.answers import Refused
from receiver.formats import own_formats, reading
from receiver.formats.arrived import Arrived
from receiver.formats.format import Format
from receiver.formats.presets import presets
from receiver.formats.reading import Reading
from receiver.intake.uploads import telling
from receiver.parsing import decoding, own_document, payload
from receiver.parsing.decoded import Decoded

_LONGEST_NAME = 100  # characters of a format's name that its column takes
# Why a body was read as on a hook that reads automatically, though a format was chosen.
NOT_THERE = "The format that this web hook reads by is not there, or no version of it is published."
UNREADABLE = "The format that this web hook reads by cannot be used here. {problem}"


def read(received: Received, content_type: str, coding: str, draft: Format | None = None) -> tuple[Received, Reading]:
    """The reports of a delivery, and the delivery with what it keeps of how it was read.

    With a `draft` it is read as if that were the format which the hook reads by. Raises Refused for what is not to be
    read: broken JSON, and what is ours but wrong.
    """
    decoded = decoding.decode(received.body, content_type, coding)
    chosen, missing = _chosen(received) if draft is None else (draft, None)
    came = telling.said(received.uploads.files)
    if telling.is_all(decoded, received.uploads.files):
        return received, telling.joined(Reading((Report(text=came),)), received.uploads.files)
    if chosen is None and (received.reads == OWN or own_document.is_ours(decoded)):
        own = telling.joined(_own(decoded, came), received.uploads.files)
        fell_back = _both(missing, own.fell_back)
        return received if fell_back is None else replace(received, fell_back=fell_back), own
    found = telling.joined(_of_any_shape(_arrived(received, decoded), decoded, chosen, came), received.uploads.files)
    name = None if found.format is None else found.format[:_LONGEST_NAME]
    in_force = received.in_force if chosen is not None and draft is None else None
    version = None if in_force is None else in_force.version
    return replace(received, format=name, format_version=version, fell_back=_both(missing, found.fell_back)), found


def refused(received: Received) -> Received:
    """A delivery that is refused, with why it was not read by the format that its hook reads by, where that is so."""
    _, missing = _chosen(received)
    return received if missing is None else replace(received, fell_back=missing)


def _both(missing: str | None, fell_back: str | None) -> str | None:
    return "\n".join(each for each in (missing, fell_back) if each is not None) or None


def _chosen(received: Received) -> tuple[Format | None, str | None]:
    """The format that the hook reads by; where it has none, or one that cannot be used, why it has to do without."""
    if received.reads in (AUTOMATIC, OWN):
        return None, None
    if received.in_force is not None:
        try:
            return own_formats.ready(received.in_force), None
        except Problem as problem:
            return None, UNREADABLE.format(problem=problem)
    preset = presets().get(received.reads)
    return preset, NOT_THERE if preset is None else None


def arrived(received: Received, content_type: str, coding: str) -> Arrived:
    """What a delivery holds as formats see it. Raises Refused for what cannot be decoded."""
    return _arrived(received, decoding.decode(received.body, content_type, coding))


def _own(decoded: Decoded, came: str) -> Reading:
    found = payload.read(decoded, came)
    return Reading(found.reports, fell_back=_told(found) if found.faulty else None, faulty=found.faulty)


def _told(found: payload.Read) -> str:
    several, number = len(found.reports) + len(found.faulty), len(found.faulty)
    return f"{number} of {several} reports {'was' if number == 1 else 'were'} refused. {payload.told(found.faulty)}"


def _of_any_shape(arrived: Arrived, decoded: Decoded, chosen: Format | None, came: str) -> Reading:
    """By the format that is chosen or recognises the body, else as ours if it can be, else without a format."""
    found = reading.read(arrived, chosen, presets())
    if found.format is not None:
        return found
    try:
        own = _own(decoded, came if own_document.has_only_ours(decoded) else "")
    except Refused:
        if own_document.has_only_ours(decoded):
            raise
    else:
        if not own.faulty or own_document.has_only_ours(decoded):
            return own
    return replace(found, format="")


def _arrived(received: Received, decoded: Decoded) -> Arrived:
    headers: Mapping[str, str] = {name.lower(): value for name, value in received.headers}
    return Arrived(decoded.value, headers, received.method, received.path, received.received_at)


def load() -> Mapping[str, Format]:
    """Load the presets, so that no request has to wait for them."""
    return presets()
