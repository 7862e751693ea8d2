"""Publishing: what is done to a format so that it is in force, and what could be read again by it then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.formats.opening import Opening, hook_of, read_opening
from desktop.formats.wanted import WantedFormat
from models.channels import hooks
from models.channels.hook_rules import by_format
from models.channels.hooks import Hook
from models.formats import own_formats as stored_formats
from models.formats.own_formats import OwnFormat, Version
from receiver.formats import own_formats
from receiver.formats.format import Format
from receiver.formats.format_file import parse_format, write_format

Write = Callable[[Format], OwnFormat]
"""Keeps a format as the draft."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has to know before a format is published: its web hook as it is now, and those that read by it."""

    hook: Hook
    readers: Sequence[Hook]


def ask(hook_id: int, own: OwnFormat | None) -> Asked:
    """Read it, in a task. Raises NotThere."""
    reads = None if own is None else by_format(own.id)
    readers = [hook for hook in hooks.of_channel(None) if hook.rules.reads == reads]
    return Asked(hook_of(hook_id), readers)


def publish(write: Write, format_: Format, hook_id: int, note: str, reads_by_it: bool) -> Opening:
    """Put a format in force, in a task; `reads_by_it`: the web hook reads by it from now on.

    Raises Problem with all that is wrong with the format, and NotThere.
    """
    own = write(format_)
    own_formats.publish(own.id, write_format(replace(format_, name=own.name)), note)
    if reads_by_it:
        now = hook_of(hook_id).edit()
        hooks.save(now, replace(now, rules=replace(now.rules, reads=by_format(own.id))))
    return read_opening(WantedFormat(hook_id, own.id))


def go_back(version: Version, hook_id: int) -> Opening:
    """Put an older version in force, in a task; the draft is that version then. Raises NotThere."""
    stored_formats.go_back(version.format_id, version.number)
    stored_formats.discard_draft(version.format_id)
    return read_opening(WantedFormat(hook_id, version.format_id))


def discard(format_id: int, hook_id: int) -> Opening:
    """Forget the draft, in a task. Raises Problem where nothing was published yet."""
    stored_formats.discard_draft(format_id)
    return read_opening(WantedFormat(hook_id, format_id))


def rename(write: Write, format_: Format, hook_id: int, name: str) -> Opening:
    """Give a format another name, in a task. Raises Problem when the name is taken."""
    own = stored_formats.rename(write(format_).id, name)
    return read_opening(WantedFormat(hook_id, own.id))


def text_of(version: Version, name: str) -> Format:
    """What a version said, under the name that the format has now."""
    return replace(parse_format(version.text), name=name)
