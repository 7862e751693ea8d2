"""Replace URL: stored at once, with the old one working for a while and known by who still uses it."""

from __future__ import annotations

from datetime import timedelta

import requests
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.channels.properties import PropertiesDialog
from desktop.channels.web_hooks.hook_details import OLD_URLS
from desktop.channels.web_hooks.replace_url import ReplaceUrl
from desktop.data.tasks import Tasks
from models.channels import hooks, old_urls
from models.channels.hooks import Hook
from tests.desktop.channels.conftest import Open, ok, post, press
from tests.desktop.conftest import Answers

Key = Qt.Key


def question(qtbot: QtBot, dialog: PropertiesDialog) -> ReplaceUrl:
    """The dialog that Replace URL… opens, by its key."""
    QTest.keyClick(dialog.web_hooks.form.purpose, Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: any(asked.isActiveWindow() for asked in dialog.findChildren(ReplaceUrl)))
    [asked] = dialog.findChildren(ReplaceUrl)
    return asked


def replace(qtbot: QtBot, dialog: PropertiesDialog, place: int) -> str:
    """Replace the URL with one of the grace periods; the new one."""
    asked = question(qtbot, dialog)
    asked.graces[place].click()
    with qtbot.waitSignal(dialog.web_hooks.replaced):
        QTest.keyClick(asked, Key.Key_Return)
    return dialog.web_hooks.form.url.text()


def old_lines(dialog: PropertiesDialog) -> list[str]:
    view = dialog.web_hooks.form.details.old_urls
    return [label.text() for label in view.findChildren(QLabel)]


def test_the_new_url_is_there_to_copy_at_once_and_the_old_one_works_on(
    qtbot: QtBot, open_dialog: Open, hook_url: str
) -> None:
    dialog = open_dialog()
    form = dialog.web_hooks.form
    url = replace(qtbot, dialog, 2)
    assert url != hook_url
    dialog.activateWindow()
    qtbot.waitUntil(form.copy.hasFocus)
    QTest.keyClick(form.copy, Key.Key_Space)
    assert QGuiApplication.clipboard().text() == url
    assert url.rsplit("/", 1)[1] in form.details.snippets.text()
    assert (post(url), post(hook_url)) == (200, 200)
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Cancel)
    assert (post(url), post(hook_url)) == (200, 200)


def test_the_old_url_stops_at_once_when_that_was_chosen(qtbot: QtBot, open_dialog: Open, hook_url: str) -> None:
    url = replace(qtbot, open_dialog(), 0)
    assert (post(url), post(hook_url)) == (200, 410)


def test_what_will_happen_is_said_before_it_does(qtbot: QtBot, open_dialog: Open, hook_url: str) -> None:
    dialog = open_dialog()
    asked = question(qtbot, dialog)
    assert asked.grace() == timedelta(days=7)
    assert "works until" in asked.consequence.text()
    QTest.keyClick(asked.graces[2], Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "stops now" in asked.consequence.text())
    assert asked.replace.text() == "&Replace and stop the old URL"
    asked.reject()
    assert post(hook_url) == 200
    assert dialog.web_hooks.form.url.text() == hook_url


