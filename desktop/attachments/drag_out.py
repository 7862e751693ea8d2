"""Attachments that are dragged out of the window, into another program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QDrag, QMouseEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from desktop.attachments.carrying import Carried, can_carry
from models.messages.posted import Posted

BELOW_POINTER = QPoint(-12, -12)


class Carrier(Protocol):
    """What makes of an attachment what other programs take."""

    def carry(self, posted: Posted, done: Callable[[Carried], None], owner: QObject) -> None: ...
    def pixmap(self, posted: Posted, size: QSize) -> QPixmap: ...


class DragOut(QObject):
    """What is at a place of a widget goes along when it is drawn away with the left button.

    The copy is made when the hand has gone far enough, on another thread; the drag begins when it is there, if the
    button is still held. The widget gives its mouse events to takes(), or has them watched.
    """

    def __init__(self, watched: QWidget, posted_at: Callable[[QPoint], Posted | None], carrier: Carrier) -> None:
        super().__init__(watched)
        self._watched, self._posted_at, self._carrier = watched, posted_at, carrier
        self._pressed: tuple[QPoint, Posted] | None = None
        self._away = False

    def watch(self) -> None:
        """Take the mouse events before the widget has them."""
        self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QMouseEvent) and self.takes(event)

    def takes(self, event: QMouseEvent) -> bool:
        """Whether an event of the mouse is a part of a drag, and of nothing else."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._on_press(event)
        elif event.type() == QEvent.Type.MouseMove:
            return self._on_move(event)
        elif event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            away, self._away, self._pressed = self._away, False, None
            return away  # no click: it was let go of before there was anything to drag
        return False

    def _on_press(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        posted = self._posted_at(at) if event.button() == Qt.MouseButton.LeftButton else None
        self._pressed = None if posted is None or not can_carry(posted) else (at, posted)
        self._away = False

    def _on_move(self, event: QMouseEvent) -> bool:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        way = event.position().toPoint() - self._pressed[0]
        if not self._away and way.manhattanLength() >= QApplication.startDragDistance():
            self._away = True
            if isinstance(self._watched, QAbstractButton):
                self._watched.setDown(False)
            self._carrier.carry(self._pressed[1], self._on_ready, self)
        return self._away

    def _on_ready(self, carried: Carried) -> None:
        # Later: a drag lasts as long as it lasts, and other answers wait for the end of this one.
        QTimer.singleShot(0, self, lambda: self._drag(carried))

    def _drag(self, carried: Carried) -> None:
        if self._pressed is None or not self._away:
            return
        posted, (self._pressed, self._away) = self._pressed[1], (None, False)
        drag = QDrag(self._watched)
        drag.setMimeData(carried.mime_data())
        drag.setPixmap(self._carrier.pixmap(posted, QSize(32, 32)))
        drag.setHotSpot(BELOW_POINTER)
        drag.exec(Qt.DropAction.CopyAction)
        if isValid(self):
            self._pressed = None
