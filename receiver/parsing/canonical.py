"""Canonical JSON: the same text for documents that say the same, a member or element a line, to be compared.

Members are sorted, strings and fractions written as RFC 8785 (JSON Canonicalization Scheme) has them. Two things differ
from it: whole numbers keep all of their digits, because two ids that differ in the last one are not the same; and there
are line ends and indents. Of a member that is there twice the last one counts, as it does for the receiver.
"""

from __future__ import annotations

import json
import math

from receiver.answers import Refused
from receiver.parsing import json_text

_INDENT = "  "
# Deeper levels stand below one another: a megabyte of brackets would grow to a gigabyte of spaces.
_DEEPEST = 16


def lines(body: bytes) -> list[str] | None:
    """The canonical lines of a body; None when it is not JSON."""
    found: list[str] = []
    try:
        _write(json_text.decode(body), found, 0, "", "")
    except (Refused, RecursionError):
        return None
    return found


def _write(value: object, found: list[str], depth: int, name: str, end: str) -> None:
    """Add the lines of a value, which begins behind `name` and is followed by `end`."""
    indent = _INDENT * min(depth, _DEEPEST)
    if isinstance(value, dict) and value:
        found.append(f"{indent}{name}{{")
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        for at, (key, inner) in enumerate(members, 1):
            _write(inner, found, depth + 1, f"{_string(key)}: ", "," if at < len(members) else "")
        found.append(f"{indent}}}{end}")
    elif isinstance(value, list) and value:
        found.append(f"{indent}{name}[")
        for at, inner in enumerate(value, 1):
            _write(inner, found, depth + 1, "", "," if at < len(value) else "")
        found.append(f"{indent}]{end}")
    else:
        found.append(f"{indent}{name}{_scalar(value)}{end}")


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return _string(value)
    return _fraction(value) if isinstance(value, float) else json.dumps(value)


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _fraction(value: float) -> str:
    """A number as ECMAScript writes it (RFC 8785, 3.2.2.3): both take the fewest digits, and differ in the form."""
    if value == 0 or not math.isfinite(value):
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, part = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = (whole + part.rstrip("0")) if part.strip("0") else whole
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """Digits with the point behind so many of them, as Number::toString (ECMA-262, 6.1.6.1.20) places it."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    power = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return digits + power if count == 1 else f"{digits[0]}.{digits[1:]}{power}"
