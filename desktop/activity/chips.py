"""The attachments of a message as small boxes in rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from desktop.attachments.attachment_words import detail, shown_name
from models.messages.posted import Posted

GAP = 8
PAD = 14
WIDEST_CHARACTERS = 48
MOST = 12


@dataclass(frozen=True, slots=True)
class Chip:
    """An attachment with its place, its name cut to the room there is, and beside it `detail`."""

    rect: QRect
    label: str
    detail: str
    detail_x: int
    posted: Posted


@dataclass(frozen=True, slots=True)
class Placed:
    """The chips of a message, the y below them, and how many attachments got no chip."""

    chips: list[Chip]
    bottom: int
    more: int


def place(posted: Sequence[Posted], metrics: QFontMetrics, room: QRect) -> Placed:
    """Lay the chips out in rows from the top left of `room`, in its width; the rows may go below it."""
    height, icon = metrics.height() + 12, metrics.height()
    whole = room.width() - icon - 2 * PAD
    widest = min(whole, metrics.averageCharWidth() * WIDEST_CHARACTERS)
    chips: list[Chip] = []
    x, y = room.left(), room.top()
    for each in posted[:MOST]:
        said = metrics.elidedText(detail(each), Qt.TextElideMode.ElideRight, whole // 2)
        beside = metrics.horizontalAdvance(said) + GAP if said else 0
        label = metrics.elidedText(shown_name(each), Qt.TextElideMode.ElideMiddle, min(widest, whole - beside))
        named = metrics.horizontalAdvance(label) + icon + 2 * PAD
        width = named + beside
        if x > room.left() and x + width > room.left() + room.width():
            x, y = room.left(), y + height + GAP
        chips.append(Chip(QRect(x, y, width, height), label, said, x + named - PAD + GAP, each))
        x += width + GAP
    return Placed(chips, y + height, max(0, len(posted) - MOST))
