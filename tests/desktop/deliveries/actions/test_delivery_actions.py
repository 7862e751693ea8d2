"""What can be done with deliveries, from the page: replay, copy, save, compare, replay all."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.deliveries.actions.compare import CompareDialog
from desktop.deliveries.actions.delivery_actions import DeliveryActions
from desktop.deliveries.actions.edit_replay import EditReplay
from desktop.deliveries.actions.replay_all import ReplayAllDialog
from desktop.deliveries.page import DeliveriesPage
from models.channels import hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.messages import messages
from tests.desktop.conftest import Answers
from tests.desktop.deliveries.reading import CONTROL, SHIFT, Key, Reader, Sender
from tests.receiver.intake.rules import set_rules
from tests.receiver.test_senders import need


@pytest.fixture
def actions(page: DeliveriesPage) -> DeliveryActions:
    return page.delivery_actions


@pytest.fixture
def announced(actions: DeliveryActions) -> list[str]:
    """What was said in the status bar."""
    said: list[str] = []
    actions.announced.connect(said.append)
    return said


def dialog_of(qtbot: QtBot, page: DeliveriesPage, kind: type[QDialog]) -> QDialog:
    """The dialog of a kind, once it is shown."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(kind)))
    return next(one for one in page.findChildren(kind) if one.isVisible())


def copied(qtbot: QtBot, announced: list[str], words: str) -> str:
    qtbot.waitUntil(lambda: announced[-1:] == [words])
    return QGuiApplication.clipboard().text()


def test_a_key_replays_what_is_open(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, announced: list[str]
) -> None:
    hooks.set_enabled(operations.guid, False)
    sender.report("hello", id="7")
    hooks.set_enabled(operations.guid, True)
    reader.wait_for_rows("Web hook disabled")
    reader.open()
    reader.press(Key.Key_R)
    reader.wait_for_rows("Opened #1, Replay", "Web hook disabled, Mended")
    assert announced == ["Delivery 1 was replayed: opened #1"]


def test_a_replay_that_is_rejected_again_says_so(reader: Reader, sender: Sender, announced: list[str]) -> None:
    sender.post(b"{")
    reader.wait_for_rows("Not JSON")
    reader.open()
    reader.press(Key.Key_R)
    reader.wait_for_rows("Not JSON, Replay", "Not JSON")
    assert announced == ["Delivery 1 was replayed and rejected again: not JSON"]


def test_several_are_replayed_after_a_question(
    qtbot: QtBot,
    reader: Reader,
    sender: Sender,
    operations: Hook,
    page: DeliveriesPage,
    answers: Answers,
    announced: list[str],
) -> None:
    for text in ("a", "b"):
        sender.report(text)
    reader.wait_for_count(2)
    reader.click_row(0)
    reader.click_row(1, SHIFT)
    assert page.menu_actions["replay"].text() == "&Replay 2 deliveries"
    answers.yes = False
    reader.press(Key.Key_R)
    assert answers.asked[-1][0] == "Replay 2 deliveries?"
    assert announced == []
    answers.yes = True
    reader.press(Key.Key_R)
    qtbot.waitUntil(lambda: announced == ["Replayed 2 deliveries: 2 accepted, 0 still rejected"])
    assert [message.text for message in messages.page(operations.channel_id)] == ["b", "a", "b", "a"]


def test_a_key_opens_the_editor(qtbot: QtBot, reader: Reader, sender: Sender, page: DeliveriesPage) -> None:
    sender.post(b'{"text": 5}')
    reader.wait_for_rows("Wrong fields")
    reader.open()
    reader.press(Key.Key_E)
    dialog = dialog_of(qtbot, page, EditReplay)
    assert isinstance(dialog, EditReplay)
    assert dialog.report.text() == '{"text": 5}'
    dialog.report.show_text('{"text": "five"}')
    with qtbot.waitSignal(dialog.replayed):
        QTest.keyClick(dialog.report.editor, Key.Key_Return, CONTROL)
    reader.wait_for_rows("Posted, Replay", "Wrong fields, Mended")
    dialog.close()


