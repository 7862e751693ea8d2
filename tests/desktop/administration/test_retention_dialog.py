"""Retention: what is kept is shown, stored with OK, and refused at its field."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.administration.retention_dialog import RetentionDialog
from desktop.data.tasks import Tasks
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from models.channels.hooks import Hook
from models.deliveries import retention
from models.deliveries.retention import Policy

Key = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot, desk: Path, tasks: Tasks, theme: ThemeHolder) -> RetentionDialog:
    made = RetentionDialog(tasks=tasks)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.read):
        made.open()
    qtbot.waitUntil(tasks.idle)
    made.activateWindow()
    return made


def test_what_is_kept_is_shown(dialog: RetentionDialog) -> None:
    assert dialog.policy() == retention.DEFAULT
    assert dialog.days.number.text() == "30"
    assert dialog.most.number.text() == "100000"
    assert dialog.megabytes.number.text() == "2000"
    assert (dialog.awaited_days.number.text(), dialog.awaited_most.number.text()) == ("90", "100000")
    assert not dialog.bodies.number.isEnabled()
    assert dialog.now.text().startswith("There are no deliveries now. The database takes 0.")


def test_it_is_stored_with_enter(qtbot: QtBot, dialog: RetentionDialog) -> None:
    dialog.days.number.setFocus()
    dialog.days.number.selectAll()
    QTest.keyClicks(dialog.days.number, "90")
    QTest.keyClick(dialog.bodies.on, Key.Key_Space)
    QTest.keyClick(dialog.most.on, Key.Key_Space)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.days.number, Key.Key_Return)
    assert retention.policy() == Policy(90, None, 7)


def test_escape_stores_nothing(qtbot: QtBot, dialog: RetentionDialog) -> None:
    dialog.most.on.click()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert retention.policy() == retention.DEFAULT


def test_bodies_beyond_their_deliveries_are_refused_at_the_field(qtbot: QtBot, dialog: RetentionDialog) -> None:
    dialog.bodies.on.click()
    dialog.bodies.number.setFocus()
    dialog.bodies.number.selectAll()
    QTest.keyClicks(dialog.bodies.number, "31")
    QTest.keyClick(dialog.bodies.number, Key.Key_Return)
    qtbot.waitUntil(dialog.bodies.hint.isVisible)
    assert dialog.bodies.hint.text().startswith("Bodies cannot be kept longer than their deliveries.")
    assert dialog.bodies.number.hasFocus()
    assert dialog.isVisible()
    assert retention.policy() == retention.DEFAULT


def test_nothing_at_all_is_refused_at_its_field(qtbot: QtBot, dialog: RetentionDialog) -> None:
    dialog.most.number.clear()
    dialog.accept()
    qtbot.waitUntil(dialog.most.hint.isVisible)
    assert not dialog.days.hint.isVisible()


def test_how_much_there_is_now_is_counted(
    qtbot: QtBot, operations: Hook, hook_url: str, tasks: Tasks, theme: ThemeHolder
) -> None:
    for _ in range(2):
        assert requests.post(hook_url, json={"text": "x"}, timeout=10).ok
    dialog = RetentionDialog(tasks=tasks)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.read):
        dialog.open()
    assert dialog.now.text().startswith("There are 2 deliveries now; the oldest came just now. The database takes 0.")


def test_a_window_that_opens_does_not_grow_by_what_it_reads(
    qtbot: QtBot, hook_url: str, tasks: Tasks, theme: ThemeHolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(10):
        assert requests.post(hook_url, json={"text": "x"}, timeout=10).ok
    later = clock.now() + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: later)
    dialog = RetentionDialog(tasks=tasks)
    qtbot.addWidget(dialog)
    dialog.resize(dialog.sizeHint())  # what Qt gives it by itself where the screen is wide enough
    with qtbot.waitSignal(dialog.read):
        dialog.open()
        before = dialog.size()
    lines = dialog.now.heightForWidth(dialog.now.width()) // dialog.now.fontMetrics().lineSpacing()
    assert (lines, dialog.size()) == (2, before)
