"""Own formats: those that the administrator wrote, checked before they are published, and ready to read by."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from models.channels.hook_rules import format_id_of
from models.channels.hook_targets import InForce
from models.formats import own_formats
from models.formats.own_formats import Version
from receiver.formats.format import Format
from receiver.formats.format_file import read_format
from receiver.formats.presets import presets


def publish(format_id: int, text: str, note: str = "") -> Version:
    """Put a text in force as the next version of a format. Raises NotThere, and Problem with all that is wrong."""
    read_format(text)
    return own_formats.publish(format_id, text, note)


def of_reads(reads: str) -> Format | None:
    """The format that a hook reads by whose rule is `reads`.

    None where the hook reads automatically or Hookdesk JSON only, and where the format is not there or has no version.
    Raises Problem where this program cannot read the version.
    """
    format_id = format_id_of(reads)
    if format_id is None:
        return presets().get(reads)
    found = next((each for each in own_formats.all_formats() if each.id == format_id), None)
    if found is None or found.published is None:
        return None
    return ready(InForce(found.id, found.published, found.name, own_formats.version(found.id, found.published).text))


def ready(in_force: InForce) -> Format:
    """The format that is in force, under the name that it has now. Raises Problem where it cannot be read here."""
    return replace(_read(in_force.text), name=in_force.name)


@lru_cache(maxsize=256)
def _read(text: str) -> Format:
    return read_format(text)
