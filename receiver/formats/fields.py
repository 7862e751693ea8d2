"""Fields: a body as templates see it, which they cannot change and cannot grow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

MOST_ITEMS = 1_000  # of a list, and of a map
_MOST_TEXT = 65_536  # characters
_DEEPEST = 40
_MOST_VALUES = 50_000  # of a whole body
_LARGEST = 2**63
_COUNTED = 10**300


class _Method:
    """A method of dict as a template finds it where a body has no such property: nothing, until it is called."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def __call__(self, *given: object) -> object:
        return self._call(*given)

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return ""

    __repr__ = __str__


class _Reading:
    """Hands out the methods that only read; MiniJinja calls `keys` and `items` itself."""

    def __init__(self, name: str) -> None:
        self._of_dict = vars(dict)[name]

    def __get__(self, found: dict[str, object], _type: type) -> _Method:
        return _Method(self._of_dict.__get__(found))


class _Gone:
    """A method of dict that would change the body. A template calls the methods of what it is given."""

    def __get__(self, found: object, _type: type) -> object:
        raise AttributeError("a body cannot be changed")


class Fields(dict[str, object]):
    """The properties of an object. null is the same as absent."""

    __slots__ = ()


for _name in dir(dict):
    if not _name.startswith("_"):
        setattr(Fields, _name, _Reading(_name) if _name in ("get", "items", "keys", "values") else _Gone())


def seen(value: object) -> object:
    """The value for a template: fresh, unchangeable, with lists, texts and depth cut to what formats need."""
    return _seen(value, 0, [_MOST_VALUES])


def _seen(value: object, depth: int, left: list[int]) -> object:
    left[0] -= 1
    if isinstance(value, dict):
        if depth >= _DEEPEST:
            return Fields()
        inner = islice(dict.items(value), MOST_ITEMS)
        return Fields({name: _seen(each, depth + 1, left) for name, each in inner if each is not None and left[0] > 0})
    if isinstance(value, list | tuple):
        shown = value[:MOST_ITEMS] if depth < _DEEPEST else ()
        return tuple(_seen(each, depth + 1, left) for each in shown if left[0] > 0)
    if isinstance(value, str):
        return value[:_MOST_TEXT]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _LARGEST:
        return float(value) if abs(value) < _COUNTED else "a number too long"
    return value


def plain(value: object) -> object:
    """The same as ordinary lists and dicts, as the default rendering takes them."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in dict.items(value)}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value
