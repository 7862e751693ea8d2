"""Completions: the names that an expression can use, with what they give for one body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from receiver.formats.arrived import Arrived
from receiver.formats.editing.body_paths import BodyPath, expression_of
from receiver.formats.fields import plain
from receiver.formats.format import Format
from receiver.formats.parts import Known, Unread, items_of, known_of, parts_of
from receiver.formats.rendering.telling import one_line, said

_MOST = 1_000
_MOST_ITEMS = 20  # whose names are gathered
_DEEPEST = 8
_SAMPLE = 60  # characters


@dataclass(frozen=True, slots=True)
class Completion:
    """An expression, and a short word on what it gives; "" for what has several values."""

    expression: str
    sample: str


def completions(format_: Format, arrived: Arrived) -> tuple[Completion, ...]:
    """What expressions can use: names of the format, of one report, of the body, and of the request.

    Names that only some items of the list have are there as well, with the value of the first that has them.
    """
    known = known_of(arrived)
    found: dict[str, str] = {}
    for expression, value in _all(format_, known):
        found[expression] = found.get(expression) or one_line(said(value), _SAMPLE)
        if len(found) == _MOST:
            break
    return tuple(Completion(expression, sample) for expression, sample in found.items())


def _all(format_: Format, known: Known) -> Iterator[tuple[str, object]]:
    items = _items(format_, known)
    if items:
        yield from _names(format_, items[0])
    for one in items if format_.for_each.strip() else ():
        yield from _below("item", plain(one["item"]))
        yield "place", one["place"]
    yield from _below("body", plain(known["body"]))
    yield from _below("headers", plain(known["headers"]))
    yield from ((name, known[name]) for name in ("path", "method", "now"))


def _items(format_: Format, known: Known) -> list[Known]:
    try:
        return items_of(format_, known)[:_MOST_ITEMS]
    except Unread:
        return []


def _names(format_: Format, one: Known) -> Iterator[tuple[str, object]]:
    try:
        parts = parts_of(format_, one)
    except Unread:
        parts = None
    yield from ((name, None if parts is None else parts.known.get(name)) for name in format_.names)


def _below(root: str, value: object, path: BodyPath = ()) -> Iterator[tuple[str, object]]:
    """The expression of a value and those of all that is in it; of a list only what its first item has."""
    expression = expression_of(path, root)
    if expression is None:
        return
    yield expression, value
    if len(path) < _DEEPEST:
        for part, inner in islice(_inner(value), _MOST):
            yield from _below(root, inner, (*path, part))


def _inner(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list) and value:
        yield 0, value[0]
