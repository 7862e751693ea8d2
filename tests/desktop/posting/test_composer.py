"""Send Test, by the keyboard: composes a report, posts it for real, and shows what went over the wire."""

from __future__ import annotations

import json
import re
import socket
import subprocess
from collections.abc import Callable

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.posting.composer import Composer
from desktop.widgets.theme import ThemeHolder
from models.channels import channels, hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.messages import messages, report_ids
from tests.receiver.intake.rules import set_rules
from tests.receiver.test_senders import need

Key = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
Open = Callable[..., Composer]


@pytest.fixture
def open_composer(qtbot: QtBot, operations: Hook, hook_url: str, tasks: Tasks, theme: ThemeHolder) -> Open:
    """Open the composer of the hook as it is saved now."""

    def opened(url: str = hook_url) -> Composer:
        composer = Composer(hooks.get(operations.guid), url, tasks=tasks, theme=theme)
        qtbot.addWidget(composer)
        with qtbot.waitActive(composer):
            composer.open()
        qtbot.waitUntil(tasks.idle)
        return composer

    return opened


def press(key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def send(qtbot: QtBot, composer: Composer, tasks: Tasks) -> None:
    with qtbot.waitSignal(composer.tested):
        press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(tasks.idle)


def sent(composer: Composer) -> object:
    """The JSON that it will send."""
    return json.loads(composer.report.text())


def test_open_and_ctrl_enter_is_enough(qtbot: QtBot, open_composer: Open, operations: Hook, tasks: Tasks) -> None:
    composer = open_composer()
    send(qtbot, composer, tasks)
    assert composer.exchange.status.pill.text() == "200 OK"
    assert re.fullmatch(r"[0-9.]+ ms, 31 bytes", composer.exchange.status.beside.text())
    assert '"status": "posted"' in composer.exchange.answer.toPlainText()
    assert [message.text for message in messages.page(operations.channel_id)] == ["Test message from Hookdesk"]
    press(Key.Key_Escape)
    assert not composer.isVisible()


def test_a_case_and_its_update_are_composed_in_the_form(
    qtbot: QtBot, open_composer: Open, operations: Hook, tasks: Tasks
) -> None:
    composer = open_composer()
    form = composer.form
    form.kinds.setFocus()
    press(Key.Key_Right)
    assert form.kind() == "case"
    form.id.setFocus()
    form.id.selectAll()
    QTest.keyClicks(focused(), "disk-7")
    press(Key.Key_Tab)
    QTest.keyClicks(focused(), "Disk full")
    press(Key.Key_Tab)
    press(Key.Key_A, CONTROL)
    QTest.keyClicks(focused(), "It is full")
    assert sent(composer) == {"id": "disk-7", "subject": "Disk full", "text": "It is full"}
    send(qtbot, composer, tasks)
    assert composer.exchange.status.pill.text() == "201 Created"
    form.kinds.setFocus()
    press(Key.Key_Right)
    assert form.kind() == "update"
    assert not form.subject.isVisible()
    assert sent(composer) == {"references": ["disk-7"], "text": "It is full"}
    send(qtbot, composer, tasks)
    assert '"status": "updated"' in composer.exchange.answer.toPlainText()
    assert {message.case for message in messages.page(operations.channel_id)} == {1}


def test_recent_report_ids_are_offered_and_others_can_be_typed(
    qtbot: QtBot, open_composer: Open, hook_url: str, tasks: Tasks
) -> None:
    for number in range(3):
        requests.post(hook_url, json={"id": f"report-{number}", "text": "a"}, timeout=10)
    composer = open_composer()
    form = composer.form
    form.choose("update")
    offered = [form.reference.itemText(row) for row in range(form.reference.count())]
    assert offered == ["report-2", "report-1", "report-0"]
    form.reference.setFocus()
    press(Key.Key_Down)
    assert sent(composer) == {"references": ["report-1"], "text": "Test message from Hookdesk"}
    press(Key.Key_A, CONTROL)
    QTest.keyClicks(focused(), "not yet")
    send(qtbot, composer, tasks)
    assert '"unknown_references"' in composer.exchange.answer.toPlainText()
    assert form.reference.currentText() == "not yet"


def test_attachments_come_and_go(qtbot: QtBot, open_composer: Open, operations: Hook, tasks: Tasks) -> None:
    composer = open_composer()
    rows = composer.form.attachments
    QTest.mouseClick(rows.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(focused(), "Report")
    QTest.mouseClick(rows.add, Qt.MouseButton.LeftButton)
    rows.rows[1].type.setCurrentIndex(1)
    assert sent(composer) == {
        "text": "Test message from Hookdesk",
        "attachments": [
            {"@type": "link", "displayName": "Report", "url": "https://example.org/dashboard"},
            {"@type": "file", "displayName": "Dashboard", "url": "https://example.org/dashboard"},
        ],
    }
    QTest.mouseClick(rows.rows[1].remove, Qt.MouseButton.LeftButton)
    send(qtbot, composer, tasks)
    [message] = messages.page(operations.channel_id)
    assert [one.display_name for one in message.attachments] == ["Report"]


def test_json_that_is_typed_is_what_is_sent_and_comes_back_with_undo(
    qtbot: QtBot, open_composer: Open, operations: Hook, tasks: Tasks
) -> None:
    composer = open_composer()
    composer.report.editor.setFocus()
    press(Key.Key_A, CONTROL)
    with qtbot.waitSignal(composer.report.checked):
        QTest.keyClicks(focused(), '{"text": 5}')
    assert composer.form.kind() == "json"
    assert not composer.form.text.isVisible()
    assert composer.report.findings.item(0).text() == "text must be a string, not a number."
    send(qtbot, composer, tasks)
    assert composer.exchange.status.pill.text().startswith("422")
    assert deliveries.shown(deliveries.newest_id(None)).body == b'{"text": 5}'
    composer.form.choose("message")
    assert sent(composer) == {"text": "Test message from Hookdesk"}
    composer.report.editor.undo()
    assert composer.report.text() == '{"text": 5}'


def test_request_and_answer_are_shown_as_they_went_over_the_wire(
    qtbot: QtBot, open_composer: Open, hook_url: str, tasks: Tasks
) -> None:
    composer = open_composer()
    send(qtbot, composer, tasks)
    composer.exchange.choice.choose(2)
    lines = composer.exchange.request.toPlainText().split("\n")
    parts = hook_url.partition("/hooks/")
    assert lines[0] == f"POST /hooks/{parts[2]} HTTP/1.1"
    assert {f"Host: {parts[0].removeprefix('http://')}", "Content-Type: application/json", "Content-Length: 42"} <= set(
        lines
    )
    assert lines[-3:] == ["{", '  "text": "Test message from Hookdesk"', "}"]
    composer.exchange.choice.choose(1)
    assert "Content-Type: application/json" in composer.exchange.headers.toPlainText().split("\n")


@pytest.mark.parametrize(
    "secret",
    [Secret("header", "hush-hush", "X-Key"), Secret("github", "hush-hush"), Secret("standard", "whsec_aHVzaC1odXNo")],
    ids=lambda secret: secret.kind,
)
def test_the_secret_of_the_hook_is_shown_to_it_and_to_nobody_else(
    qtbot: QtBot, open_composer: Open, operations: Hook, tasks: Tasks, secret: Secret
) -> None:
    set_rules(operations, secret=secret)
    composer = open_composer()
    assert composer.sign.isVisible()
    send(qtbot, composer, tasks)
    assert composer.exchange.status.pill.text() == "200 OK"
    assert secret.value not in composer.exchange.request.toPlainText()
    QTest.mouseClick(composer.copy, Qt.MouseButton.LeftButton)
    assert secret.value not in QGuiApplication.clipboard().text()
    composer.sign.setChecked(False)
    send(qtbot, composer, tasks)
    assert '"code": "wrong_secret"' in composer.exchange.answer.toPlainText()


def test_a_hook_without_a_secret_has_none_to_show(open_composer: Open) -> None:
    assert not open_composer().sign.isVisible()


def test_an_address_where_nobody_listens_is_said(qtbot: QtBot, open_composer: Open) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    composer = open_composer(f"http://127.0.0.1:{nobody}/hooks/channels/a/b")
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: composer.exchange.note.text().startswith("Nothing answers at 127.0.0.1"))
    assert composer.send.isEnabled()
    assert not composer.exchange.choice.isVisible()


def test_what_somebody_else_answers_is_shown_as_text(qtbot: QtBot, open_composer: Open, tasks: Tasks) -> None:
    page = b"<html><img src='file:///etc/passwd'>moved</html>"
    with socket.create_server(("127.0.0.1", 0)) as server:
        composer = open_composer(f"http://127.0.0.1:{server.getsockname()[1]}/x")
        press(Key.Key_Return, CONTROL)
        wire, _ = server.accept()
        with wire:
            wire.recv(65536)
            wire.sendall(b"HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page))
        qtbot.waitUntil(lambda: composer.exchange.status.pill.text() == "302 Found")
    assert composer.exchange.answer.toPlainText() == page.decode()
    assert composer.exchange.status.pill.property("pill") == "danger"


def test_the_copied_line_sends_the_same(qtbot: QtBot, open_composer: Open) -> None:
    composer = open_composer()
    composer.form.text.setPlainText("it's 100 %\n✓")
    QTest.mouseClick(composer.copy, Qt.MouseButton.LeftButton)
    assert composer.copy.text() == "Copied"
    need("curl")
    line = QGuiApplication.clipboard().text()
    subprocess.run(["/bin/sh"], input=line.encode(), check=True, capture_output=True, timeout=30)
    shown = deliveries.shown(deliveries.newest_id(None))
    assert shown.body == composer.report.text().encode()
    assert json.loads(shown.body) == {"text": "it's 100 %\n✓"}


def test_recent_ids_are_those_of_the_channel_each_once(operations: Hook, hook_url: str) -> None:
    other = hooks.add(channels.add("Other").id, "Other")
    for report in ({"id": "a"}, {"id": "b"}, {}, {"id": "a"}, {"id": "c", "references": ["a"]}):
        requests.post(hook_url, json={"text": "x", **report}, timeout=10)
    assert report_ids.recent(operations.channel_id) == ["c", "b", "a"]
    assert report_ids.recent(operations.channel_id, limit=1) == ["c"]
    assert report_ids.recent(other.channel_id) == []