def test_all_that_a_hook_rejected_is_replayed_but_doubtful_senders(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, page: DeliveriesPage, announced: list[str]
) -> None:
    hooks.set_enabled(operations.guid, False)
    sender.report("a")
    hooks.set_enabled(operations.guid, True)
    sender.post(b'{"text": "forged"}', origin="http://elsewhere.example")
    sender.post(b"{")
    reader.wait_for_count(3)
    reader.open(0)
    page.menu_actions["replay_all"].trigger()
    dialog = dialog_of(qtbot, page, ReplayAllDialog)
    assert isinstance(dialog, ReplayAllDialog)
    assert {code: box.isChecked() for code, box in dialog.causes.items()} == {
        "hook_disabled": True, "cross_origin": False, "invalid_json": True,
    }  # fmt: skip
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert ok.text() == "Replay 2"
    assert ok.hasFocus()
    QTest.keyClick(ok, Key.Key_Space)
    qtbot.waitUntil(lambda: announced == ["Replayed 2 deliveries: 1 accepted, 1 still rejected"])
    assert [message.text for message in messages.page(operations.channel_id)] == ["a"]
    reader.wait_for_rows(
        "Not JSON, Replay", "Posted, Replay", "Not JSON", "From a web page", "Web hook disabled, Mended"
    )


def test_without_a_cause_nothing_can_be_replayed(
    qtbot: QtBot, reader: Reader, sender: Sender, page: DeliveriesPage
) -> None:
    sender.post(b"{")
    reader.wait_for_count(1)
    reader.open()
    page.menu_actions["replay_all"].trigger()
    dialog = dialog_of(qtbot, page, ReplayAllDialog)
    assert isinstance(dialog, ReplayAllDialog)
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(False)
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.reject()


def test_replaying_many_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, page: DeliveriesPage, announced: list[str]
) -> None:
    hooks.set_enabled(operations.guid, False)
    for number in range(300):
        sender.report(str(number))
    hooks.set_enabled(operations.guid, True)
    qtbot.waitUntil(lambda: reader.pane.model.rowCount() > 0)
    reader.open()
    actions = page.delivery_actions
    actions.runner.task._patience.setInterval(0)  # or a fast machine were done before anybody could stop it
    page.menu_actions["replay_all"].trigger()
    dialog_of(qtbot, page, ReplayAllDialog).accept()
    qtbot.waitUntil(lambda: (progress := actions.runner.task.progress) is not None and progress.bar.value() > 3)
    progress = actions.runner.task.progress
    assert progress is not None
    assert progress.isVisible()
    assert "of 300" in progress.words.text()
    QTest.keyClick(progress, Key.Key_Escape)
    qtbot.waitUntil(lambda: announced[-1:] != [])
    assert announced[-1].endswith("then stopped")
    assert 3 < len(messages.page(operations.channel_id, limit=400)) < 300


def test_the_copied_line_posts_the_same_to_the_urls_of_now(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, page: DeliveriesPage, announced: list[str]
) -> None:
    body = '{"text": "it\'s 100 % ✓\\n"}'.encode()
    sender.post(body, content_type="application/json", x_event="ping")
    reader.wait_for_count(1)
    reader.open()
    page.copy_as.actions()[0].trigger()
    line = copied(qtbot, announced, "Copied it as curl")
    assert sender.url in line
    need("curl")
    subprocess.run(["/bin/sh"], input=line.encode(), check=True, capture_output=True, timeout=30)
    reader.wait_for_count(2)
    shown = deliveries.shown(2)
    assert shown.body == body
    assert dict(shown.headers)["X-Event"] == "ping"


def test_a_secret_is_not_copied(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, page: DeliveriesPage, announced: list[str]
) -> None:
    set_rules(operations, secret=Secret("header", "hush-hush", "X-Key"))
    sender.post(x_key="hush-hush")
    reader.wait_for_rows("Posted")
    reader.open()
    for at, language in enumerate(("curl", "PowerShell", "Python", "JavaScript")):
        page.copy_as.actions()[at].trigger()
        program = copied(qtbot, announced, f"Copied it as {language}")
        assert "hush" not in program
        assert "<the secret of the web hook>" in program


def test_a_delivery_of_a_hook_that_is_gone_has_no_url_to_copy(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, page: DeliveriesPage, answers: Answers
) -> None:
    sender.post()
    hooks.remove(operations.guid)
    reader.wait_for_count(1)
    reader.open()
    page.copy_as.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(answers.problems) == 1)
    assert "is gone" in answers.problems[0].title


