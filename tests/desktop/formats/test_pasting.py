"""A body that did not come is pasted, and looked at like one that did."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.formats.came.paste_dialog import PasteDialog
from desktop.formats.editor_window import EditorWindow
from receiver.limits import MAX_BODY
from tests.desktop.formats.conftest import WATCHERS, Open, settle


@pytest.fixture
def window(open_editor: Open) -> EditorWindow:
    """The editor on a web hook that nothing came to."""
    return open_editor()


def pasted(window: EditorWindow, text: str) -> PasteDialog:
    window.came.ask_for_body()
    [dialog] = window.findChildren(PasteDialog)
    data = QMimeData()
    data.setText(text)
    dialog.field.clear()
    dialog.field.insertFromMimeData(data)
    return dialog


def test_nothing_came_says_what_to_do(window: EditorWindow) -> None:
    assert window.came.empty.isVisible()


def test_a_pasted_body_becomes_what_it_would_if_it_came(qtbot: QtBot, tasks: Tasks, window: EditorWindow) -> None:
    pasted(window, WATCHERS.decode()).accept()
    settle(qtbot, window, tasks)
    qtbot.waitUntil(lambda: window.came.model.rowCount() == 2)
    window.edited.change(subject="{{ body.watcher }}", key="body.watcher")
    qtbot.waitUntil(lambda: [card.effect.text() for card in window.becomes.cards] == ["opens a case, #1"])
    assert window.came.place.text() == "pasted"


def test_a_hundred_thousand_values_are_looked_at_without_being_laid_out(
    qtbot: QtBot, tasks: Tasks, window: EditorWindow
) -> None:
    pasted(window, json.dumps({"values": list(range(100_000)), "one": {"more": 1}}))
    qtbot.waitUntil(lambda: window.came.model.rowCount() == 2)
    settle(qtbot, window, tasks)
    assert window.came.model.made() < 1_500


def test_more_than_a_web_hook_takes_is_not_taken(window: EditorWindow) -> None:
    dialog = pasted(window, "x" * (MAX_BODY + 1))
    assert dialog.too_long.isVisible()
    assert dialog.isVisible()


def test_what_cannot_be_read_says_why(qtbot: QtBot, window: EditorWindow) -> None:
    pasted(window, '{"watcher": ').accept()
    qtbot.waitUntil(lambda: window.came.shown is not None)
    assert window.came.shown is not None
    assert window.came.shown.trouble != ""
    assert window.came.empty.isVisible()
