"""What an answer says: read leniently, because it may be the page for people, or of an older version."""

from __future__ import annotations

import msgspec

from receiver.answers import Fault, Position


class AnsweredReport(msgspec.Struct, frozen=True):
    """What the answer says of one of several reports: its outcome, or that and what is wrong with it."""

    status: str = ""
    errors: tuple[Fault, ...] = ()
    unknown_references: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()


class Answered(msgspec.Struct, frozen=True):
    """The parts of an answer that the screens show. `errors` are the fields that were wrong, `position` is where the
    body stopped being JSON, `reports` are those of a delivery that held several."""

    detail: str = ""
    errors: tuple[Fault, ...] = ()
    position: Position | None = None
    unknown_references: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    reports: tuple[AnsweredReport, ...] = ()

    def all_unknown(self) -> list[str]:
        """The references of all of its reports that were not known, each once."""
        of_reports = (name for each in self.reports for name in each.unknown_references)
        return list(dict.fromkeys([*self.unknown_references, *of_reports]))

    def all_repaired(self) -> list[str]:
        """The pointers of what had to be changed in all of its reports."""
        return [*self.repaired, *(pointer for each in self.reports for pointer in each.repaired)]


NOTHING = Answered()
_DECODER = msgspec.json.Decoder(Answered)


def read(answer: bytes) -> Answered:
    """The answer that a sender got; NOTHING when it is none of ours."""
    try:
        return _DECODER.decode(answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return NOTHING
