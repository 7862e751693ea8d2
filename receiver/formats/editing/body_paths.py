"""Body paths: where a value is in a body, and the expression that gives it."""

from __future__ import annotations

import json
import re

from receiver.formats.arrived import Arrived
from receiver.formats.fields import plain, seen
from receiver.formats.format import Format
from receiver.formats.parts import Parts, Unread, known_of
from receiver.formats.template_rules import MOST_TEMPLATE

BodyPath = tuple[str | int, ...]
"""The names and places from the top of a body down to a value."""

_METHODS = frozenset(name for name in dir(dict) if not name.startswith("_"))
# What a rule of templates looks for, be it in a text: written so that it is not found there.
_HIDDEN = re.compile(r"[{}+%#]|(?<=recur)s(?=ive)")


def expression_of(path: BodyPath, root: str = "body") -> str | None:
    """The expression that gives the value at a path below `root`; None where it would be too long for a template."""
    found = root + "".join(f"[{part}]" if isinstance(part, int) else _named(part) for part in path)
    return found if len(found) <= MOST_TEMPLATE // 2 else None


def literal(value: object) -> str:
    """A single value as an expression."""
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def quoted(text: str) -> str:
    """A text as an expression."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def value_at(value: object, path: BodyPath) -> object:
    """The value at a path. Raises LookupError where there is none."""
    for part in path:
        if isinstance(value, dict if isinstance(part, str) else list):
            value = value[part]  # type: ignore[index]  # the line above says that it fits
        else:
            raise LookupError(path)
    return value


def place_of(format_: Format, arrived: Arrived, path: BodyPath) -> str | None:
    """The expression that gives a value of a body in this format: below `item` for what belongs to one report."""
    below = _below_item(format_, arrived, path)
    return expression_of(path) if below is None else expression_of(below, "item")


def _below_item(format_: Format, arrived: Arrived, path: BodyPath) -> BodyPath | None:
    """The path from the item that a value belongs to, in the format's list."""
    if not format_.for_each.strip():
        return None
    try:
        items = plain(Parts(format_, known_of(arrived)).value("for_each", format_.for_each))
    except Unread:
        return None
    if not isinstance(items, list):
        return None
    lists = [at for at, part in enumerate(path) if isinstance(part, int)]
    for at in lists:
        if plain(seen(value_at(arrived.value, path[:at]))) == items:
            return path[at + 1 :]
    # A list that is made of another has only some of its maps.
    for at in lists:
        one = plain(seen(value_at(arrived.value, path[: at + 1])))
        if isinstance(one, dict) and one in items:
            return path[at + 1 :]
    return None


def _named(name: str) -> str:
    is_plain = name.isidentifier() and name not in _METHODS and _HIDDEN.search(name) is None
    return f".{name}" if is_plain else f"[{quoted(name)}]"
