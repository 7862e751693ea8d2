"""What can happen while the window is seen and not filled yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop import app, running
from desktop.desk import Desk
from desktop.dialogs.asking import Ask
from desktop.process.opening import Opening
from desktop.window.frame.window_columns import WindowColumns
from desktop.window.main_window import MainWindow, new_window
from models.problems import Problem
from models.settings.config import Config
from tests.desktop.conftest import Answers


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of a start, with nothing in it."""
    made = new_window(qapp, "light", tmp_path)
    yield made
    made.theme.setParent(made)
    made.close()
    made.deleteLater()


def test_the_window_is_painted_before_anything_is_done(window: MainWindow) -> None:
    Opening(window).show()
    assert window.isVisible()
    picture = window.grab().toImage()
    side, right = (picture.pixelColor(x, picture.height() // 2) for x in (20, picture.width() - 20))
    assert side == window.theme.current.color("side")
    assert right == window.theme.current.color("surface")


def test_keys_and_clicks_do_nothing_while_it_opens(window: MainWindow) -> None:
    opening = Opening(window)
    opening.show()
    done = Event()

    def press() -> None:
        for key in (Qt.Key.Key_F1, Qt.Key.Key_F5, Qt.Key.Key_Return, Qt.Key.Key_K):
            QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        QTest.mouseClick(window.menuBar(), Qt.MouseButton.LeftButton, pos=window.menuBar().rect().center())
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=window.rect().center())
        done.set()

    QTimer.singleShot(0, press)
    opening.do(lambda: done.wait(10))
    assert done.is_set()
    assert not opening.is_given_up


def test_it_says_that_it_is_opening_when_that_takes_long(qtbot: QtBot, window: MainWindow) -> None:
    window.show()
    labels = window.statusBar().findChildren(QLabel)
    assert [label.text() for label in labels] == [""]
    qtbot.waitUntil(lambda: [label.text() for label in labels] == ["Opening…"])


def test_nothing_jumps_when_the_window_is_filled(
    qtbot: QtBot, qapp: QApplication, desk_config: Config, answers: Answers, tmp_path: Path
) -> None:
    """The menu bar, the columns and the status bar keep their places, and what is in them comes all at once."""
    window = new_window(qapp, "light", tmp_path)
    window.resize(1280, 720)  # in a narrow one what comes needs more room than the right column has
    Opening(window).show()
    before = places(window)
    desk = Desk(desk_config, app=qapp, folder=tmp_path, window=window, ask=answers)
    try:
        desk.start()
        qapp.processEvents()
        assert places(window) == before
        qtbot.waitUntil(lambda: desk.receiver.state == "receiving" and desk.shown.channel is not None)
        assert places(window) == before
        assert window.header.isVisible()
        assert window.search.field.width() > 0
        assert qapp.focusWidget() is window.activity or not window.isActiveWindow()
    finally:
        assert desk.stop()
        window.deleteLater()


def places(window: MainWindow) -> list[QRect]:
    """Where the parts of the frame are."""
    columns = window.centralWidget()
    assert isinstance(columns, WindowColumns)
    widgets = (window.menuBar(), columns, *map(columns.widget, range(2)), window.statusBar())
    return [each.geometry() for each in widgets if each is not None]


def test_a_problem_on_the_way_is_the_caller_s(window: MainWindow) -> None:
    def fail() -> None:
        raise Problem("It cannot be.", "Try again.")

    with pytest.raises(Problem, match="It cannot be"):
        Opening(window).do(fail)


def test_a_window_that_is_closed_while_it_opens_ends_the_program(
    qapp: QApplication, desk_config: Config, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed while the database is opened: nothing is built any more, and nothing is left open."""
    built: list[Desk] = []

    class Built(Desk):
        def start(self) -> None:
            built.append(self)

    def close_when_seen() -> None:
        windows = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        for each in windows:
            each.close()
        if not windows:
            QTimer.singleShot(0, close_when_seen)

    monkeypatch.setattr(running, "Desk", Built)
    QTimer.singleShot(0, close_when_seen)
    assert app.start(qapp, {"database": desk_config.database, "port": "0"}, answers) == 0
    assert built == []
    assert answers.problems == []


def test_no_other_window_is_seen_while_the_desk_is_built(
    qapp: QApplication, desk_config: Config, answers: Answers, tmp_path: Path
) -> None:
    seen: set[str] = set()

    def look() -> None:
        qapp.processEvents()
        seen.update(type(each).__name__ for each in qapp.topLevelWidgets() if each.isVisible())

    window = new_window(qapp, "light", tmp_path)
    window.show()
    desk = Desk(desk_config, app=qapp, folder=tmp_path, window=window, ask=answers, breathe=look)
    look()
    assert seen == {"MainWindow"}
    assert desk.stop()
    window.deleteLater()


def test_a_signal_ends_a_question_of_the_start(qapp: QApplication, window: MainWindow) -> None:
    opening = Opening(window)
    opening.show()
    QTimer.singleShot(0, opening.give_up)
    assert Ask().choose(None, "The database is gone.", "How to go on?", ["Look again"]) is None
    assert opening.is_given_up
