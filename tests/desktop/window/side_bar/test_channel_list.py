"""The side bar: add, rename, delete, unread, and what comes from other processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import requests
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.channels.kept_on_top import KeptOnTop
from desktop.desk import Desk
from desktop.dialogs.chooser import Chooser
from desktop.window.main_window import SETTINGS_FILE
from desktop.window.side_bar.channel_list import ChannelList, ChannelModel
from models.channels import channels, hooks
from models.settings.config import Config
from tests.desktop.conftest import Answers


def names(program: Desk) -> list[str]:
    return [channel.name for channel in program.window.side.model.records()]


def nothing_on_top(folder: Path) -> KeptOnTop:
    return KeptOnTop(QSettings(str(folder / "none.ini"), QSettings.Format.IniFormat))


def add(qtbot: QtBot, program: Desk, *added: str) -> None:
    """Add channels, and wait until the list has them."""
    for name in added:
        channels.add(name)
    qtbot.waitUntil(lambda: set(added) <= set(names(program)))


def shown(program: Desk) -> str:
    return "" if program.shown.channel is None else program.shown.channel.name


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, desk: Path, tmp_path: Path) -> None:
    model = ChannelModel(nothing_on_top(tmp_path))
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
    # The news that it is gone may be here before the answer that says so.
    qtbot.waitUntil(lambda: program.window.status.currentMessage() == "Deleted the channel General")


def test_a_channel_of_another_process_appears(qtbot: QtBot, program: Desk, desk_config: Config) -> None:
    command = [sys.executable, "-m", "receiver.cli", "--database", desk_config.database, "channel", "add", "Far"]
    subprocess.run(command, check=True, timeout=60)
    qtbot.waitUntil(lambda: names(program) == ["Far", "General"])
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


def test_a_tooltip_shows_markup_as_text(qtbot: QtBot, desk: Path, tmp_path: Path) -> None:
    model = ChannelModel(nothing_on_top(tmp_path))
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


def test_channels_are_sorted_as_people_count(qtbot: QtBot, program: Desk) -> None:
    add(qtbot, program, "Line 10", "line 2", "LINE 1", "Işık", "ışıma", "4")
    assert names(program) == ["4", "General", "Işık", "ışıma", "LINE 1", "line 2", "Line 10"]


def test_what_is_kept_on_top_stands_there_also_at_the_next_start(qtbot: QtBot, program: Desk, tmp_path: Path) -> None:
    add(qtbot, program, "Alarms", "Zeppelin", "Yard")
    keep = program.actions["keep_on_top"]
    for name in ("Zeppelin", "Yard"):
        program.shown.show_channel(channels.find(name).id)
        assert not keep.isChecked()
        keep.trigger()
        assert keep.isChecked()
    assert names(program) == ["Yard", "Zeppelin", "Alarms", "General"]
    assert shown(program) == "Yard"
    assert program.window.side.list.currentIndex().row() == 0
    said = program.window.side.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Yard, kept on top"
    later = KeptOnTop(QSettings(str(tmp_path / SETTINGS_FILE), QSettings.Format.IniFormat))
    assert later.has(channels.find("Zeppelin"))
    keep.trigger()
    assert names(program) == ["Zeppelin", "Alarms", "General", "Yard"]


def test_many_channels_are_filtered_by_typing(qtbot: QtBot, program: Desk) -> None:
    field, rows = program.window.side.filter, program.window.side.list
    assert not field.isVisible(), "one channel needs no filter"
    add(qtbot, program, *(f"ops-db-{number}" for number in range(1, 8)), "Öğün")
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    QTest.keyClicks(field, "DB-")
    assert names(program) == [f"ops-db-{number}" for number in range(1, 8)]
    assert shown(program) == "General", "what is shown stays"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert shown(program) == "ops-db-1"
    assert rows.hasFocus()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert len(names(program)) == 9
    assert rows.currentIndex().data() == "ops-db-1"


def test_a_filter_leaves_nothing_out_when_few_channels_are_left(qtbot: QtBot, program: Desk) -> None:
    add(qtbot, program, *(f"Line {number}" for number in range(1, 8)))
    qtbot.waitUntil(program.window.side.filter.isVisible)
    program.window.side.filter.setText("4")
    assert names(program) == ["Line 4"]
    channels.remove(channels.find("Line 7").id)
    qtbot.waitUntil(lambda: len(names(program)) == 7)
    assert not program.window.side.filter.isVisible()


def test_a_few_letters_lead_to_a_channel_from_anywhere(qtbot: QtBot, program: Desk) -> None:
    add(qtbot, program, "Alarms", "ops-db-7", "Zeppelin")
    program.window.activity.setFocus()
    QTest.keyClick(program.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    [chooser] = program.window.findChildren(Chooser)
    assert chooser.labels() == ["Alarms", "General", "ops-db-7", "Zeppelin"]
    QTest.keyClicks(chooser.field, "db")
    assert chooser.labels() == ["ops-db-7"]
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert shown(program) == "ops-db-7"
    assert not chooser.isVisible()


def test_few_channels_stand_right_below_their_heading(qtbot: QtBot, program: Desk) -> None:
    side = program.window.side_bar.channels
    line = side.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: side.add_button.y() < 2 * line)
    assert side.list.y() < 5 * line
