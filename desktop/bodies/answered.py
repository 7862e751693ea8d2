"""What an answer says: read leniently, because it may be the page for people, or of an older version."""

from __future__ import annotations

import msgspec

from receiver.answers import Fault, Position


class Answered(msgspec.Struct, frozen=True):
    """The parts of an answer that the screens show. `errors` are the fields that were wrong, `position` is where the
    body stopped being JSON."""

    detail: str = ""
    errors: tuple[Fault, ...] = ()
    position: Position | None = None
    unknown_references: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()


NOTHING = Answered()
_DECODER = msgspec.json.Decoder(Answered)


def read(answer: bytes) -> Answered:
    """The answer that a sender got; NOTHING when it is none of ours."""
    try:
        return _DECODER.decode(answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return NOTHING
