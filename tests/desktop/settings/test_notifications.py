"""Settings > Notifications: what the tray tells of, by priority, channel and hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.settings.notifications import RULES, Notifications, Rules
from desktop.settings.notifications_page import NotificationsPage
from desktop.settings.settings_dialog import SettingsDialog
from models.channels import channels
from tests.desktop.settings.conftest import OnPage

Post = Callable[..., None]
Told = list[str]


@pytest.fixture
def tray_there() -> bool:
    return True


@pytest.fixture
def page(on_page: OnPage[NotificationsPage]) -> NotificationsPage:
    """The page, in front."""
    return on_page(NotificationsPage)


@pytest.fixture
def told(program: Desk) -> Told:
    """The titles of what the tray told while no window is in front."""
    titles: Told = []
    assert program.background.tray is not None
    program.background.tray.told.connect(lambda title, _: titles.append(title))
    program.window.close()
    titles.clear()
    return titles


def test_cases_below_the_chosen_priority_are_not_told(program: Desk, told: Told, post: Post, qtbot: QtBot) -> None:
    program.settings.notifications.use(Rules(lowest=3))
    with qtbot.waitSignal(program.background.new_cases.arrived):
        post("a little", id="1", priority="Low")
    post("a lot", id="2", priority="Critical")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["#2 a lot"]


def test_a_channel_without_its_mark_is_not_told(program: Desk, told: Told, post: Post, qtbot: QtBot) -> None:
    [general] = channels.all_channels()
    program.settings.notifications.use(Rules(without=frozenset({general.id})))
    with qtbot.waitSignal(program.background.new_cases.arrived):
        post("unheard", id="1")
    program.settings.notifications.use(Rules())
    post("heard", id="2")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["#2 heard"]


@pytest.mark.parametrize(
    ("begin", "end", "hour", "quiet"),
    [
        (22, 7, 23, True),
        (22, 7, 6, True),
        (22, 7, 7, False),
        (22, 7, 21, False),
        (12, 14, 13, True),
        (12, 14, 14, False),
        (9, 9, 9, False),
        (None, 7, 3, False),
    ],
)
def test_quiet_hours_may_go_over_midnight(begin: int | None, end: int, hour: int, quiet: bool) -> None:
    at = datetime(2026, 3, 4, hour, 59).astimezone()
    assert Rules(quiet_from=begin, quiet_to=end).is_quiet(at) is quiet


def test_a_sound_comes_with_what_is_told(
    program: Desk, told: Told, post: Post, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda _: beeps.append(True))
    program.settings.notifications.use(Rules(sound=True))
    post("loud", id="1")
    qtbot.waitUntil(lambda: bool(told))
    assert beeps == [True]


def test_what_is_chosen_holds_and_is_kept(page: NotificationsPage, program: Desk, tmp_path: Path) -> None:
    page.lowest.setFocus()
    QTest.keyClick(page.lowest, Qt.Key.Key_End)
    page.quiet.click()
    page.sound.click()
    page.channels.item(0).setCheckState(Qt.CheckState.Unchecked)
    [general] = channels.all_channels()
    rules = Rules(lowest=5, without=frozenset({general.id}), quiet_from=22, quiet_to=7, sound=True)
    assert program.settings.notifications.rules == rules
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert Notifications(kept).rules == rules


def test_the_view_menu_follows(page: NotificationsPage, program: Desk, dialog: SettingsDialog) -> None:
    assert program.actions["notify"].isChecked()
    page.on.click()
    assert not program.actions["notify"].isChecked()


def test_what_somebody_else_wrote_there_tells_everything(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue(RULES, "{half")
    assert Notifications(settings).rules == Rules()
