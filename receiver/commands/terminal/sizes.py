"""Sizes as they are typed on a command line."""

from __future__ import annotations

import re

import click

_SIZE = re.compile(r"(?P<number>[0-9]{1,12})\s*(?P<unit>[KM]iB)?", re.IGNORECASE)
_UNITS = {"": 1, "kib": 1024, "mib": 1024**2}


def bytes_of(text: str) -> int:
    """A whole number of bytes, KiB or MiB, such as 25MiB; for click."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise click.BadParameter(f"{text} is no size; write 25MiB or a number of bytes.")
    return int(found["number"]) * _UNITS[(found["unit"] or "").lower()]
