"""hookdeskctl format try: what a format would make of a body, or of what a web hook was sent. Nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO, TextIO

import click

from models.cases.cases import PRIORITIES
from models.channels import hooks
from models.database import connection
from models.exports.case_document import Document
from models.recording.foresight import Foreseen
from models.report import Report
from receiver.answers import Refused
from receiver.commands.format import format_documents, format_trial
from receiver.commands.hook.hook_options import guid
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import opened, options
from receiver.formats import reading
from receiver.formats.arrived import Arrived
from receiver.formats.format import Format
from receiver.formats.format_file import read_format
from receiver.parsing import decoding

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Tried:
    """What became of a body: its reports with what they would do, if that is known, or why nothing is read."""

    reports: Sequence[tuple[Report, Foreseen | None]]
    fell_back: str | None = None
    refused: Refused | None = None

    def document(self) -> Document:
        return {
            "reports": [format_documents.of_report(*one) for one in self.reports],
            "fell_back": self.fell_back,
            "refused": format_documents.of_refused(self.refused),
        }


def _headers(_: object, __: object, given: tuple[str, ...]) -> Headers:
    parted = [each.partition(":") for each in given]
    if any(not colon for _name, colon, _value in parted):
        raise click.BadParameter("Write it like 'X-GitHub-Event: issues'.")
    return tuple((name.strip(), value.strip()) for name, _colon, value in parted)


@click.command("try")
@click.argument("file", metavar="FILE", type=click.File("r", encoding="utf-8"))
@click.option("--hook", metavar="URL-or-guid", type=guid, help="Where it would come to, and whose deliveries are read.")
@click.option("--body", metavar="FILE", type=click.File("rb"), help="One body instead; - reads it from stdin.")
@click.option("--header", "headers", multiple=True, callback=_headers, help="Of the body: 'X-GitHub-Event: issues'.")
@click.option("--path", default="", help="Of the body: what would follow the web hook's URL.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def try_format(
    file: TextIO,
    hook: str | None,
    body: BinaryIO | None,
    headers: Headers,
    path: str,
    as_json: bool,
) -> None:
    """Say what the format in a file would make of a body, or of the last 100 deliveries of a web hook.

    With --hook, a body is told with what each report would do there now. Deliveries are read as the hook reads them
    and by the file, each from an empty channel on. Nothing is changed.
    """
    if body is None and hook is None:
        raise click.UsageError("Say what to try it on: --body FILE, --hook URL-or-guid, or both.")
    format_ = read_format(file.read())
    if hook is None:
        assert body is not None
        tried = _try_anywhere(body.read(), _labelled(headers), path, format_)
    else:
        with opened(options()), connection():
            hook_id = hooks.find(hook).id
            if body is None:
                format_trial.print_trial(hook_id, format_, as_json=as_json)
                return
            tried = _try_at(hook_id, body.read(), _labelled(headers), path, format_)
    if as_json:
        documents.print_one(tried.document())
    else:
        _print(tried)


def _labelled(headers: Headers) -> Headers:
    """A body is JSON, unless something else is said."""
    is_labelled = any(name.title() == "Content-Type" for name, _ in headers)
    return headers if is_labelled else (("Content-Type", "application/json"), *headers)


def _try_at(hook_id: int, body: bytes, headers: Headers, path: str, format_: Format) -> _Tried:
    from receiver.intake.preview import preview_pasted

    found = preview_pasted(hook_id, body, headers=headers, path=path, format_=format_)
    return _Tried([(each.report, each) for each in found.reports], found.fell_back, found.refused)


def _try_anywhere(body: bytes, headers: Headers, path: str, format_: Format) -> _Tried:
    """Try it without a database, as where formats are checked before they are put in force."""
    by_name = {name.lower(): value for name, value in headers}
    try:
        decoded = decoding.decode(body, by_name.get("content-type", ""), by_name.get("content-encoding", ""))
    except Refused as refused:
        return _Tried([], refused=refused)
    read = reading.read(Arrived(decoded.value, by_name, "POST", path, datetime.now(UTC)), format_, {})
    return _Tried([(each, None) for each in read.reports], read.fell_back)


def _done(one: tuple[Report, Foreseen | None]) -> str:
    _, foreseen = one
    if foreseen is None:
        return ""
    return foreseen.status if foreseen.case is None else f"{foreseen.status} #{foreseen.case}"


def _print(tried: _Tried) -> None:
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
