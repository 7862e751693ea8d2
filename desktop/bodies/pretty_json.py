"""JSON laid out for reading, and where in it the places are that are asked for by their pointers (RFC 6901)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

INDENT = "  "
# Deeper levels are indented no further: a body of brackets alone would grow to a thousand times its size.
DEEPEST = 16
_TOKEN = re.compile(r'[{}\[\]:,]|"(?:[^"\\]++|\\.)*+"|[^\s{}\[\]:,"]+', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text, up to but without `end`. `missing` is what the pointer names and is not there: the place is
    that of the nearest thing around it then."""

    start: int
    end: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pretty:
    """A text, and the places of the pointers that were asked for."""

    text: str
    places: dict[str, Place]


def lay_out(text: str, pointers: Iterable[str] = ()) -> Pretty:
    """Lay out a text that is JSON, with the numbers and the order of its sender; where a member is there twice, the
    last one counts, as it does for the receiver."""
    wanted = _Wanted()
    asked = list(pointers)
    for pointer in asked:
        wanted.add(parts(pointer))
    writer = _Writer(wanted)
    for match in _TOKEN.finditer(text):
        writer.take(match[0])
    return Pretty(writer.text(), {pointer: wanted.find(parts(pointer)) for pointer in asked})


def parts(pointer: str) -> tuple[str, ...]:
    """The members and indexes on the way to a place: "/a~1b/0" leads over "a/b" and "0"."""
    return tuple(each.replace("~1", "/").replace("~0", "~") for each in pointer.split("/")[1:])


def path(pointer: str) -> str:
    """A pointer as programmers write it: "attachments[1].url"."""
    words = (f"[{each}]" if each.isdecimal() else f".{each}" for each in parts(pointer))
    return "".join(words).removeprefix(".")


@dataclass(slots=True)
class _Wanted:
    """The places that are asked for, as a tree."""

    children: dict[str, _Wanted] = field(default_factory=dict)
    place: tuple[int, int] | None = None

    def add(self, way: Iterable[str]) -> None:
        node = self
        for each in way:
            node = node.children.setdefault(each, _Wanted())

    def mark(self, start: int, end: int) -> None:
        """Note where this is; what an earlier member of the same name had in it counts no more."""
        if self.place is not None:
            for each in self._below():
                each.place = None
        self.place = (start, end)

    def find(self, way: tuple[str, ...]) -> Place:
        """Where the way leads, or where it ends too early."""
        node, known, gone = self, self.place or (0, 0), 0
        for steps, each in enumerate(way, 1):
            node = node.children[each]
            if node.place is not None:
                known, gone = node.place, steps
        return Place(*known, way[gone:])

    def _below(self) -> Iterator[_Wanted]:
        for each in self.children.values():
            yield each
            yield from each._below()


@dataclass(slots=True)
class _Level:
    """An array or object that is being written; `key` is the name of the member whose value comes next."""

    is_object: bool
    wanted: _Wanted | None
    count: int = 0
    key: str | None = None


class _Writer:
    """Takes token after token and knows how far it has come."""

    def __init__(self, wanted: _Wanted) -> None:
        self._root: _Wanted = wanted
        self._out: list[str] = []
        self._length = 0
        self._levels: list[_Level] = []

    def text(self) -> str:
        return "".join(self._out)

    def take(self, token: str) -> None:
        first = token[0]
        if first == ":":
            self._write(": ")
        elif first == ",":
            self._write(",")
        elif first in "}]":
            self._close(token)
        elif first == '"' and self._levels and self._levels[-1].is_object and self._levels[-1].key is None:
            self._levels[-1].key = token
            self._begin_line()
            self._write(_readable(token))
        else:
            self._value(_readable(token) if first == '"' else token)

    def _value(self, token: str) -> None:
        level = self._levels[-1] if self._levels else None
        if level is not None and not level.is_object:
            self._begin_line()
        wanted = self._root if level is None else _inside(level)
        if wanted is not None:
            wanted.mark(self._length, self._length + len(token))
        self._write(token)
        if level is not None:
            level.count, level.key = level.count + 1, None
        if token in ("{", "["):
            self._levels.append(_Level(token == "{", wanted))

    def _close(self, token: str) -> None:
        if self._levels and self._levels.pop().count:
            self._begin_line()
        self._write(token)

    def _begin_line(self) -> None:
        self._write("\n" + INDENT * min(len(self._levels), DEEPEST))

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._length += len(text)


def _inside(level: _Level) -> _Wanted | None:
    """What is asked for of the value that comes next."""
    if level.wanted is None or not level.wanted.children:
        return None
    return level.wanted.children.get(json.loads(level.key) if level.key else str(level.count))


def _readable(token: str) -> str:
    """A string with the characters that its sender escaped by their numbers; half a surrogate pair stays escaped."""
    if "\\" not in token:
        return token
    value = json.loads(token, strict=False)
    return token if _SURROGATE.search(value) else json.dumps(value, ensure_ascii=False)
