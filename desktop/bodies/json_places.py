"""Where the things that JSON pointers (RFC 6901) name stand in a text of JSON, as its sender wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

_TOKEN = re.compile(r'[{}\[\]:,]|"(?:[^"\\]++|\\.)*+"|[^\s{}\[\]:,"]+', re.DOTALL)

Place = tuple[int, int]


@dataclass(slots=True)
class _Level:
    """An array or object whose inside is being read; `key` is the name of the member whose value comes next."""

    pointer: str
    is_object: bool
    count: int = 0
    key: str | None = None

    def next_pointer(self) -> str:
        """The pointer of the value that comes next, with ~ and / as a pointer writes them."""
        name = self.key if self.is_object else str(self.count)
        return f"{self.pointer}/{(name or '').replace('~', '~0').replace('/', '~1')}"


def places(text: str, pointers: Collection[str]) -> dict[str, Place]:
    """Where each begins, and where the next character is, for a text that is JSON.

    The place of an array or object is the bracket that opens it; the place of what is missing is that of the nearest
    thing around it.
    """
    found: dict[str, Place] = {}
    levels: list[_Level] = []
    wanted = {around for pointer in pointers for around in _all_around(pointer)}
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "}]":
            if levels:
                levels.pop()
        elif token in ":,":
            continue
        elif levels and levels[-1].is_object and levels[-1].key is None:
            levels[-1].key = str(json.loads(token, strict=False))
        else:
            pointer = levels[-1].next_pointer() if levels else ""
            if pointer in wanted:
                found[pointer] = match.span()
            if levels:
                levels[-1].count, levels[-1].key = levels[-1].count + 1, None
            if token in "{[":
                levels.append(_Level(pointer, token == "{"))
    return {pointer: next(found[each] for each in _all_around(pointer) if each in found) for pointer in pointers}


def _all_around(pointer: str) -> list[str]:
    """A pointer, and those of the things around it up to the document."""
    parts = pointer.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
