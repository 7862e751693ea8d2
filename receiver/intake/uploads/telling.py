"""Telling: what a report says of the files that came in its post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.files.uploads import Upload
from receiver.formats.reading import Reading
from receiver.parsing.decoded import Decoded

_MOST_NAMES = 20


def said(files: Sequence[Upload]) -> str:
    """That files came, by their names; "" for none."""
    if not files:
        return ""
    names = ", ".join(file.name for file in files[:_MOST_NAMES])
    more = f" and {len(files) - _MOST_NAMES} more" if len(files) > _MOST_NAMES else ""
    return f"A file came: {names}" if len(files) == 1 else f"{len(files)} files came: {names}{more}"


def is_all(decoded: Decoded, files: Sequence[Upload]) -> bool:
    """Whether a form says nothing beside its files: there is no word in it, but for descriptions of them."""
    return bool(files) and not _says(decoded.value, {file.name for file in files})


def _says(value: object, names: set[str]) -> bool:
    if isinstance(value, dict):
        describes = any(isinstance(each, str) and each in names for each in value.values())
        return not describes and any(_says(each, names) for each in value.values())
    if isinstance(value, list):
        return any(_says(each, names) for each in value)
    return bool(value.strip()) if isinstance(value, str) else type(value) in (int, float)


def joined(reading: Reading, files: Sequence[Upload]) -> Reading:
    """A reading whose first report knows the files: with other ones it is not the same report."""
    if not files or not reading.reports:
        return reading
    first, *others = reading.reports
    known = tuple((file.name, file.hash) for file in files)
    return replace(reading, reports=(replace(first, files=known), *others))
