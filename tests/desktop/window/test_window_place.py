"""Where the window is: the first time all of it is on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.widgets.theme import ThemeHolder
from desktop.window.frame.window_place import WindowPlace
from desktop.window.main_window import SETTINGS_FILE
from models.cases import case_pages
from models.cases.case_filter import Filter


def test_the_first_window_has_room_for_its_frame_on_the_screen(program: Desk) -> None:
    window = program.window
    room = window.screen().availableSize()
    assert window.width() < room.width()
    assert window.height() < room.height()


def test_compact_lists_stay_so_at_the_next_start(program: Desk, qapp: QApplication, tmp_path: Path) -> None:
    window = program.window
    assert not program.actions["compact"].isChecked()
    program.actions["compact"].trigger()
    assert program.actions["compact"].isChecked()
    window.close()
    kept = QSettings(str(tmp_path / SETTINGS_FILE), QSettings.Format.IniFormat)
    later = ThemeHolder(qapp, "light", window)
    WindowPlace(kept, later).restore(window, window._columns)
    assert later.compact


def saved_place(program: Desk, folder: Path) -> WindowPlace:
    """What a later start finds."""
    program.window.close()
    program.window.show()
    return WindowPlace(QSettings(str(folder / SETTINGS_FILE), QSettings.Format.IniFormat), program.theme)


def test_the_case_that_was_open_comes_back(
    qtbot: QtBot, program: Desk, post: Callable[..., None], tmp_path: Path
) -> None:
    post("Disk full", id="a")
    [case] = case_pages.page(Filter())
    program.window.open_case(case.id)
    qtbot.waitUntil(lambda: program.shown.case is not None)
    mark = saved_place(program, tmp_path).case()
    program.shown.show_case(None)
    program.window.cases.reopen(mark)
    qtbot.waitUntil(lambda: (now := program.shown.case) is not None and now.id == case.id)


def test_a_case_of_another_database_does_not_come_back(qtbot: QtBot, program: Desk, post: Callable[..., None]) -> None:
    post("Disk full", id="a")
    [case] = case_pages.page(Filter())
    program.actions["show_cases"].trigger()
    for mark in (f"{case.id}-20200101T000000000000", "999-20200101T000000000000", "nonsense"):
        program.window.cases.reopen(mark)
    qtbot.waitUntil(program.tasks.idle)
    assert program.shown.case is None


def test_no_case_comes_back_where_another_page_was_in_front(
    qtbot: QtBot, program: Desk, post: Callable[..., None], tmp_path: Path
) -> None:
    post("Disk full", id="a")
    program.window.open_case(case_pages.page(Filter())[0].id)
    qtbot.waitUntil(lambda: program.shown.case is not None)
    program.actions["show_activity"].trigger()
    assert saved_place(program, tmp_path).case() == ""
