"""Formats as files: written and read where a person says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from models.problems import Problem
from receiver.formats.format import Format
from receiver.formats.format_file import parse_format, write_format
from receiver.limits import MAX_BODY

_UNSAFE = re.compile(r"[^\w-]+")


def safe(name: str) -> str:
    """A name as the name of a file."""
    return _UNSAFE.sub("-", name).strip("-").lower() or "format"


def under_name(format_: Format, name: str) -> Format:
    """The format with another name."""
    return replace(format_, name=name)


def write(path: Path, format_: Format) -> None:
    """Write a format into a file. Raises Problem."""
    try:
        path.write_text(write_format(format_), "utf-8")
    except OSError as error:
        raise Problem(
            "{path} cannot be written: {why}.", "Choose another place.", path=path, why=error.strerror
        ) from error


def read(path: Path) -> Format:
    """The format in a file, also one with mistakes, which the editor shows. Raises Problem."""
    try:
        if path.stat().st_size > MAX_BODY:
            raise Problem("{path} is too large for a format.", "Choose another file.", path=path)
        text = path.read_text("utf-8")
    except OSError as error:
        raise Problem("{path} cannot be read: {why}.", "Choose another file.", path=path, why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise Problem("{path} is no text in UTF-8.", "Choose another file.", path=path) from error
    return parse_format(text)
