"""Steps of the tests of the activity."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.activity.entry import Zone
from desktop.activity.page import ActivityPage

Post = Callable[..., None]


def wait_for_rows(qtbot: QtBot, activity: ActivityPage, count: int) -> None:
    qtbot.waitUntil(lambda: activity.model.rowCount() == count and activity.list.isVisible())
    qtbot.waitUntil(lambda: activity.list.visualRect(activity.model.index(0)).height() > 20)


def zones(activity: ActivityPage, row: int = 0) -> list[Zone]:
    entry = activity.list.delegate.entry(activity.model.index(row))
    assert entry is not None
    return entry.zones


def click(activity: ActivityPage, kind: str, row: int = 0, value: str | None = None) -> None:
    """Click in the middle of the first zone of a kind."""
    zone = next(zone for zone in zones(activity, row) if zone.kind == kind and (value or "") in zone.value)
    at = activity.list.visualRect(activity.model.index(row)).topLeft() + zone.rect.center()
    QTest.mouseClick(activity.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
