"""Filters: what templates can do beyond MiniJinja's own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import unquote

import msgspec

from receiver.formats.fields import MOST_ITEMS, Fields, plain, seen
from receiver.formats.rendering import marks
from receiver.formats.rendering.telling import one_line, said
from receiver.formats.rendering.unwrapping import decoded
from receiver.formats.rendering.value_lines import lines

_MOST_JSON = 16_384  # characters
_MOST_CHARACTERS = 1_000_000  # that one evaluation may have read by these filters
_MOST_WALKS = 100  # through lists and maps


def fromjson(value: object) -> object:
    """What a text holds as JSON; what holds none stays as it is."""
    return seen(decoded(value))


def tojson(value: object) -> str:
    """The value as JSON in one line, at most 16,384 characters of it."""
    try:
        return msgspec.json.encode(plain(value)).decode()[:_MOST_JSON]
    except (msgspec.EncodeError, TypeError, ValueError, RecursionError):
        return ""


def as_lines(value: object) -> str:
    """The value as the default rendering tells it: a line `path: value` each, without secrets."""
    return "\n".join(lines(plain(value)))


def as_pairs(value: object) -> str:
    """The single values of a map as `name value, name value`."""
    pairs = dict.items(value) if isinstance(value, Fields) else ()
    told = [f"{name} {said(each)}" for name, each in pairs if said(each)]
    return ", ".join(told)


def without_marks(value: object) -> str:
    """A text without the marks of Slack and Markdown: the words stay, and a link is its words and its address."""
    return marks.unmarked(said(value))


def addresses(value: object) -> tuple[str, ...]:
    """The addresses of the links that are marked in a text."""
    return marks.addresses(said(value))


def every(value: object, name: str) -> tuple[object, ...]:
    """The properties of this name, wherever they are in the value, in the order of the body."""
    found: list[object] = []
    _collect(value, name, found)
    return tuple(found[:MOST_ITEMS])


def first_line(value: object) -> str:
    """The first line that has words, in at most 255 characters."""
    return one_line(next((line for line in said(value).splitlines() if line.strip()), ""), 255)


def unquoted(value: object) -> str:
    """A part of a path without the quoting of URLs."""
    return unquote(said(value))


def numbers(*span: int) -> tuple[int, ...]:
    """`range`, of a thousand numbers at most."""
    return tuple(range(*span)[:MOST_ITEMS])


def _collect(value: object, name: str, found: list[object]) -> None:
    if isinstance(value, Fields):
        for key, inner in dict.items(value):
            if key == name:
                found.append(inner)
            _collect(inner, name, found)
    elif isinstance(value, tuple):
        for inner in value:
            _collect(inner, name, found)


class _Purse(threading.local):
    """What one evaluation may still spend on these filters, which MiniJinja does not count."""

    characters = 0
    walks = 0


_PURSE = _Purse()


def begin_spending() -> None:
    """Fill the purse for one evaluation on this thread."""
    _PURSE.characters, _PURSE.walks = _MOST_CHARACTERS, _MOST_WALKS


def _counted(function: Callable[..., object], price: int = 1) -> Callable[..., object]:
    def spend(value: object, *given: object) -> object:
        if isinstance(value, str):
            _PURSE.characters -= len(value)
        else:
            _PURSE.walks -= price
        if _PURSE.characters < 0 or _PURSE.walks < 0:
            raise ValueError("it does too much, and was stopped")
        return function(value, *given)

    return spend


FILTERS: dict[str, Callable[..., object]] = {
    "addresses": _counted(addresses),
    "every": _counted(every),
    "first_line": _counted(first_line),
    "fromjson": _counted(fromjson),
    "pairs": _counted(as_pairs),
    "tojson": _counted(tojson),
    "unmarked": _counted(without_marks),
    "unquoted": _counted(unquoted),
    "valuelines": _counted(as_lines, price=10),
}
