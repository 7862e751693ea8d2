"""A window that is gone: what outlives it tells it nothing."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.settings.config import Config
from tests.desktop.conftest import Answers


def test_another_theme_is_nothing_to_the_menus_of_a_window_that_is_gone(
    qtbot: QtBot, qapp: QApplication, desk_config: Config, answers: Answers, tmp_path: Path
) -> None:
    """After a restore the program has another window, and the system may change the theme of both."""
    program = Desk(desk_config, app=qapp, folder=tmp_path, ask=answers)
    program.start()
    qtbot.waitUntil(lambda: program.receiver.state == "receiving" and program.tasks.idle())
    assert program.stop()
    shiboken6.delete(program.window)
    with qtbot.captureExceptions() as raised:
        program.theme.changed.emit()
    assert raised == []
