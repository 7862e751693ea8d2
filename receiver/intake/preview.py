"""Preview: what a body would become at a hook now, by the code of the intake and the rules. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from models.database import connection, reading
from models.deliveries import deliveries
from models.deliveries.deliveries import Received
from models.recording.foresight import Foreseen, Foresight
from models.recording.grounds import StoredGround
from models.recording.job import source_of
from receiver.answers import Refused
from receiver.formats.arrived import Arrived
from receiver.formats.format import Format
from receiver.intake import admission
from receiver.intake import reading as intake_reading
from receiver.intake.sent_again import Headers, labels, posted, sent_again, target_for, target_of
from receiver.parsing import payload

_AS_JSON: Headers = (("Content-Type", "application/json"),)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a body would become.

    `format` is the name of the format that read it, "" where none did, and None where it is Hookdesk's own or refused.
    `fell_back` says why one or all of the reports were rendered without it, `refused` why nothing is read at all.
    `arrived` is the body as formats see it, None where it cannot be decoded.
    """

    arrived: Arrived | None
    format: str | None = None
    fell_back: str | None = None
    reports: tuple[Foreseen, ...] = ()
    refused: Refused | None = None


def preview(
    delivery_id: int, *, hook_id: int | None = None, body: bytes | None = None, format_: Format | None = None
) -> Preview:
    """What a delivery would become if it came now: its own body or another one, at its own hook or another of its
    channel, read by a format or, without one, as the hook reads.

    Raises Problem: NotThere for a delivery or hook that is not there, and when not all of the body was kept and none is
    given.
    """
    original = deliveries.shown(delivery_id)
    with connection():
        return foresee(sent_again(original, target_for(original.delivery, hook_id), body), format_)


def preview_pasted(
    hook_id: int, body: bytes, *, headers: Headers = _AS_JSON, path: str = "", format_: Format | None = None
) -> Preview:
    """The same of a body that never came. Raises NotThere."""
    with connection():
        return foresee(posted(target_of(hook_id), body, headers, path), format_)


def check_body(delivery_id: int, body: bytes, hook_id: int | None = None) -> None:
    """Raise Refused if the hook of a delivery, or another of its channel, would refuse this body in place of its own.

    A list is refused here as well if one of its reports would be. Raises Problem as preview() does.
    """
    original = deliveries.shown(delivery_id)
    with connection():
        received = sent_again(original, target_for(original.delivery, hook_id), body)
    _, found = intake_reading.read(received, *labels(received.headers))
    if found.faulty:
        raise payload.refusal(found.faulty)


def foresee(received: Received, format_: Format | None) -> Preview:
    """The same of what came, or is as if it had come."""
    refusal = admission.too_large(received.size - received.uploads.left_out)
    if refusal is not None:
        return Preview(None, refused=refusal)
    content_type, coding = labels(received.headers)
    arrived = None
    try:
        arrived = intake_reading.arrived(received, content_type, coding)
        received, found = intake_reading.read(received, content_type, coding, format_)
    except Refused as refusal:
        return Preview(arrived, refused=refusal)
    with reading():
        foresight = Foresight(StoredGround(received.channel_id, received.scope))
        foreseen = tuple(foresight.foresee(source_of(received), report) for report in found.reports)
    return Preview(arrived, received.format, received.fell_back, foreseen)
