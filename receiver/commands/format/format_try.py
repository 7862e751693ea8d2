"""hookdeskctl format try: what a format would make of a body, or of what a web hook was sent. Nothing is kept."""

from __future__ import annotations

from typing import BinaryIO, TextIO

import click

from models.channels import hooks
from models.database import connection
from receiver.commands.hook.hook_options import guid
from receiver.commands.terminal import documents
from receiver.commands.terminal.desk import opened, options
from receiver.formats.format_file import read_format

Headers = tuple[tuple[str, str], ...]


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
    # What reads bodies loads here, so that no other command waits for it.
    from receiver.commands.format import format_trial, tried_body

    if body is None and hook is None:
        raise click.UsageError("Say what to try it on: --body FILE, --hook URL-or-guid, or both.")
    format_ = read_format(file.read())
    if hook is None:
        assert body is not None
        tried = tried_body.try_anywhere(body.read(), _labelled(headers), path, format_)
    else:
        with opened(options()), connection():
            hook_id = hooks.find(hook).id
            if body is None:
                format_trial.print_trial(hook_id, format_, as_json=as_json)
                return
            tried = tried_body.try_at(hook_id, body.read(), _labelled(headers), path, format_)
    if as_json:
        documents.print_one(tried.document())
    else:
        tried_body.print_tried(tried)


def _labelled(headers: Headers) -> Headers:
    """A body is JSON, unless something else is said."""
    is_labelled = any(name.title() == "Content-Type" for name, _ in headers)
    return headers if is_labelled else (("Content-Type", "application/json"), *headers)
