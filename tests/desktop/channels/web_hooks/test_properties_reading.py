"""How a web hook reads, in the properties: the formats are found by typing, and OK stores what was chosen."""

from __future__ import annotations

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.channels.properties import PropertiesDialog
from desktop.channels.web_hooks.hook_details import READING
from desktop.channels.web_hooks.hook_reading_form import HookReadingForm
from desktop.data.tasks import Tasks
from models.channels import hooks
from models.channels.hook_rules import AUTOMATIC, OWN, Rules, by_format
from models.channels.hooks import Hook
from models.formats import own_formats
from receiver.formats.presets import presets
from tests.desktop.channels.conftest import Open, ok, press
from tests.receiver.formats.bodies_of import FOLDER
from tests.receiver.intake.rules import set_rules

Key = Qt.Key
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
# A list that opens at a field takes the keyboard, which a screen that is none says of itself.
POPUP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def reading_of(dialog: PropertiesDialog) -> HookReadingForm:
    dialog.web_hooks.form.details.show_page(READING)
    return dialog.web_hooks.form.details.reading


def type_into(box: QComboBox, text: str) -> QAbstractItemView:
    """Type a text in place of what stands there; the list of what is found."""
    line, completer = box.lineEdit(), box.completer()
    assert isinstance(line, QLineEdit)
    assert completer is not None
    box.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    found = completer.popup()
    assert found is not None
    return found


def choose(box: QComboBox, value: str) -> None:
    """Choose it with the arrow keys."""
    box.setFocus()
    for _ in range(box.count()):
        if box.currentData() == value:
            return
        QTest.keyClick(box, Key.Key_Down)
    raise AssertionError(value)


def stored(hook: Hook) -> Rules:
    return hooks.get(hook.guid).rules


@POPUP
def test_a_format_is_found_by_a_part_of_its_name_and_stored_with_ok(
    qtbot: QtBot, open_dialog: Open, operations: Hook
) -> None:
    dialog = open_dialog()
    form = reading_of(dialog)
    popup = type_into(form.reads.box, "forge")
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().rowCount() == 1
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert form.reads.about.text() == presets()["gitea"].about
    ok(qtbot, dialog)
    assert stored(operations).reads == "gitea"


@POPUP
def test_what_is_typed_and_is_no_format_changes_nothing(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    form = reading_of(dialog)
    type_into(form.reads.box, "nothing such")
    form.answers.box.setFocus()
    assert form.reads.box.currentText() == "Automatic"
    ok(qtbot, dialog)
    assert stored(operations).reads == AUTOMATIC


def test_own_formats_are_offered_and_edited(qtbot: QtBot, open_dialog: Open, operations: Hook, tasks: Tasks) -> None:
    own = own_formats.create("Our watchers", "")
    dialog = open_dialog()
    form = reading_of(dialog)
    qtbot.waitUntil(tasks.idle)
    choose(form.reads.box, by_format(own.id))
    assert form.reads.about.text().startswith("No version of it is published")
    with qtbot.waitSignal(form.format_wanted) as wanted:
        form.reads.edit.click()
    assert wanted.args == [by_format(own.id)]
    ok(qtbot, dialog)
    assert stored(operations).reads == by_format(own.id)


def test_answers_and_the_time_to_reopen_are_stored(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    form = reading_of(dialog)
    choose(form.reads.box, OWN)
    choose(form.answers.box, "always 200")
    assert (form.reopen.number.text(), form.reopen.unit.currentText()) == ("1", "hour")
    form.reopen.number.setFocus()
    form.reopen.number.selectAll()
    QTest.keyClicks(form.reopen.number, "3")
    choose_days(form)
    ok(qtbot, dialog)
    assert stored(operations) == Rules(reads=OWN, answers="always 200", reopen_within=3 * 24 * 60 * 60)


def choose_days(form: HookReadingForm) -> None:
    form.reopen.unit.setFocus()
    QTest.keyClick(form.reopen.unit, Key.Key_End)


def test_never_is_zero(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    reading_of(dialog).reopen.on.click()
    ok(qtbot, dialog)
    assert stored(operations).reopen_within == 0
    again = open_dialog()
    assert not reading_of(again).reopen.on.isChecked()


def test_a_time_that_is_too_long_is_said_at_its_field(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    form = reading_of(dialog)
    form.reopen.number.setFocus()
    form.reopen.number.selectAll()
    QTest.keyClicks(form.reopen.number, "999999")
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert form.reopen.hint.isVisible()
    assert stored(operations).reopen_within == 60 * 60


def test_the_suggested_format_is_chosen_with_a_click(
    qtbot: QtBot, open_dialog: Open, operations: Hook, hook_url: str
) -> None:
    set_rules(operations, reads=OWN)
    assert (
        requests.post(hook_url, data=(FOLDER / "alertmanager.firing.json").read_bytes(), timeout=10).status_code == 422
    )
    dialog = open_dialog()
    form = reading_of(dialog)
    qtbot.waitUntil(form.suggestion.isVisible)
    form.suggestion.use.click()
    assert form.reads.box.currentText() == "Alertmanager"
    ok(qtbot, dialog)
    assert stored(operations).reads == "alertmanager"


def test_a_hook_that_rejects_most_is_marked_in_the_list(
    qtbot: QtBot, open_dialog: Open, operations: Hook, hook_url: str
) -> None:
    set_rules(operations, reads=OWN)
    for _ in range(3):
        requests.post(hook_url, data=b"[", timeout=10)
    dialog = open_dialog()
    model = dialog.web_hooks.model
    qtbot.waitUntil(lambda: "Rejects most: 3 of the last 3" in str(model.index(0).data(int(ACCESSIBLE))))
    assert dialog.web_hooks.form.rejected.text() == "Rejects most: 3 rejected"
    with qtbot.waitSignal(dialog.rejected_wanted) as wanted:
        dialog.web_hooks.form.rejected.click()
    assert wanted.args == [operations.id]


def test_fetching_is_switched_off_for_a_web_hook(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    fetch = reading_of(dialog).fetch
    assert fetch.on.isChecked()
    fetch.on.click()
    ok(qtbot, dialog)
    assert not hooks.get(operations.guid).rules.fetches