def test_a_body_is_copied_as_text_and_saved_as_it_came(
    qtbot: QtBot, reader: Reader, sender: Sender, answers: Answers, announced: list[str], tmp_path: Path
) -> None:
    body = b'{"text": "\xc3\xbc\xff"}\r\n'
    sender.post(body)
    reader.wait_for_count(1)
    reader.open()
    reader.press(Key.Key_C, CONTROL | SHIFT)
    assert copied(qtbot, announced, "Copied the body") == '{"text": "ü\ufffd"}\r\n'
    answers.file = tmp_path / "body.json"
    reader.press(Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: announced[-1] == f"Saved 17 bytes to {answers.file}")
    assert answers.asked[-1] == ("Save body", "delivery-1.json")
    assert answers.file.read_bytes() == body


def test_a_place_that_cannot_be_written_is_said(
    qtbot: QtBot, reader: Reader, sender: Sender, answers: Answers, tmp_path: Path
) -> None:
    sender.post()
    reader.wait_for_count(1)
    reader.open()
    answers.file = tmp_path / "there is none" / "body.json"
    reader.press(Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: len(answers.problems) == 1)
    assert "cannot be written" in answers.problems[0].title


def test_two_deliveries_are_compared_as_canonical_json(
    qtbot: QtBot, reader: Reader, sender: Sender, page: DeliveriesPage
) -> None:
    sender.post(json.dumps({"text": "a", "n": 1.0, "more": list(range(50)), "end": 1}).encode())
    sender.post(json.dumps({"n": 1, "end": 2, "text": "b", "more": list(range(50))}, indent=3).encode())
    reader.wait_for_count(2)
    reader.click_row(0)
    reader.click_row(1, SHIFT)
    reader.press(Key.Key_D)
    dialog = dialog_of(qtbot, page, CompareDialog)
    assert isinstance(dialog, CompareDialog)
    lines = dialog.view.toPlainText().split("\n")
    assert [line for line in lines if line[0] in "\u2212+"] == [
        '\u2212   "end": 1,', '+   "end": 2,', '\u2212   "text": "a"', '+   "text": "b"',
    ]  # fmt: skip
    assert any("lines are the same" in line for line in lines)
    assert dialog.note.text() == "Difference 1 of 2."
    for key, expected in ((Key.Key_F8, 1), (Key.Key_N, 1), (Key.Key_P, 0)):
        QTest.keyClick(dialog.view, key)
        assert dialog.current() == expected
    assert dialog.view.textCursor().block().text() == '\u2212   "end": 1,'
    dialog.close()


def test_a_replay_is_compared_with_what_it_repeats(
    qtbot: QtBot, reader: Reader, sender: Sender, page: DeliveriesPage
) -> None:
    sender.report("a")
    reader.wait_for_rows("Posted")
    reader.open()
    assert not page.menu_actions["compare"].isEnabled()
    reader.press(Key.Key_R)
    reader.wait_for_rows("Posted, Replay", "Posted")
    reader.open()
    assert page.menu_actions["compare"].text() == "Co&mpare with what it repeats"
    reader.press(Key.Key_D)
    dialog = dialog_of(qtbot, page, CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert dialog.note.text() == "Both bodies are the same, to the byte."
    assert not dialog.next.isEnabled()
    dialog.close()


def test_only_what_is_possible_is_offered(reader: Reader, sender: Sender, page: DeliveriesPage) -> None:
    sender.report("fine")
    sender.post(b" " * 1_048_577)
    sender.delete()
    reader.wait_for_count(3)

    def offered() -> list[bool]:
        every = ("replay", "edit_and_replay", "replay_all", "copy_body", "copy_as")
        return [page.menu_actions[name].isEnabled() for name in every]

    reader.open(0)
    assert offered() == [True, True, True, False, True]
    reader.open(1)
    assert offered() == [False, True, True, True, False]
    reader.open(2)
    assert offered() == [True, True, False, True, True]
    reader.click_row(0)
    reader.click_row(2, Qt.KeyboardModifier.ControlModifier)
    assert offered() == [True, False, False, False, False]
    assert page.menu_actions["compare"].isEnabled()
