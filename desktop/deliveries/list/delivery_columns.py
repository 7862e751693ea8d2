"""The columns of the list of deliveries: the same for every row, so that each can be read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFontMetrics

Name = Literal["outcome", "hook", "status", "size", "milliseconds", "sender", "time"]
GAP = 16
# In average characters of the small font, which are narrower than a digit or a capital.
_WIDTHS: dict[Name, int] = {"outcome": 22, "status": 8, "size": 11, "milliseconds": 10, "time": 15}
_HOOK, _SENDER = 18, 24
_WIDEST_OUTCOME = 32  # "Already reported #1234" in bold, where there is room for it
# What a narrow list does without, first to last; the others are always there.
_LEAVES: tuple[Name, ...] = ("sender", "milliseconds", "size")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column is in its row, in pixels."""

    left: int
    width: int


def columns(width: int, metrics: QFontMetrics) -> dict[Name, Place]:
    """The columns that have room in so many pixels, from left to right; `metrics` are those of the small font.

    The outcome has its full width before the hook and the sender share what is left. Outcome, hook, status and time
    are always there.
    """
    letter = metrics.averageCharWidth()
    names: list[Name] = ["outcome", "hook", "status", "size", "milliseconds", "sender", "time"]
    least: dict[Name, int] = {name: count * letter for name, count in _WIDTHS.items()}
    least |= {"hook": _HOOK * letter, "sender": _SENDER * letter}
    for name in _LEAVES:
        if _sum(names, least) > width:
            names.remove(name)
    left_over = max(0, width - _sum(names, least))
    whole_outcome = min(left_over, (_WIDEST_OUTCOME - _WIDTHS["outcome"]) * letter)
    least["outcome"] += whole_outcome
    left_over -= whole_outcome
    least["sender"] += left_over // 2
    least["hook"] += width - _sum(names, least)
    return _placed(names, least)


def _sum(names: list[Name], widths: dict[Name, int]) -> int:
    return sum(widths[name] for name in names) + GAP * (len(names) - 1)


def _placed(names: list[Name], widths: dict[Name, int]) -> dict[Name, Place]:
    found, left = dict[Name, Place](), 0
    for name in names:
        found[name] = Place(left, max(0, widths[name]))
        left += widths[name] + GAP
    return found
