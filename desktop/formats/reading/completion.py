"""What may stand at a place of an expression: what the body has, and the filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from receiver.formats.editing.completions import Completion
from receiver.formats.filters import FILTERS

MOST_OFFERED = 100
_CHAIN = re.compile(r"""(?<![\w.\]"'])(?P<part>[^\W\d]\w*(?:\.\w*|\[[^\[\]]{0,80}\]?)*)$""")
_FILTER = re.compile(r"\|\s*(?P<part>\w*)$")
_NAMES = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be written from the character `start` on, in the place of what stands there."""

    start: int
    choices: tuple[Completion, ...]


def offered(text: str, at: int, known: Sequence[Completion], *, is_template: bool) -> Offered | None:
    """What may stand before the place `at`; None where nothing can be said. `known` is what the body has."""
    before = text[:at]
    if is_template:
        opened = max(before.rfind("{{"), before.rfind("{%"))
        if opened < 0 or max(before.rfind("}}"), before.rfind("%}")) > opened:
            return None
        before = " " * (opened + 2) + before[opened + 2 :]
    if (found := _FILTER.search(before)) is not None:
        names = tuple(Completion(name, "") for name in sorted(FILTERS) if name.startswith(found["part"].lower()))
        return Offered(found.start("part"), names) if names else None
    if (found := _CHAIN.search(before)) is None:
        return None
    choices = _fitting(found["part"], known)
    return Offered(found.start("part"), choices) if choices else None


def _fitting(part: str, known: Sequence[Completion]) -> tuple[Completion, ...]:
    """Those that begin like this, the nearest first; then those in which a name does."""
    wanted = part.casefold()
    begin = [each for each in known if each.expression.casefold().startswith(wanted)]
    begin.sort(key=lambda each: len(_NAMES.findall(each.expression)))
    named = [each for each in known if each not in begin and _last_name(each.expression).startswith(wanted)]
    return tuple([*begin, *named][:MOST_OFFERED])


def _last_name(expression: str) -> str:
    names = _NAMES.findall(expression)
    return names[-1].casefold() if names else ""
