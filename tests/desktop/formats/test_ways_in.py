"""The ways to the editor, in the whole program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.data.shown import DELIVERIES
from desktop.desk import Desk
from desktop.formats.editor_window import EditorWindow
from models.channels import hooks
from models.channels.hook_rules import by_format
from models.formats import own_formats
from receiver.formats import own_formats as checked
from receiver.formats.format import Format
from receiver.formats.format_file import write_format
from tests.desktop.formats.conftest import WATCHERS

WATCHED = Format("Watchers", key="body.watcher", subject="{{ body.watcher }}")
Send = Callable[..., None]


@pytest.fixture
def send(program: Desk) -> Send:
    """Post a body to General."""
    [hook] = hooks.of_channel(None)

    def post(body: bytes = WATCHERS) -> None:
        url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
        assert requests.post(url, data=body, timeout=10).ok

    return post


def open_newest(program: Desk, qtbot: QtBot, rows: int = 1) -> None:
    program.shown.show_page(DELIVERIES)
    page = program.window.deliveries
    qtbot.waitUntil(lambda: page.isVisible() and page.pane.model.rowCount() == rows)
    QTest.keyClick(QApplication.focusWidget() or program.window, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: page.detail.shown() is not None)


def editor(program: Desk, qtbot: QtBot) -> EditorWindow:
    qtbot.waitUntil(lambda: len(program.formats.windows) == 1 and program.tasks.idle())
    [window] = program.formats.windows
    return window


def test_a_delivery_that_was_read_without_a_format_leads_to_a_new_one(program: Desk, qtbot: QtBot, send: Send) -> None:
    send()
    open_newest(program, qtbot)
    button = program.window.deliveries.detail.head.edit_format
    assert button.text() == "Make a format…"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    window = editor(program, qtbot)
    assert window.edited.get() == Format("First web hook")
    assert window.came.model.rowCount() == 2


def test_a_delivery_that_a_format_of_ones_own_has_read_leads_to_that(program: Desk, qtbot: QtBot, send: Send) -> None:
    own = own_formats.create("Watchers", "")
    checked.publish(own.id, write_format(WATCHED))
    read_by(own.id)
    send()
    open_newest(program, qtbot)
    assert program.window.deliveries.detail.head.edit_format.text() == "Edit the format…"
    program.actions["edit_format"].trigger()
    assert editor(program, qtbot).edited.get() == WATCHED


def test_what_a_preset_has_read_leads_to_a_copy_of_it(program: Desk, qtbot: QtBot, send: Send) -> None:
    send(b'{"text": "up", "attachments": [{"color": "good", "title": "web", "fallback": "web is up"}]}')
    open_newest(program, qtbot)
    program.actions["edit_format"].trigger()
    assert editor(program, qtbot).edited.get().text != ""


def test_hookdesks_own_json_leads_nowhere(program: Desk, qtbot: QtBot, send: Send) -> None:
    send(b'{"text": "hello"}')
    open_newest(program, qtbot)
    assert not program.actions["edit_format"].isEnabled()
    assert not program.window.deliveries.detail.head.edit_format.isVisible()


def test_the_properties_of_a_web_hook_lead_there_and_stay_open(program: Desk, qtbot: QtBot) -> None:
    program.channels.edit("web_hooks")
    qtbot.waitUntil(lambda: program.channels.dialog is not None and program.tasks.idle())
    dialog = program.channels.dialog
    assert dialog is not None
    dialog.web_hooks.form.details.reading.reads.edit.click()
    window = editor(program, qtbot)
    assert window.edited.get().name == "First web hook"
    assert dialog.isVisible()
    assert window.isEnabled()
    dialog.reject()


def test_the_same_format_has_one_window(program: Desk, qtbot: QtBot, send: Send) -> None:
    send()
    open_newest(program, qtbot)
    for _ in range(2):
        program.actions["edit_format"].trigger()
        qtbot.waitUntil(program.tasks.idle)
    assert len(program.formats.windows) == 1


def test_what_is_typed_when_the_program_ends_is_kept(program: Desk, qtbot: QtBot, send: Send) -> None:
    send()
    open_newest(program, qtbot)
    program.actions["edit_format"].trigger()
    window = editor(program, qtbot)
    QTest.keyClicks(window.form.parts["key"].field, "body.watcher")
    program.formats.stop()
    [own] = own_formats.all_formats()
    assert own.draft is not None
    assert "body.watcher" in own.draft


def test_a_post_that_comes_is_counted_and_changes_what_would_become_of_the_body(
    program: Desk, qtbot: QtBot, send: Send
) -> None:
    own = own_formats.create("Watchers", "")
    checked.publish(own.id, write_format(WATCHED))
    send()
    open_newest(program, qtbot)
    read_by(own.id)
    program.actions["edit_format"].trigger()
    window = editor(program, qtbot)
    window.edited.put(WATCHED)
    qtbot.waitUntil(lambda: [card.effect.text() for card in window.becomes.cards] == ["opens a case, #1"])
    send()
    qtbot.waitUntil(lambda: window.came.place.text() == "2 of 2")
    qtbot.waitUntil(lambda: window.becomes.cards[0].effect.text().startswith("repeats case #1"))


def read_by(format_id: int) -> None:
    """Let General read by a format."""
    [hook] = hooks.of_channel(None)
    now = hook.edit()
    hooks.save(now, replace(now, rules=replace(now.rules, reads=by_format(format_id))))
