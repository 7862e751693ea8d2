"""The texts of formats as commands show them: those of one's own, and the presets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.formats import own_formats
from models.formats.own_formats import OwnFormat, Version
from models.names import folded
from models.problems import NotThere, Problem
from receiver.formats.format import Format
from receiver.formats.format_file import read_format, write_format
from receiver.formats.presets import presets


@dataclass(frozen=True, slots=True)
class Shown:
    """A format with a text of it. `own` is None for a preset, which has no versions; they are newest first.

    `version` is the version that the text is, None for a draft and a preset.
    """

    name: str
    about: str
    own: OwnFormat | None
    version: int | None
    versions: tuple[Version, ...]
    text: str


def all_shown() -> list[Shown]:
    """One's own by name, then the presets."""
    own = [_own(found, None) for found in own_formats.all_formats()]
    return [*own, *(_preset(name) for name in presets())]


def find_shown(name: str, version: int | None) -> Shown:
    """A preset, or a format of one's own by its name, with one version. Raises NotThere."""
    if name in presets():
        if version is not None:
            raise NotThere("A preset has no versions.", "Leave --version out.")
        return _preset(name)
    return _own(own_formats.find(name), version)


def named_format(name: str) -> OwnFormat | None:
    """The format of one's own with a name, in any letter case; None where there is none."""
    return next((each for each in own_formats.all_formats() if folded(each.name) == folded(name)), None)


def in_force_as(found: OwnFormat, text: str) -> Version | None:
    """The version in force of a format, if it says what `text` says; else None."""
    if found.published is None:
        return None
    in_force = own_formats.version(found.id, found.published)
    return in_force if renamed(in_force.text, found.name) == renamed(text, found.name) else None


def renamed(text: str, name: str) -> str:
    """The text under the name that its format has now: as it was written, if it says that name itself."""
    format_ = _read(text)
    return text if format_ is None or format_.name == name else write_format(replace(format_, name=name))


def _own(found: OwnFormat, version: int | None) -> Shown:
    versions = own_formats.versions(found.id)
    number = version or found.published
    text = (found.draft or "") if number is None else own_formats.version(found.id, number).text
    format_ = _read(text)
    return Shown(found.name, "" if format_ is None else format_.about, found, number, tuple(versions), text)


def _preset(name: str) -> Shown:
    format_ = presets()[name]
    return Shown(name, format_.about or format_.name, None, None, (), write_format(format_))


def _read(text: str) -> Format | None:
    """The format of a text; None where a draft has mistakes, or a newer program wrote it."""
    try:
        return read_format(text)
    except Problem:
        return None
