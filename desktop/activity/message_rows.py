"""The list of messages: what the mouse and the keyboard do in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.activity.delegate import MessageDelegate
from desktop.activity.entry import Zone
from desktop.activity.message_model import MessageModel
from desktop.activity.rows_in_view import RowsInView
from desktop.attachments.pictures import Pictures
from desktop.widgets.rows_kept import uncover
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip
from models.messages.messages import Message
from models.messages.posted import Posted

OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SCROLL_STEP = 24


class MessageList(RowsInView):
    """Enter opens the case or the first link, Ctrl+C copies the text; links open by a click."""

    case_wanted = Signal(int)
    url_wanted = Signal(str)
    attachment_wanted = Signal(object)
    whole_wanted = Signal(object)
    copy_wanted = Signal(object)
    report_id_wanted = Signal(str)
    delivery_wanted = Signal(int)
    """The id of a message whose delivery shall be shown."""
    menu_wanted = Signal(object, object, QPoint)
    """The message and the zone that were clicked, if any, and the place on the screen."""

    def __init__(
        self, model: MessageModel, pictures: Pictures, theme: ThemeHolder, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self._messages = model
        self.setAccessibleName(tr("Activity"))
        self.delegate = MessageDelegate(self, pictures, theme)
        self.setItemDelegate(self.delegate)
        self.setMouseTracking(True)
        self.setViewportMargins(0, 8, 0, 0)
        self.verticalScrollBar().setSingleStep(SCROLL_STEP)
        self._pressed: tuple[int, Zone] | None = None
        theme.changed.connect(self.viewport().update)
        theme.zoomed.connect(self._on_zoomed)

    def message(self) -> Message | None:
        """The message the keyboard is at."""
        return self._messages.record(self.currentIndex())

    def copy(self) -> None:
        """Copy the text of the current message, all of it."""
        message = self.message()
        if message is not None:
            self.copy_wanted.emit(message)

    def zone_at(self, at: QPoint) -> tuple[int, Zone] | None:
        """The zone at a place of the viewport, with the id of its message."""
        index = self.indexAt(at)
        entry = self.delegate.entry(index)
        if entry is None:
            return None
        inside = at - self.visualRect(index).topLeft()
        zone = entry.zone_at(inside.x(), inside.y())
        return None if zone is None else (entry.message.id, zone)

    def posted_at(self, at: QPoint) -> Posted | None:
        """The attachment at a place of the viewport."""
        found = self.zone_at(at)
        return None if found is None else found[1].posted

    def _on_zoomed(self) -> None:
        self.delegate.follow_text_size()
        self.lay_out_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        uncover(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.zone_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and pressed and pressed == self.zone_at(at):
            self._open(self.indexAt(at), pressed[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.zone_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPEN_KEYS and not event.modifiers():
            self._open_current()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tooltip(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        message = self._messages.record(index)
        if message is None:
            return
        found = self.zone_at(event.pos()) if by_mouse else None
        at = event.globalPos() if by_mouse else self._below(index)
        self.menu_wanted.emit(message, found[1] if found else None, at)

    def _below(self, index: QModelIndex) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).topLeft() + QPoint(60, 30))

    def _hover(self, found: tuple[int, Zone] | None) -> None:
        active = found is not None and self._can_be_clicked(found[1])
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.ArrowCursor)
        wanted = found if active else None
        if wanted != self.delegate.hovered:
            self.delegate.hovered = wanted
            self.viewport().update()

    def _can_be_clicked(self, zone: Zone) -> bool:
        return zone.kind in ("case", "whole") or zone.can_be_opened()

    def _open(self, index: QModelIndex, zone: Zone) -> None:
        message = self._messages.record(index)
        if message is None:
            return
        if zone.kind == "case" and message.case_id is not None:
            self.case_wanted.emit(message.case_id)
        elif zone.kind == "whole":
            self.whole_wanted.emit(message)
        else:
            self._open_target(zone)

    def _open_target(self, zone: Zone) -> None:
        if zone.can_be_opened():
            if zone.posted is not None:
                self.attachment_wanted.emit(zone.posted)
            else:
                self.url_wanted.emit(zone.value)

    def _open_current(self) -> None:
        message, entry = self.message(), self.delegate.entry(self.currentIndex())
        if message is None or entry is None:
            return
        target = entry.first_target()
        if message.case_id is not None:
            self.case_wanted.emit(message.case_id)
        elif target is not None:
            self._open_target(target)

    def _tooltip(self, at: QPoint) -> str:
        found = self.zone_at(at)
        message = self._messages.record(self.indexAt(at))
        if found is None or message is None:
            return ""
        zone = found[1]
        if zone.kind == "time":
            return plain_tooltip(clock.exact(message.received_at))
        return plain_tooltip(zone.value) if zone.kind in ("link", "chip", "author", "why") else ""
