"""Web hooks come, change and go with OK, and not before; asked over real HTTP."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from models.channels import channels, hooks
from models.channels.hooks import Hook, HookEdit
from models.messages import messages
from tests.desktop.channels.conftest import Open, ok, post, press
from tests.desktop.conftest import Answers


def test_an_added_hook_answers_only_after_ok(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    QTest.mouseClick(dialog.web_hooks.add, Qt.MouseButton.LeftButton)
    form = dialog.web_hooks.form
    assert form.purpose.hasFocus()
    QTest.keyClicks(form.purpose, "Nightly backup")
    QTest.mouseClick(form.copy, Qt.MouseButton.LeftButton)
    url = QGuiApplication.clipboard().text()
    assert url == form.url.text()
    assert form.copy.text() == "Works after OK"
    assert post(url) == 404
    ok(qtbot, dialog)
    assert post(url, "it works") == 200
    [message] = messages.page(channels.find("Operations").id)
    assert (message.text, message.hook) == ("it works", "Nightly backup")


def test_a_removed_hook_stops_at_once_with_ok(qtbot: QtBot, open_dialog: Open, hook_url: str, answers: Answers) -> None:
    dialog = open_dialog()
    QTest.mouseClick(dialog.web_hooks.remove, Qt.MouseButton.LeftButton)
    [(question, consequence)] = answers.asked
    assert "Monitor" in question
    assert "stops at once when you press OK" in consequence
    assert post(hook_url) == 200
    ok(qtbot, dialog)
    assert post(hook_url) == 410


def test_a_hook_is_kept_when_its_removal_is_not_confirmed(open_dialog: Open, answers: Answers) -> None:
    answers.yes = False
    dialog = open_dialog()
    dialog.web_hooks.remove.click()
    assert len(dialog.web_hooks.edits()) == 1


def test_an_unsaved_hook_goes_without_a_question(open_dialog: Open, answers: Answers) -> None:
    dialog = open_dialog()
    dialog.web_hooks.add.click()
    dialog.web_hooks.remove.click()
    assert answers.asked == []
    assert [edit.purpose for edit in dialog.web_hooks.edits()] == ["Monitor"]


def test_a_disabled_hook_stops_at_once_with_ok(qtbot: QtBot, open_dialog: Open, hook_url: str) -> None:
    dialog = open_dialog()
    dialog.web_hooks.form.enabled.click()
    ok(qtbot, dialog)
    assert post(hook_url) == 403


def test_an_empty_purpose_is_said_at_the_purpose(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.web_hooks.add.click()
    dialog.web_hooks.list.setCurrentIndex(dialog.web_hooks.model.index(1))
    dialog.tabs.setCurrentWidget(dialog.general)
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    form = dialog.web_hooks.form
    assert dialog.isVisible()
    assert form.purpose_hint.isVisible()
    assert form.purpose.hasFocus()
    assert dialog.web_hooks.list.currentIndex().row() == 0


def test_hooks_that_came_and_went_elsewhere_meanwhile_stay_as_they_are(
    qtbot: QtBot, open_dialog: Open, operations: Hook, hook_url: str
) -> None:
    dialog = open_dialog()
    added = hooks.add(operations.channel_id, "Added by a script")
    hooks.remove(operations.guid)
    ok(qtbot, dialog)
    assert [hook.guid for hook in hooks.of_channel(operations.channel_id)] == [added.guid]
    assert post(hook_url) == 410


def test_the_delete_key_removes_the_chosen_hook(qtbot: QtBot, open_dialog: Open, answers: Answers) -> None:
    tab = open_dialog().web_hooks
    tab.list.setFocus()
    QTest.keyClick(tab.list, Qt.Key.Key_Delete)
    assert len(answers.asked) == 1
    assert tab.edits() == []


def test_without_hooks_it_says_what_one_is(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    hooks.remove(operations.guid)
    tab = open_dialog().web_hooks
    assert not tab.form.isVisible()
    assert not tab.remove.isEnabled()
    tab.add.click()
    assert tab.form.isVisible()


def test_an_edit_is_what_a_person_typed_without_spaces_around_it(qtbot: QtBot, open_dialog: Open) -> None:
    tab = open_dialog().web_hooks
    tab.add.click()
    QTest.keyClicks(tab.form.purpose, "  Backup  ")
    edit = tab.edits()[0]
    assert edit == HookEdit(edit.guid, "Backup", True)
