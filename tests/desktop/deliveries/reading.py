"""Who posts, and who looks at what came of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from requests import Response, Session

from desktop.data.tasks import Tasks
from desktop.deliveries.list.delivery_words import pills
from desktop.deliveries.page import DeliveriesPage

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Sender:
    """Posts to one hook over real HTTP."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = Session()

    def post(self, body: bytes = b'{"text": "hello"}', **headers: str) -> Response:
        """Post a body; `x_hub=...` is the header x-hub."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._session.post(self.url, data=body, headers=named, timeout=10)

    def report(self, text: str = "hello", **more: object) -> Response:
        """Post a report."""
        return self._session.post(self.url, json={"text": text, **more}, timeout=10)

    def delete(self) -> Response:
        """Ask for what a web hook does not do."""
        return self._session.delete(self.url, timeout=10)


class Reader:
    """Works at the page with the mouse and the keyboard, and waits for what that leads to."""

    def __init__(self, page: DeliveriesPage, qtbot: QtBot, tasks: Tasks) -> None:
        self.page, self.pane, self.detail = page, page.pane, page.detail
        self._qtbot, self._tasks = qtbot, tasks

    def rows(self) -> list[str]:
        """The words of each row."""
        return [", ".join(pill.words for pill in pills(row)) for row in self.pane.model.records()]

    def wait_for_rows(self, *expected: str) -> None:
        """Wait until these rows are there, newest first."""
        self._qtbot.waitUntil(lambda: self.rows() == list(expected))

    def wait_for_count(self, count: int) -> None:
        """Wait until so many rows are there."""
        self._qtbot.waitUntil(lambda: self.pane.model.rowCount() == count and self.pane.list.isVisible())

    def settle(self) -> None:
        """Wait until everything that was asked for has been done and is on the screen."""
        self._qtbot.waitUntil(self._tasks.idle)

    def click_row(self, row: int, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Click a row."""
        area = self.pane.list.visualRect(self.pane.model.index(row))
        at = QPoint(area.left() + 40, area.center().y())
        QTest.mouseClick(self.pane.list.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    def open(self, row: int = 0) -> None:
        """Open a row and wait until all of it is on the screen."""
        self.click_row(row)
        self.wait_for_open(self.pane.model.records()[row].id)

    def wait_for_open(self, delivery_id: int) -> None:
        """Wait until a delivery is on the screen with its body."""

        def is_there() -> bool:
            shown = self.detail.shown()
            return shown is not None and shown.delivery.id == delivery_id and self.detail.body() is not None

        self._qtbot.waitUntil(is_there)
        self._qtbot.waitUntil(lambda: self.detail.view.shown_lines() > 0)

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def links(self) -> list[str]:
        """The links below the sentence."""
        return [button.text() for button in self.detail.head.buttons]

    def follow(self, words: str) -> None:
        """Follow a link."""
        self.click(next(button for button in self.detail.head.buttons if button.text() == words))

    def chips(self) -> list[QPushButton]:
        """The parts of the filter."""
        return self.pane.chips.chips()

    def text(self) -> str:
        """What is in the view."""
        return self.detail.view.toPlainText()

    def chosen(self) -> str:
        """What is chosen in the view."""
        return self.detail.view.textCursor().selectedText()
