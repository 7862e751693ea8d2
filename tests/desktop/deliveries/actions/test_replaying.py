"""Deliveries are replayed: the one that is open, several, or all that a hook rejected."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.deliveries.actions.edit_replay import EditReplay
from desktop.deliveries.actions.replay_all import ReplayAllDialog
from desktop.deliveries.page import DeliveriesPage
from models.channels import hooks
from models.channels.hooks import Hook
from models.messages import messages
from tests.desktop.conftest import Answers
from tests.desktop.deliveries.actions.dialogs import dialog_of
from tests.desktop.deliveries.reading import CONTROL, SHIFT, Key, Reader, Sender


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
    qtbot.waitUntil(lambda: announced == ["Delivery 1 was replayed: opened #1"])


def test_a_replay_that_is_rejected_again_says_so(
    qtbot: QtBot, reader: Reader, sender: Sender, announced: list[str]
) -> None:
    sender.post(b"{")
    reader.wait_for_rows("Not JSON")
    reader.open()
    reader.press(Key.Key_R)
    reader.wait_for_rows("Not JSON, Replay", "Not JSON")
    qtbot.waitUntil(lambda: announced == ["Delivery 1 was replayed and rejected again: not JSON"])


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