def test_the_old_url_works_to_the_end_of_a_day(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    asked = question(qtbot, dialog)
    day = QDate.currentDate().addDays(3)
    asked.day.setDate(day)
    assert asked.until.isChecked()
    with qtbot.waitSignal(dialog.web_hooks.replaced):
        asked.replace.click()
    [old] = old_urls.of_hook(operations.id)
    end = old.ends_at.astimezone() + timedelta(seconds=5)
    assert (end.year, end.month, end.day, end.hour) == (*day.addDays(1).getDate(), 0)


def test_what_was_edited_stays_and_ok_saves_it_under_the_new_url(
    qtbot: QtBot, open_dialog: Open, operations: Hook
) -> None:
    dialog = open_dialog()
    form = dialog.web_hooks.form
    form.purpose.selectAll()
    QTest.keyClicks(form.purpose, "Night watch")
    url = replace(qtbot, dialog, 1)
    assert form.purpose.text() == "Night watch"
    assert hooks.get(url.rsplit("/", 1)[1]).purpose == "Monitor"
    ok(qtbot, dialog)
    [hook] = hooks.of_channel(operations.channel_id)
    assert (hook.id, hook.purpose, hook.guid) == (operations.id, "Night watch", url.rsplit("/", 1)[1])


def test_who_still_uses_the_old_url_is_listed(
    qtbot: QtBot, open_dialog: Open, operations: Hook, hook_url: str, tasks: Tasks
) -> None:
    old_urls.replace_url(operations.guid, timedelta(days=7))
    for agent in ("backup/1.0", "backup/1.0", "<b>old</b> script"):
        assert requests.post(hook_url, json={"text": "hi"}, headers={"User-Agent": agent}, timeout=10).ok
    dialog = open_dialog()
    details = dialog.web_hooks.form.details
    details.show_page(OLD_URLS)
    qtbot.waitUntil(tasks.idle)
    lines = old_lines(dialog)
    assert details.tabs.tabText(OLD_URLS) == "&Old URLs  1"
    assert any(line.startswith("Works until ") for line in lines)
    assert any("3 deliveries since, the last just now" in line for line in lines)
    at = lines.index("backup/1.0")
    assert lines[at - 1 : at + 3] == ["127.0.0.1", "backup/1.0", "2 deliveries", "just now"]
    shown = next(label for label in details.old_urls.findChildren(QLabel) if label.text() == "<b>old</b> script")
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_an_old_url_is_revoked_after_a_question(
    qtbot: QtBot, open_dialog: Open, operations: Hook, hook_url: str, answers: Answers, tasks: Tasks
) -> None:
    old_urls.replace_url(operations.guid, timedelta(days=7))
    dialog = open_dialog()
    view = dialog.web_hooks.form.details.old_urls
    dialog.web_hooks.form.details.show_page(OLD_URLS)
    qtbot.waitUntil(tasks.idle)
    [button] = view.findChildren(QPushButton)
    answers.yes = False
    button.click()
    assert answers.asked[-1][0] == "Stop this old URL now?"
    assert post(hook_url) == 200
    answers.yes = True
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    qtbot.waitUntil(lambda: any(line.startswith("Ended ") for line in old_lines(dialog)))
    assert post(hook_url) == 410
    assert dialog.web_hooks.form.details.tabs.tabText(OLD_URLS) == "&Old URLs"
    assert view.findChildren(QPushButton) == []


def test_a_url_that_was_replaced_elsewhere_meanwhile_is_a_problem(
    qtbot: QtBot, open_dialog: Open, operations: Hook, answers: Answers
) -> None:
    dialog = open_dialog()
    old_urls.replace_url(operations.guid, timedelta(days=1))
    asked = question(qtbot, dialog)
    asked.replace.click()
    qtbot.waitUntil(lambda: len(answers.problems) == 1)
    assert answers.problems[0].title == "This URL was replaced."
    assert dialog.web_hooks.form.buttons.replace.isEnabled()


def test_only_a_saved_hook_has_a_url_to_replace(open_dialog: Open) -> None:
    tab = open_dialog().web_hooks
    assert tab.form.buttons.replace.isVisible()
    tab.add.click()
    assert not tab.form.buttons.replace.isVisible()


def test_the_number_of_rejected_leads_to_them(qtbot: QtBot, open_dialog: Open, operations: Hook, hook_url: str) -> None:
    assert not open_dialog().web_hooks.form.rejected.isVisible()
    assert requests.post(hook_url, data=b"{", timeout=10).status_code == 400
    assert post(hook_url) == 200
    dialog = open_dialog()
    form = dialog.web_hooks.form
    assert form.last.text() == "Last delivery just now, 1 accepted"
    assert form.rejected.text() == "1 rejected"
    with qtbot.waitSignal(dialog.rejected_wanted) as leading:
        form.rejected.click()
    assert leading.args == [operations.id]
    assert not dialog.isVisible()


def test_leaving_for_the_rejected_asks_when_something_was_changed(
    qtbot: QtBot, open_dialog: Open, hook_url: str, answers: Answers
) -> None:
    assert requests.post(hook_url, data=b"{", timeout=10).status_code == 400
    dialog = open_dialog()
    form = dialog.web_hooks.form
    QTest.keyClicks(form.purpose, "!")
    answers.yes = False
    form.rejected.click()
    assert answers.asked[-1][0] == "Leave without saving?"
    assert dialog.isVisible()
    answers.yes = True
    with qtbot.waitSignal(dialog.rejected_wanted):
        form.rejected.click()
    [hook] = hooks.of_channel(None)
    assert hook.purpose == "Monitor"


def test_the_dialog_fits_a_small_screen(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert dialog.width() <= 1000
    assert dialog.height() <= 640
    assert dialog.minimumSizeHint().width() <= 1000
