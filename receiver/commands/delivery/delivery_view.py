"""A delivery as a person reads it in a terminal: what became of it, then what came and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from models.deliveries.deliveries import Delivery, Shown
from receiver.commands.terminal import plain
from receiver.commands.terminal.attachment_words import size

_INDENT = "    "
# What a person reads of a body here; --body has all of it.
_CHARACTERS = 20_000


def print_delivery(shown: Shown) -> None:
    """Print the delivery."""
    one = shown.delivery
    click.echo(f"Delivery {one.id}  {one.outcome}: {one.status} {one.code or ''}".rstrip())
    for name, value in (*_lines(one), *_files(shown)):
        click.echo(f"  {name:<14}{plain.line(value)}")
    _print("Headers", (f"{name}: {value}" for name, value in shown.headers))
    _print(_body(shown), _text(shown.body))
    _print("Answer", _text(shown.answer))


def _lines(one: Delivery) -> Iterator[tuple[str, str]]:
    yield "channel", one.channel
    yield "hook", f"{one.hook}, at a URL that was replaced" if one.old_url else one.hook
    yield "received", f"{plain.local_time(one.received_at)}, answered in {one.milliseconds:.1f} ms"
    yield "from", f"{one.remote_address} {one.user_agent}"
    yield "request", f"{one.method}, {plain.counted(one.size, 'byte')}"
    if one.path:
        yield "path", one.path
    if one.format is not None:
        version = "" if one.format_version is None else f", version {one.format_version}"
        yield "read", f"as {one.format}{version}" if one.format else "without a format"
    if one.fell_back is not None:
        yield "fell back", " ".join(one.fell_back.split())
    if one.case is not None:
        yield "case", f"#{one.case}"
    if one.message is not None:
        yield "message", str(one.message)
    if one.replay_of is not None:
        yield "replay of", f"delivery {one.replay_of}"
    if one.mended_by is not None:
        yield "mended by", f"delivery {one.mended_by}"


def _files(shown: Shown) -> Iterator[tuple[str, str]]:
    """What came with it beside the body, and whether it is still here."""
    number = len(shown.files)
    if not number:
        return
    came = f"{plain.counted(number, 'file')}, {size(sum(file.size for file in shown.files))}"
    if shown.files_kept == number:
        yield "files", f"{came}, kept with the message"
    else:
        yield "files", f"{came}, of which {shown.files_kept or 'none'} {'is' if number == 1 else 'are'} kept"
    for file in shown.files:
        yield "", f"{file.name}, {size(file.size)}, {file.content_type}"


def _body(shown: Shown) -> str:
    if shown.delivery.whole:
        return "Body"
    if not shown.body:
        return "Body, which is not kept: it was too old, or the disk was nearly full when it came"
    return "Body, of which not all is kept"


def _text(raw: bytes) -> Iterator[str]:
    text = raw.decode(errors="replace")
    yield from plain.lines(text[:_CHARACTERS]) if text else ()
    if len(text) > _CHARACTERS:
        yield f"{plain.ELLIPSIS} {len(text) - _CHARACTERS:,} more characters; --body has them"


def _print(heading: str, lines: Iterable[str]) -> None:
    click.echo(f"\n{heading}")
    for line in lines:
        click.echo(f"{_INDENT}{plain.line(line) if heading == 'Headers' else line}".rstrip())
