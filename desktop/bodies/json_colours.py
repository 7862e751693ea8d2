"""The colours of a line of JSON, by role; the line may be broken, or the middle of a long one."""

from __future__ import annotations

import re
from dataclasses import dataclass

KEY, STRING, NUMBER, MARK = "accent", "ok", "warning", "muted"

_REST_OF_STRING = re.compile(r'(?:[^"\\]++|\\.)*+"?')
_TOKEN = re.compile(
    r'(?P<accent>"(?:[^"\\]++|\\.)*+"(?=\s*:))|(?P<ok>"(?:[^"\\]++|\\.)*+"?)'
    r"|(?P<warning>-?\d[\d.eE+-]*+|\b(?:true|false|null)\b)|(?P<muted>[{}\[\],:]+)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line in the colour of a role."""

    start: int
    length: int
    role: str


def colour(line: str, in_string: bool = False) -> list[Span]:
    """The coloured parts of a line; `in_string` says that it begins within a string."""
    found, at = list[Span](), 0
    if in_string:
        rest = _REST_OF_STRING.match(line)
        at = rest.end() if rest else 0
        found.append(Span(0, at, STRING))
    for match in _TOKEN.finditer(line, at):
        found.append(Span(match.start(), match.end() - match.start(), match.lastgroup or MARK))
    return found
