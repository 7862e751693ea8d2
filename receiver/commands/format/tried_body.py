"""What a format would make of one body, told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from models.cases.cases import PRIORITIES
from models.exports.case_document import Document
from models.recording.foresight import Foreseen
from models.report import Report
from receiver.answers import Refused
from receiver.commands.format import trial_documents
from receiver.commands.terminal import plain
from receiver.formats import reading
from receiver.formats.arrived import Arrived
from receiver.formats.format import Format
from receiver.intake.preview import preview_pasted
from receiver.parsing import decoding

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a body: its reports with what they would do, if that is known, or why nothing is read."""

    reports: Sequence[tuple[Report, Foreseen | None]]
    fell_back: str | None = None
    refused: Refused | None = None

    def document(self) -> Document:
        return {
            "reports": [trial_documents.of_report(*one) for one in self.reports],
            "fell_back": self.fell_back,
            "refused": trial_documents.of_refused(self.refused),
        }


def try_at(hook_id: int, body: bytes, headers: Headers, path: str, format_: Format) -> Tried:
    """Try it at a hook, as its channel is now; the database is open."""
    found = preview_pasted(hook_id, body, headers=headers, path=path, format_=format_)
    return Tried([(each.report, each) for each in found.reports], found.fell_back, found.refused)


def try_anywhere(body: bytes, headers: Headers, path: str, format_: Format) -> Tried:
    """Try it without a database, as where formats are checked before they are put in force."""
    by_name = {name.lower(): value for name, value in headers}
    try:
        decoded = decoding.decode(body, by_name.get("content-type", ""), by_name.get("content-encoding", ""))
    except Refused as refused:
        return Tried([], refused=refused)
    read = reading.read(Arrived(decoded.value, by_name, "POST", path, datetime.now(UTC)), format_, {})
    return Tried([(each, None) for each in read.reports], read.fell_back)


def _done(one: tuple[Report, Foreseen | None]) -> str:
    _, foreseen = one
    if foreseen is None:
        return ""
    return foreseen.status if foreseen.case is None else f"{foreseen.status} #{foreseen.case}"


def print_tried(tried: Tried) -> None:
    """Print what became of one body."""
    if tried.refused is not None:
        click.echo(f"It would be refused. {plain.line(tried.refused.detail)}")
        return
    if tried.fell_back is not None:
        click.echo(f"The format failed: {plain.line(tried.fell_back)}\n")
    if not tried.reports:
        click.echo("The format skips all of it.")
    for at, one in enumerate(tried.reports, 1):
        click.echo(" ".join(f"Report {at} {_done(one)}".split()))
        for name, value in _parts(one[0]):
            click.echo(f"  {name:<11}{plain.line(value)}")


def _parts(report: Report) -> Iterator[tuple[str, str]]:
    told = (
        ("id", report.id),
        ("key", report.key),
        ("state", "closed" if report.state == "closed" else None),
        ("remark", "opens no case" if report.remark else None),
        ("priority", None if report.priority is None else PRIORITIES[report.priority]),
        ("references", ", ".join(report.references)),
        ("subject", report.subject),
        ("text", report.text),
        *(("link", f"{each.display_name or ''} {each.url}") for each in report.attachments),
    )
    yield from ((name, value) for name, value in told if value)
