"""Sizes and durations as a person reads them."""

from __future__ import annotations

from desktop.words.language import decimal, tr

_KIB = 1024


def size(count: int) -> str:
    """A number of bytes: "0 bytes", "1.2 KiB", "1.0 MiB"."""
    if count < _KIB:
        return tr("{count} bytes", count)
    if count < _KIB * _KIB:
        return tr("{number} KiB", number=decimal(count / _KIB, 1))
    return tr("{number} MiB", number=decimal(count / _KIB / _KIB, 1))


def duration(milliseconds: float) -> str:
    """ "0.4 ms", "12 ms", "1.3 s"."""
    if milliseconds >= 1000:
        return tr("{number} s", number=decimal(milliseconds / 1000, 1))
    return tr("{number} ms", number=decimal(milliseconds, 1 if milliseconds < 10 else 0))
