"""Where the window is: the first time all of it is on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop.desk import SETTINGS_FILE, Desk
from desktop.widgets.theme import ThemeHolder
from desktop.window.window_place import WindowPlace


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
    WindowPlace(kept, later).restore(window, window._columns, program.shown)
    assert later.compact
