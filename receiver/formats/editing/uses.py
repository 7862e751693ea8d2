"""Uses: what a value of a body is taken for, and what that makes of a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, get_args

from receiver.formats.arrived import Arrived
from receiver.formats.editing.body_paths import BodyPath, literal, place_of, value_at
from receiver.formats.editing.rewriting import item_by_item
from receiver.formats.fields import plain, seen
from receiver.formats.format import Format, LinkFormat
from receiver.formats.rendering.link_finding import is_link

Use = Literal["subject", "text", "key", "part of key", "closed when", "priority", "link", "each"]
USES: tuple[Use, ...] = get_args(Use)
"""In the order of a menu; "text" is a part of it more, "closed when" is for this very value, "each" makes a report of
each item of a list."""

_MOST_OF_LIST = 20  # links


def uses_of(format_: Format, arrived: Arrived, path: BodyPath) -> tuple[Use, ...]:
    """What the value at a path can be used for, in the order of USES: nothing where formats see none.

    They see no null, and not all of a huge body.
    """
    try:
        value = value_at(plain(seen(arrived.value)), path)
    except LookupError:
        return ()
    if place_of(format_, arrived, path) is None:
        return ()
    is_single = isinstance(value, str | int | float)
    fits: dict[Use, bool] = {
        "text": True,
        "link": _is_link(value),
        "each": isinstance(value, list) and bool(value),
        "part of key": is_single and bool(format_.key.strip()),
    }
    return tuple(use for use in USES if fits.get(use, is_single))


def use(format_: Format, what_for: Use, arrived: Arrived, path: BodyPath) -> Format:
    """The format that uses the value at a path of a body. The use must be one of uses_of()."""
    if what_for == "each":
        return item_by_item(format_, path)
    expression = place_of(format_, arrived, path)
    assert expression is not None
    return _USED[what_for](format_, expression, value_at(arrived.value, path), path)


def _is_link(value: object) -> bool:
    several = value[:_MOST_OF_LIST] if isinstance(value, list) else [value]
    return bool(several) and all(isinstance(each, str) and is_link(each) for each in several)


def _as_text(format_: Format, expression: str, value: object, _path: BodyPath) -> Format:
    told = f"{{{{ {expression}|valuelines }}}}" if isinstance(value, dict | list) else f"{{{{ {expression} }}}}"
    return replace(format_, text=f"{format_.text.rstrip()}\n{told}".lstrip("\n"))


def _as_part_of_key(format_: Format, expression: str, _value: object, _path: BodyPath) -> Format:
    return replace(format_, key=f'{format_.key.strip()} ~ "/" ~ {expression}')


def _as_end(format_: Format, expression: str, value: object, _path: BodyPath) -> Format:
    """The value says that it is over; a second value of the same place says so as well."""
    now, more = format_.closed_when.strip(), f"{expression} == {literal(value)}"
    if now.startswith(f"{expression} == ") and more not in now.split(" or "):
        more = f"{now} or {more}"
    return replace(format_, closed_when=more)


def _as_link(format_: Format, expression: str, _value: object, path: BodyPath) -> Format:
    if any(link.url == expression for link in format_.links):
        return format_
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return replace(format_, links=(*format_.links, LinkFormat(expression, name)))


_USED: dict[str, Callable[[Format, str, object, BodyPath], Format]] = {
    "subject": lambda format_, expression, _value, _path: replace(format_, subject=f"{{{{ {expression} }}}}"),
    "text": _as_text,
    "key": lambda format_, expression, _value, _path: replace(format_, key=expression),
    "part of key": _as_part_of_key,
    "closed when": _as_end,
    "priority": lambda format_, expression, _value, _path: replace(format_, priority=expression),
    "link": _as_link,
}
