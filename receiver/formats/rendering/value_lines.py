"""Value lines: what else a body says, a line `path: value` each, the shallow ones first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from receiver.formats.rendering.events import state_of
from receiver.formats.rendering.places import MOST_NAMES, Place, names_beside, place_of, spelled, valued
from receiver.formats.rendering.secrecy import is_secret, masked
from receiver.formats.rendering.telling import (
    is_decoration,
    is_empty,
    is_hash,
    is_human,
    is_url,
    names_id,
    names_time,
    one_line,
    said,
)
from receiver.formats.rendering.titles import plain_title

MOST_LINES = 20
MOST_LINE = 240  # characters
_MOST_PATH = 100  # characters
_LONG = 12  # characters; what is shorter can stand in a longer text by chance
_MOST_VALUES = 5_000
_DEEPEST = 8
_MOST_ITEMS = 50  # of a list
_MOST_WORDS = 8  # of a list, or of a map in one line
_WHO = frozenset(["login", "username", "name", "displayname", "pathwithnamespace"])  # all that is told of who and where


@dataclass(slots=True)
class _Lines:
    """The lines so far, and how many values found no room."""

    said: set[str]
    drops_ids: bool
    told: str
    lines: list[str] = field(default_factory=list)
    left_out: int = 0
    has_time: bool = False

    def add(self, path: str, value: str) -> None:
        if (
            is_empty(value)
            or (len(value) >= _LONG and value in self.told)
            or (value in self.said and not value.isdecimal())
        ):
            return
        self.said.add(value)
        if len(self.lines) >= MOST_LINES:
            self.left_out += 1
            return
        shown = f"{one_line(masked(path), _MOST_PATH)}: " if path else ""
        self.lines.append(one_line(f"{shown}{masked(value[:4000])}", MOST_LINE))

    def single(self, path: str, name: str, value: object) -> None:
        text = said(value).strip()
        if not text or value is False or is_decoration(name):
            return
        if names_time(name):
            if self.has_time:
                return
            self.has_time = True
        elif self._is_for_machines(name, text):
            return
        self.add(path, text)

    def _is_for_machines(self, name: str, text: str) -> bool:
        if self.drops_ids and (names_id(name) or is_hash(text)):
            return True
        return is_url(text) and (name == "url" or "{" in text or "/api" in text or "://api." in text)


def lines(value: object, *, without: frozenset[str] = frozenset(), drops_ids: bool = True) -> tuple[str, ...]:
    """At most twenty lines and one that counts the rest. `without` are values that were said already."""
    found = _Lines(set(without), drops_ids, "\n".join(without))
    waiting: deque[tuple[str, str, object, int]] = deque([("", "", value, 0)])
    visited = 0
    while waiting and visited < _MOST_VALUES:
        path, name, current, depth = waiting.popleft()
        visited += 1
        if isinstance(current, dict):
            if _is_labels(name, current):
                found.add(path, _in_one_line(current))
            elif depth < _DEEPEST:
                waiting.extend(_members(path, current, depth))
                found.left_out += max(0, len(current) - MOST_NAMES)
        elif isinstance(current, list):
            waiting.extend(_items(path, name, current, depth, found))
        else:
            found.single(path, name, current)
    found.left_out += len(waiting)
    rest = (f"+ {found.left_out} more {'value' if found.left_out == 1 else 'values'}: see the delivery",)
    return tuple(found.lines) + (rest if found.left_out else ())


def _members(path: str, current: Mapping[str, object], depth: int) -> Iterator[tuple[str, str, object, int]]:
    is_beside = names_beside(path.rpartition(".")[2])
    singles = [
        (name, value) for name, value in islice(current.items(), MOST_NAMES) if not isinstance(value, dict | list)
    ]
    inner = [(name, value) for name, value in islice(current.items(), MOST_NAMES) if isinstance(value, dict | list)]
    for name, value in (*singles, *inner):
        if not is_secret(name) and name != "_links" and (not is_beside or spelled(name) in _WHO):
            yield (f"{path}.{name}" if path else name, name, value, depth + 1)


def _items(
    path: str, name: str, current: list[object], depth: int, found: _Lines
) -> Iterator[tuple[str, str, object, int]]:
    """One thing is told in full, of several each in a line; single values stand in one line together."""
    if len(current) == 1 and isinstance(current[0], dict | list):
        if depth < _DEEPEST:
            yield f"{path}[0]", name, current[0], depth
        return
    told = [said(each) for each in current[:_MOST_ITEMS] if not isinstance(each, dict | list)]
    told = [word for word in told if word and not is_hash(word)]
    if told and not is_decoration(name):
        more = ", …" if len(told) > _MOST_WORDS else ""
        found.add(path, ", ".join(word[:200] for word in told[:_MOST_WORDS]) + more)
    for at, each in enumerate(current[:_MOST_ITEMS]):
        if isinstance(each, dict):
            found.add("", _item(f"{path}[{at}]", each))
    found.left_out += max(0, len(current) - _MOST_ITEMS)


def _item(path: str, each: Mapping[str, object]) -> str:
    """One of several things: how it stands, what it is, and a word or two beside."""
    inner = _inner_places(each)
    found = plain_title(inner)
    state = state_of(inner[0])
    told = one_line(found.text, 160) if found is not None else _in_one_line(each)
    beside = [
        f"{name} {said(value)}"
        for place in inner
        for name, value in valued(place, ("severity", "instance"))
        if said(value) and said(value) not in told
    ]
    extra = f" ({', '.join(beside[:2])})" if beside else ""
    return f"{path}{' ' + state if state and state.lower() not in told.lower() else ''}: {told}{extra}" if told else ""


def _inner_places(each: Mapping[str, object]) -> tuple[Place, ...]:
    inner = [(name, value) for name, value in each.items() if isinstance(value, dict) and not is_secret(name)]
    annotations_first = sorted(inner[:20], key=lambda pair: pair[0] != "annotations")
    return (place_of(each), *(place_of(value, name, 1) for name, value in annotations_first))


def _is_labels(name: str, value: Mapping[str, object]) -> bool:
    if not name.lower().endswith(("labels", "tags", "dimensions", "annotations")) or len(value) > _MOST_WORDS:
        return False
    return all(isinstance(each, str) and len(each) <= 60 for each in value.values())


def _in_one_line(value: Mapping[str, object]) -> str:
    pairs = [
        (name, said(each).strip())
        for name, each in islice(value.items(), _MOST_ITEMS)
        if not is_secret(name) and not is_decoration(name) and not names_id(name) and each is not False
    ]
    told = [
        f"{name} {text[:120]}"
        for name, text in pairs
        if text and not is_hash(text) and (is_human(text) or len(text) < 40)
    ]
    return ", ".join(told[:_MOST_WORDS])
