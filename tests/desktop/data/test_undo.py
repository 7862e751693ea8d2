"""What was done can be taken back for a while, the newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.data.undo import Step, Undo
from desktop.widgets.theme import ThemeHolder
from desktop.window.undo_bar import UndoBar


def nothing() -> None:
    """A way back that does nothing."""


def test_the_newest_is_taken_back_first(qapp: QApplication) -> None:
    undo = Undo()
    first, second = Step("first", nothing), Step("second", nothing)
    undo.add(first)
    undo.add(second)
    assert undo.last() is second
    undo.drop(second)
    assert undo.last() is first
    undo.drop(first)
    assert undo.last() is None


def test_the_bar_is_there_as_long_as_something_can_be_taken_back(qtbot: QtBot, theme: ThemeHolder) -> None:
    undo = Undo(keep_ms=50)
    bar = UndoBar(undo, theme=theme)
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    undo.add(Step("Case #1 <b>closed</b>", nothing))
    assert bar.isVisible()
    assert bar.sentence.text() == "Case #1 <b>closed</b>"
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert undo.last() is None
