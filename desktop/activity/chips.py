"""The attachments of a message as small boxes in rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from desktop.words.message_words import name_of
from models.report import Attachment

GAP = 8
PAD = 14
WIDEST_CHARACTERS = 48
MOST = 12


@dataclass(frozen=True, slots=True)
class Chip:
    """An attachment with its place, and its name cut to the room there is."""

    rect: QRect
    label: str
    attachment: Attachment


@dataclass(frozen=True, slots=True)
class Placed:
    """The chips of a message, the y below them, and how many attachments got no chip."""

    chips: list[Chip]
    bottom: int
    more: int


def place(posted: Sequence[Attachment], metrics: QFontMetrics, room: QRect) -> Placed:
    """Lay the chips out in rows from the top left of `room`, in its width; the rows may go below it."""
    height, icon = metrics.height() + 12, metrics.height()
    widest = min(room.width() - icon - 2 * PAD, metrics.averageCharWidth() * WIDEST_CHARACTERS)
    chips: list[Chip] = []
    x, y = room.left(), room.top()
    for attachment in posted[:MOST]:
        label = metrics.elidedText(name_of(attachment), Qt.TextElideMode.ElideMiddle, widest)
        width = metrics.horizontalAdvance(label) + icon + 2 * PAD
        if x > room.left() and x + width > room.left() + room.width():
            x, y = room.left(), y + height + GAP
        chips.append(Chip(QRect(x, y, width, height), label, attachment))
        x += width + GAP
    return Placed(chips, y + height, max(0, len(posted) - MOST))
