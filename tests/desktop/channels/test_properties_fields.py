"""The dialog as a whole: name and description, errors at their fields, OK, Cancel and the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from models.channels import channels, hooks
from models.channels.channel_rules import Rules
from models.channels.hooks import Hook
from tests.desktop.channels.conftest import Open, ok, post, press
from tests.desktop.conftest import Answers


def test_cancel_leaves_no_hook(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    dialog.web_hooks.add.click()
    QTest.keyClicks(dialog.web_hooks.form.purpose, "Never saved")
    url = dialog.web_hooks.form.url.text()
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Cancel)
    assert not dialog.isVisible()
    assert [hook.purpose for hook in hooks.of_channel(operations.channel_id)] == ["Monitor"]
    assert post(url) == 404


def test_escape_changes_nothing(qtbot: QtBot, open_dialog: Open, answers: Answers) -> None:
    dialog = open_dialog("general")
    dialog.general.name.setText("Another name")
    dialog.web_hooks.remove.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert [channel.name for channel in channels.all_channels()] == ["Operations"]
    assert len(hooks.of_channel(None)) == 1


def test_a_name_that_is_taken_is_said_at_the_name(qtbot: QtBot, open_dialog: Open) -> None:
    channels.add("Backups")
    dialog = open_dialog()
    dialog.web_hooks.add.click()
    QTest.keyClicks(dialog.web_hooks.form.purpose, "Kept")
    dialog.general.name.setText("backups")
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    qtbot.waitUntil(lambda: "Backups already" in dialog.general.name_hint.text())
    assert dialog.tabs.currentWidget() is dialog.general
    assert dialog.general.name.hasFocus()
    assert [hook.purpose for hook in hooks.of_channel(None)] == ["Monitor"]
    dialog.general.name.setText("Night")
    ok(qtbot, dialog)
    assert {hook.purpose for hook in hooks.of_channel(None)} == {"Monitor", "Kept"}
    assert channels.find("Night").hooks == 2


def test_an_empty_name_is_said_at_the_name(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog("cases")
    dialog.general.name.setText("  ")
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert dialog.tabs.currentWidget() is dialog.general
    assert dialog.general.name_hint.isVisible()
    QTest.keyClicks(dialog.general.name, "N")
    assert not dialog.general.name_hint.isVisible()


def test_everything_is_saved_at_once(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog("general")
    dialog.general.name.setText("Plant")
    dialog.general.description.setPlainText("Alarms of the plant")
    dialog.cases.reopen.click()
    dialog.cases.per_hook.click()
    assert dialog.cases.keeps.isVisibleTo(dialog.cases)
    dialog.web_hooks.form.purpose.selectAll()
    dialog.tabs.setCurrentWidget(dialog.web_hooks)
    QTest.keyClicks(dialog.web_hooks.form.purpose, "Sensors")
    ok(qtbot, dialog)
    channel = channels.get(operations.channel_id)
    assert (channel.name, channel.description) == ("Plant", "Alarms of the plant")
    assert channel.rules == Rules(reopen_on_update=False, ids_per_hook=True)
    assert hooks.get(operations.guid).purpose == "Sensors"


def test_a_channel_that_is_gone_is_said_in_the_dialog(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    dialog.general.name.setText("Too late")
    channels.remove(operations.channel_id)
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "not there" in dialog.trouble.text()
    assert dialog.isVisible()


def test_the_whole_way_by_keyboard(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog("general")

    def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QGuiApplication.focusObject()
        assert isinstance(focused, QWidget)
        QTest.keyClick(focused, code, modifier)

    alt = Qt.KeyboardModifier.AltModifier
    key(Qt.Key.Key_W, alt)
    assert dialog.tabs.currentWidget() is dialog.web_hooks
    key(Qt.Key.Key_A, alt)
    qtbot.waitUntil(dialog.web_hooks.form.purpose.hasFocus)
    focused = QGuiApplication.focusObject()
    assert isinstance(focused, QWidget)
    QTest.keyClicks(focused, "By keyboard")
    with qtbot.waitSignal(dialog.accepted):
        key(Qt.Key.Key_Return)
    assert [hook.purpose for hook in hooks.of_channel(operations.channel_id)] == ["By keyboard", "Monitor"]


def test_ctrl_enter_in_the_description_is_ok(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog("general")
    dialog.general.description.setFocus()
    QTest.keyClicks(dialog.general.description, "Two")
    QTest.keyClick(dialog.general.description, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.general.description, "lines")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.general.description, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert channels.get(operations.channel_id).description == "Two\nlines"


def test_every_control_has_a_name_for_a_screen_reader(open_dialog: Open) -> None:
    dialog = open_dialog()
    tab, form = dialog.web_hooks, dialog.web_hooks.form
    named = (tab.list, form.url, form.copy, form.purpose, dialog.general.name, dialog.general.description)
    assert all(widget.accessibleName() for widget in named)
    assert len({widget.accessibleName() for widget in named}) == len(named)


def test_whatever_the_keyboard_reaches_says_what_it_is(open_dialog: Open) -> None:
    dialog = open_dialog()
    nameless = []
    for page in range(3):
        dialog.web_hooks.form.details.show_page(page)
        for widget in dialog.web_hooks.findChildren(QWidget):
            reached = widget.isVisible() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if reached and not widget.accessibleName() and not str(widget.property("text") or ""):
                nameless.append(widget)
    assert nameless == []
