"""The attachments of a message as small boxes in rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from desktop.attachments.attachment_words import detail, shown_name
from desktop.attachments.picture_reading import is_picture
from desktop.attachments.pictures import SMALL
from models.messages.posted import Posted

GAP = 8
LEFT, BETWEEN, RIGHT = 11, 7, 10
WIDEST_CHARACTERS = 48
MOST = 12


@dataclass(frozen=True, slots=True)
class Chip:
    """An attachment with its place, and where in it are the icon or the small picture, its name and what is said of it.

    Both texts are cut to the room there is.
    """

    rect: QRect
    icon: QRect
    label: str
    name: QRect
    detail: str
    beside: QRect
    posted: Posted


@dataclass(frozen=True, slots=True)
class Placed:
    """The chips of a message, the y below them, and how many attachments got no chip."""

    chips: list[Chip]
    bottom: int
    more: int


def place(posted: Sequence[Posted], metrics: QFontMetrics, room: QRect) -> Placed:
    """Lay the chips out in rows from the top left of `room`, in its width; the rows may go below it."""
    chips: list[Chip] = []
    x, y, bottom = room.left(), room.top(), room.top()
    for each in posted[:MOST]:
        chip = _chip(each, metrics, room.width())
        if x > room.left() and x + chip.rect.width() > room.left() + room.width():
            x, y = room.left(), bottom + GAP
        chips.append(_at(chip, x, y))
        bottom = max(bottom, y + chip.rect.height())
        x += chip.rect.width() + GAP
    return Placed(chips, bottom, max(0, len(posted) - MOST))


def _chip(posted: Posted, metrics: QFontMetrics, widest: int) -> Chip:
    """A chip at 0, 0: its texts beside the icon, or one below the other beside a small picture."""
    high, big = metrics.height(), is_picture(posted)
    icon = QRect(LEFT, 6, SMALL.width() if big else high, SMALL.height() if big else high)
    left = icon.left() + icon.width() + BETWEEN
    room = max(0, min(widest - left - RIGHT, metrics.averageCharWidth() * WIDEST_CHARACTERS))
    said = metrics.elidedText(detail(posted), Qt.TextElideMode.ElideRight, room if big else room // 2)
    wide = metrics.horizontalAdvance(said)
    taken = wide + GAP if said and not big else 0
    label = metrics.elidedText(shown_name(posted), Qt.TextElideMode.ElideMiddle, room - taken)
    named = metrics.horizontalAdvance(label)
    width = left + (max(named, wide) if big else named + taken) + RIGHT
    name = QRect(left, icon.center().y() - high if big else icon.top(), named, high)
    beside = QRect(left, name.bottom() + 3, wide, high) if big else QRect(left + named + GAP, icon.top(), wide, high)
    return Chip(QRect(0, 0, width, icon.height() + 12), icon, label, name, said, beside, posted)


def _at(chip: Chip, x: int, y: int) -> Chip:
    rect, icon, name, beside = (each.translated(x, y) for each in (chip.rect, chip.icon, chip.name, chip.beside))
    return replace(chip, rect=rect, icon=icon, name=name, beside=beside)
