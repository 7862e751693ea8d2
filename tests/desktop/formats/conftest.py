"""The format editor of a test, over a real database, with the deliveries of real senders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import requests
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.formats.editor_window import EditorWindow
from desktop.formats.editors import FormatEditors
from desktop.formats.wanted import WantedFormat
from desktop.widgets.theme import ThemeHolder
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from tests.desktop.conftest import Answers

WATCHERS = (
    b'{"watcher": "cellar", "checks": ['
    b'{"host": "db1", "check": "disk", "state": "bad", "severity": "soso", "graph": "https://graphs.example/1"},'
    b'{"host": "db2", "check": "load", "state": "bad", "severity": "bad", "graph": null}]}'
)
"""A body that no preset recognises."""
Post = Callable[..., Delivery]
Open = Callable[..., EditorWindow]


@pytest.fixture
def post(hook_url: str) -> Post:
    """Post a body to "Monitor" of "Operations"; the delivery that it became."""

    def send(body: bytes = WATCHERS, **headers: str) -> Delivery:
        requests.post(hook_url, data=body, headers=headers, timeout=10)
        return deliveries.page(limit=1)[0]

    return send


@pytest.fixture
def editors(operations: Hook, tasks: Tasks, theme: ThemeHolder, answers: Answers) -> Iterator[FormatEditors]:
    """Those that are open."""
    found = FormatEditors(tasks=tasks, theme=theme, ask=answers)
    yield found
    found.stop()


@pytest.fixture
def open_editor(qtbot: QtBot, operations: Hook, editors: FormatEditors, tasks: Tasks) -> Open:
    """Open the editor on a web hook, and wait until it has read all that it shows."""

    def open_it(
        format_id: int | None = None, delivery_id: int | None = None, preset: str | None = None
    ) -> EditorWindow:
        with qtbot.waitSignal(editors.opened) as opened:
            editors.open_editor(WantedFormat(operations.id, format_id, delivery_id, preset))
        [window] = opened.args or []
        assert isinstance(window, EditorWindow)
        QAbstractItemModelTester(window.came.model, QAbstractItemModelTester.FailureReportingMode.Fatal, window)
        qtbot.waitExposed(window)
        settle(qtbot, window, tasks)
        return window

    return open_it


def settle(qtbot: QtBot, window: EditorWindow, tasks: Tasks) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: tasks.idle() and not window.becomes.is_waiting() and not window.seen.is_waiting())
