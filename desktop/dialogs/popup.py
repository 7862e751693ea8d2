"""A small surface that opens beside what it is about, and goes away when a person clicks elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

GAP = 4
_WHILE_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Popup(QWidget):
    """Covers the window of `anchor`, unseen; on it a surface with a heading and what the subclass adds to `column`.

    It is no window of its own, so it can be placed wherever the system lets no program place windows. Escape and
    a click beside the surface close it, and the keyboard is where it was before.
    """

    def __init__(self, heading: str, anchor: QWidget) -> None:
        window = anchor.window()
        super().__init__(window)
        self._window, self._anchor, self._before = window, anchor, window.focusWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(heading)
        self.surface = QFrame(self)
        self.surface.setObjectName("popup")
        label = QLabel(heading)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "section")
        self.column = QVBoxLayout(self.surface)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(8)
        self.column.addWidget(label)
        window.installEventFilter(self)

    def open(self) -> None:
        """Open below the button it belongs to, or in the middle of anything larger; never outside the window."""
        self.show()
        self.raise_()
        self.fit()
        self.setFocus()

    def fit(self) -> None:
        """Take the size of what is in it, and its place."""
        self.setGeometry(self._window.rect())
        self.surface.adjustSize()
        self.surface.move(self._place())

    def finish(self) -> None:
        """Close, with the keyboard where it was before."""
        self.close()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.surface.geometry().contains(event.position().toPoint()):
            self.finish()

    def event(self, event: QEvent) -> bool:
        # What is typed here is no key of the window below.
        typed = isinstance(event, QKeyEvent) and not event.modifiers() & ~_WHILE_TYPING
        if typed and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt calls it
        """The Tab key goes around within the surface."""
        start = self._window.focusWidget()
        inside = self.surface.findChildren(QWidget)
        if not forward:
            inside.reverse()
        here = inside.index(start) + 1 if start in inside else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        for each in (*inside[here:], *inside[:here]):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.isVisible():
                each.setFocus(reason)
                if self._window.focusWidget() is not start:  # one that is a part of `start` hands the keyboard back
                    break
        return True

    def _place(self) -> QPoint:
        anchor, size = self._anchor, self.surface.size()
        if isinstance(anchor, QAbstractButton):
            at = anchor.mapTo(self._window, QPoint(0, anchor.height() + GAP))
        else:
            middle = anchor.mapTo(self._window, anchor.rect().center())
            at = middle - QPoint(size.width() // 2, size.height() // 2)
        right, bottom = self.width() - size.width() - GAP, self.height() - size.height() - GAP
        return QPoint(max(GAP, min(at.x(), right)), max(GAP, min(at.y(), bottom)))
