"""The side bar: add, rename, delete, unread, and what comes from other processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import requests
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.window.side_bar.channel_list import ChannelList, ChannelModel
from models.channels import channels, hooks
from models.settings.config import Config
from tests.desktop.conftest import Answers


def names(program: Desk) -> list[str]:
    return [channel.name for channel in program.window.side.model.records()]


def shown(program: Desk) -> str:
    return "" if program.shown.channel is None else program.shown.channel.name


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, desk: Path) -> None:
    model = ChannelModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    channels.add("Backups")
    model.become(channels.all_channels())
    channels.rename(channels.find("Backups").id, "Nightly jobs")
    model.become(channels.all_channels())
    channels.add("Alarms")
    model.become(channels.all_channels())
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Alarms", "Nightly jobs"]
    assert not model.index_of(-1).isValid()


def test_a_new_channel_is_added_and_shown(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    answers.line = "Alarms"
    QTest.mouseClick(program.window.side.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(program) == ["Alarms", "General"] and shown(program) == "Alarms")


def test_a_new_channel_is_shown_also_in_place_of_a_view(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    program.window.views.choose(0)
    assert program.shown.view is not None
    answers.line = "Alarms"
    program.actions["new_channel"].trigger()
    qtbot.waitUntil(lambda: shown(program) == "Alarms" and program.shown.view is None)
    assert program.window.side.list.currentIndex().data() == "Alarms"
    assert program.window.cases.isVisible()


def test_a_name_that_is_taken_is_a_problem_with_what_to_do(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    answers.line = "general"
    program.actions["new_channel"].trigger()
    qtbot.waitUntil(lambda: len(answers.problems) == 1)
    assert answers.problems[0].title == "There is a channel General already."
    assert names(program) == ["General"]


def test_rename_asks_for_the_name_and_keeps_the_channel(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    answers.line = "News"
    program.actions["rename_channel"].trigger()
    assert answers.asked == [("Rename General", "General")]
    qtbot.waitUntil(lambda: names(program) == ["News"] and shown(program) == "News")


def test_delete_names_what_it_hits_and_stops_the_hooks(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    [hook] = hooks.of_channel(None)
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    for body in ({"text": "a"}, {"text": "b", "id": "b"}):
        assert requests.post(url, json=body, timeout=10).ok
    qtbot.waitUntil(lambda: program.window.activity.model.rowCount() == 2)
    answers.yes = False
    program.actions["delete_channel"].trigger()
    qtbot.waitUntil(lambda: len(answers.asked) == 1)
    assert answers.asked[0] == (
        "Delete channel General?",
        "It holds 2 messages and 1 case. The URL of its web hook ends at once:\n"
        "First web hook\n\nThis cannot be undone.",
    )
    assert requests.post(url, json={"text": "c"}, timeout=10).ok
    answers.yes = True
    program.actions["delete_channel"].trigger()
    qtbot.waitUntil(lambda: names(program) == [])
    assert requests.post(url, json={"text": "d"}, timeout=10).status_code == 410
    qtbot.waitUntil(program.window.no_channel.isVisible)
    assert program.window.status.currentMessage() == "Deleted the channel General"


def test_a_channel_of_another_process_appears(qtbot: QtBot, program: Desk, desk_config: Config) -> None:
    command = [sys.executable, "-m", "receiver.cli", "--database", desk_config.database, "channel", "add", "Far"]
    subprocess.run(command, check=True, timeout=60)
    qtbot.waitUntil(lambda: names(program) == ["Far", "General"], timeout=2000)
    assert shown(program) == "General"


def test_the_arrow_keys_choose_a_channel(qtbot: QtBot, program: Desk) -> None:
    channels.add("Zeppelin")
    qtbot.waitUntil(lambda: names(program) == ["General", "Zeppelin"])
    program.window.side.list.setFocus()
    QTest.keyClick(program.window.side.list, Qt.Key.Key_Down)
    assert shown(program) == "Zeppelin"
    program.actions["previous_channel"].trigger()
    assert shown(program) == "General"


def test_the_url_of_a_hook_is_copied_by_its_purpose(qtbot: QtBot, program: Desk) -> None:
    hook = hooks.add(channels.find("General").id, "Backup & <b>restore</b>")
    menu = program.actions["copy_url"].menu()
    assert isinstance(menu, QMenu)

    def entries() -> list[QAction]:
        return [action for action in menu.actions() if action.text() == "&Backup && <b>restore</b>"]

    qtbot.waitUntil(lambda: len(entries()) == 1)
    entries()[0].trigger()
    assert QGuiApplication.clipboard().text() == hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)


def test_a_tooltip_shows_markup_as_text(qtbot: QtBot, desk: Path) -> None:
    model = ChannelModel()
    channels.add("x <img src='a'>", "y")
    model.become(channels.all_channels())
    tooltip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tooltip, str)
    assert "<img" not in tooltip


def test_every_button_of_the_side_bar_has_a_name(qtbot: QtBot, program: Desk) -> None:
    side: ChannelList = program.window.side
    assert side.add_button.accessibleName() == "New channel"
    assert side.add_button.toolTip() == "New channel (Ctrl+N)"
    assert side.list.accessibleName() == "Channels"
