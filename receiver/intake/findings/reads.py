"""Reads: how one delivery was read on trial, and what many of them come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from models.recording.foresight import Foreseen
from models.report import OutcomeStatus, State
from receiver.answers import Refused


@dataclass(frozen=True, slots=True)
class Line:
    """One report: what it would do, in which case, and what it says; `subject` is "" where it has none of its own."""

    status: OutcomeStatus
    case: int | None
    subject: str
    key: str | None
    state: State
    priority: int | None


@dataclass(frozen=True, slots=True)
class Read:
    """How a delivery was read.

    `format` is the name of the format that read it, "" where none did, and None where it is Hookdesk's own or refused.
    `fell_back` says why one or all of the reports were rendered without it, `refused` why nothing is read at all.
    """

    format: str | None = None
    fell_back: str | None = None
    refused: Refused | None = None
    reports: tuple[Line, ...] = ()

    @property
    def is_skipped(self) -> bool:
        """Whether the format took all of it for no report."""
        return self.refused is None and not self.reports

    @property
    def is_whole(self) -> bool:
        """Whether it was read as the format says."""
        return self.refused is None and self.fell_back is None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many reports would do what; and of how many deliveries the format skipped all, how many would be refused,
    told without the format because it failed, and told without one because there is none."""

    opened: int = 0
    updated: int = 0
    closed: int = 0
    repeated: int = 0
    posted: int = 0
    already_reported: int = 0
    skipped: int = 0
    refused: int = 0
    fell_back: int = 0
    unread: int = 0


def line_of(foreseen: Foreseen) -> Line:
    """What is kept of a report: not its text, of which a hundred deliveries can hold very much."""
    report = foreseen.report
    return Line(foreseen.status, foreseen.case, report.subject or "", report.key, report.state, report.priority)


def counted(reads: Iterable[Read]) -> Counts:
    """What these deliveries come to."""
    found = Counter[str]()
    for read in reads:
        found.update(line.status for line in read.reports)
        found["skipped"] += read.is_skipped
        found["refused"] += read.refused is not None
        found["fell_back"] += read.fell_back is not None
        found["unread"] += read.format == ""
    return Counts(**found)
