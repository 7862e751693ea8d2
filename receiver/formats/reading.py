"""Reading: what arrived at a hook becomes reports, whatever it is. Nothing is lost, and nothing is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial

from models.report import Report
from receiver.answers import NO_FAULTS, Fault
from receiver.formats.arrived import Arrived
from receiver.formats.evaluation import evaluated
from receiver.formats.format import Answer, Format
from receiver.formats.parts import known_of
from receiver.formats.recognition import recognised
from receiver.formats.rendering.default_rendering import render


@dataclass(frozen=True, slots=True)
class Reading:
    """The reports of a delivery, and how they were read.

    `format` is the name of the format, None where there was none. `fell_back` says why one or all of the reports
    were rendered without it. A format that skips all there is leaves no report. `faulty` are reports in Hookdesk's own
    shape that are wrong, by their places among all.
    """

    reports: tuple[Report, ...]
    format: str | None = None
    fell_back: str | None = None
    answer: Answer = "ours"
    faulty: Mapping[int, tuple[Fault, ...]] = field(default_factory=lambda: NO_FAULTS)


def read(arrived: Arrived, format_: Format | None, presets: Mapping[str, Format]) -> Reading:
    """The reports of what arrived: by the hook's format, or else the preset that recognises it, or without one."""
    known = cache(partial(known_of, arrived))
    chosen = format_ or recognised(arrived, known, presets.values())
    if chosen is None:
        return Reading((render(arrived),))
    found = evaluated(chosen, arrived, known())
    return Reading(found.reports, chosen.name, "\n".join(found.reasons) or None, chosen.answer)
