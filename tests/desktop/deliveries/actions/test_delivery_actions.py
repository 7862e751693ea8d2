"""What can be done with deliveries: they are compared, and only what is possible is offered."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.deliveries.actions.compare import CompareDialog
from desktop.deliveries.page import DeliveriesPage
from tests.desktop.deliveries.actions.dialogs import dialog_of
from tests.desktop.deliveries.reading import SHIFT, Key, Reader, Sender


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
