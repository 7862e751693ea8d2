"""Sizes and durations as a person reads them."""

from __future__ import annotations

_KIB = 1024


def size(count: int) -> str:
    """A number of bytes: "0 bytes", "1.2 KiB", "1.0 MiB"."""
    if count < _KIB:
        return "1 byte" if count == 1 else f"{count} bytes"
    if count < _KIB * _KIB:
        return f"{count / _KIB:.1f} KiB"
    return f"{count / _KIB / _KIB:,.1f} MiB"


def duration(milliseconds: float) -> str:
    """ "0.4 ms", "12 ms", "1.3 s"."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s"
    return f"{milliseconds:.1f} ms" if milliseconds < 10 else f"{milliseconds:.0f} ms"
