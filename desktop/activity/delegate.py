"""How a message is painted in the activity of a channel."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.activity.chips import Chip
from desktop.activity.entry import EDGE, MessageEntry, Zone
from desktop.activity.fonts import Fonts
from desktop.attachments.attachment_words import icon
from desktop.attachments.picture_reading import is_picture
from desktop.attachments.pictures import Pictures
from desktop.data.keyset_model import RECORD_ROLE
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.priorities import ROLES
from models.messages.messages import Message

Index = QModelIndex | QPersistentModelIndex
MOST_ENTRIES = 300
OPENED = "circle-exclamation"
ICONS = {
    "activity": ("message", "muted"),
    "update": ("arrows-rotate", "muted"),
    "comment": ("user-pen", "muted"),
}
UNDERLINED = ("case", "link", "whole")
ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class MessageDelegate(QStyledItemDelegate):
    """Paints from entries it keeps, so that scrolling lays nothing out twice."""

    def __init__(self, view: QListView, pictures: Pictures, theme: ThemeHolder) -> None:
        super().__init__(view)
        self._view = view
        self._theme, self._pictures = theme, pictures
        self._fonts = Fonts(view.font())
        self._entries: dict[int, MessageEntry] = {}
        self.hovered: tuple[int, Zone] | None = None
        theme.changed.connect(self._entries.clear)
        pictures.came.connect(lambda _: view.viewport().update())

    def follow_text_size(self) -> None:
        """Lay all out in the font that the view has now."""
        self._fonts = Fonts(self._view.font())
        self._entries.clear()

    def entry(self, index: Index) -> MessageEntry | None:
        """The message of a row, laid out for the width that the list has."""
        message = index.data(RECORD_ROLE)
        if not isinstance(message, Message):
            return None
        # Room for the scroll bar also while it is hidden: the lines must not wrap again when it appears.
        bar = self._view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = max(200, self._view.width() - bar)
        kept = self._entries.get(message.id)
        if kept is None or kept.width != width or (kept.message is not message and kept.message != message):
            if len(self._entries) >= MOST_ENTRIES:
                self._entries.pop(next(iter(self._entries)))
            kept = MessageEntry(message, width, self._fonts, self._theme.current.color("accent"))
            self._entries[message.id] = kept
        return kept

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self.entry(index)
        return QSize(200, entry.height if entry else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self.entry(index)
        if entry is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(rect, self._color("window"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._color("accent"))
        painter.translate(rect.topLeft())
        self._head(painter, entry)
        self._text(painter, entry)
        self._chips(painter, entry)
        self._waiting(painter, entry)
        self._underline(painter, entry)
        painter.restore()

    def _head(self, painter: QPainter, entry: MessageEntry) -> None:
        message, head = entry.message, entry.head
        name, role = _icon(message)
        side = entry.fonts.of_reading.height() + 1
        place = QRect(EDGE, head.center().y() - side // 2, side, side)
        self._theme.current.draw_icon(painter, name, role, place)
        self._words(painter, entry.fonts.bold, "text", entry.left, head, entry.author)
        self._words(painter, entry.fonts.small, "muted", entry.action_x, head, entry.action)
        self._words(painter, entry.fonts.small, "accent", entry.case_x, head, entry.case)
        self._words(painter, entry.fonts.small, "muted", entry.rest_x, head, entry.rest)
        time = clock.relative(message.received_at, clock.now())
        separated = f" · {time}" if entry.action else time
        self._words(painter, entry.fonts.small, "muted", entry.time_x, head, separated)

    def _text(self, painter: QPainter, entry: MessageEntry) -> None:
        painter.setPen(self._color("text"))
        entry.text.draw(painter, entry.body)
        for zone in entry.zones:
            if zone.kind == "whole":
                self._words(painter, entry.fonts.reading, "accent", zone.rect.left(), zone.rect, zone.value)

    def _chips(self, painter: QPainter, entry: MessageEntry) -> None:
        for chip in entry.chips:
            hovered = self.hovered is not None and self.hovered[0] == entry.message.id
            over = hovered and self.hovered is not None and self.hovered[1].rect == chip.rect
            painter.setPen(QPen(self._color("accent" if over else "border"), 1))
            painter.setBrush(self._color("surface"))
            painter.drawRoundedRect(chip.rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            self._picture(painter, chip)
            self._words(painter, entry.fonts.reading, "text", chip.name.left(), chip.name, chip.label)
            self._words(painter, entry.fonts.reading, "muted", chip.beside.left(), chip.beside, chip.detail)
        for area, said in entry.troubles:
            self._words(painter, entry.fonts.small, "muted", area.left(), area, said)

    def _picture(self, painter: QPainter, chip: Chip) -> None:
        small = self._pictures.small(chip.posted) if is_picture(chip.posted) else None
        if small is None:
            side = QFontMetrics(painter.font()).height()
            place = QRect(0, 0, min(side, chip.icon.width()), min(side, chip.icon.height()))
            place.moveCenter(chip.icon.center())
            self._theme.current.draw_icon(painter, *icon(chip.posted), place)
        else:
            place = QRect(QPoint(), small.deviceIndependentSize().toSize())
            place.moveCenter(chip.icon.center())
            painter.drawPixmap(place.topLeft(), small)

    def _waiting(self, painter: QPainter, entry: MessageEntry) -> None:
        if not entry.waiting:
            return
        area = entry.waiting_rect
        side = entry.fonts.of_small.ascent() + 1
        place = QRect(area.left(), area.center().y() - side // 2, side, side)
        self._theme.current.draw_icon(painter, "hourglass-half", "warning", place)
        self._words(painter, entry.fonts.small, "muted", place.right() + 7, area, entry.waiting)

    def _words(self, painter: QPainter, font: QFont, role: str, left: int, line: QRect, text: str) -> None:
        if not text:
            return
        painter.setFont(font)
        painter.setPen(self._color(role))
        # The place is wider than the text needs: measuring the text again would cost as much as drawing it.
        painter.drawText(QRect(left, line.top(), self._view.width(), line.height()), ONE_LINE, text)

    def _underline(self, painter: QPainter, entry: MessageEntry) -> None:
        """Show what a click would open."""
        if self.hovered is None or self.hovered[0] != entry.message.id:
            return
        hovered = self.hovered[1]
        painter.setPen(QPen(self._color("accent"), 1))
        for zone in entry.zones:
            if zone.kind in UNDERLINED and (zone.kind, zone.value) == (hovered.kind, hovered.value):
                painter.drawLine(zone.rect.bottomLeft(), zone.rect.bottomRight())

    def _color(self, role: str) -> QColor:
        return self._theme.current.color(role)


def _icon(message: Message) -> tuple[str, str]:
    """The icon of a message and the role of its colour; an opening has the colour of the priority of its case."""
    return (OPENED, ROLES[message.priority or 0]) if message.kind == "opening" else ICONS[message.kind]
