"""What the last deliveries of a web hook would become by a format, beside what they become now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import click

from receiver.commands.format import trial_documents
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.tables import Row, print_table
from receiver.formats.format import Format
from receiver.intake.findings.reads import Counts, Read
from receiver.intake.trial import Trial, TrialRow, trial


def print_trial(hook_id: int, format_: Format, *, as_json: bool) -> None:
    """Try a format on the last deliveries of a hook, and print what came of it. The database is open."""
    found = trial(hook_id, format_)
    if as_json:
        documents.print_one(trial_documents.of_trial(found))
        return
    print_table(
        ["DELIVERY", "RECEIVED", "NOW", "BY THE FILE", "SUBJECT"],
        [Row(_cells(row)) for row in reversed(found.rows)],
        empty="This web hook has no delivery to try it on; --body FILE gives one.",
    )
    for line in _summary(found):
        click.echo(line, err=True)


def _cells(row: TrialRow) -> list[str]:
    return [
        str(row.delivery_id),
        plain.local_time(row.received_at),
        _became(row.in_force),
        _became(row.draft),
        _about(row.draft),
    ]


def _became(read: Read) -> str:
    if read.refused is not None:
        return "refused"
    if read.fell_back is not None:
        return "failed"
    said = (one.status if one.case is None else f"{one.status} #{one.case}" for one in read.reports)
    return ", ".join(said) or "skipped"


def _about(read: Read) -> str:
    if read.refused is not None:
        return read.refused.detail
    return read.fell_back or "; ".join(one.subject for one in read.reports)


def _summary(found: Trial) -> Iterator[str]:
    if not found.rows:
        return
    yield f"Now:         {_counted(found.in_force)}"
    yield f"By the file: {_counted(found.draft)}"
    if found.left_out:
        yield f"Left out, because their bodies are not kept: {plain.counted(found.left_out, 'delivery', 'deliveries')}."
    for each in found.warnings:
        yield f"To think over{f' in {each.part}' if each.part else ''}: {plain.line(str(each.words))}"


def _counted(counts: Counts) -> str:
    words = {"fell_back": "failed", "unread": "without a format"}
    said = [
        f"{number:,} {words.get(name, name.replace('_', ' '))}" for name, number in asdict(counts).items() if number
    ]
    return ", ".join(said) or "nothing"
