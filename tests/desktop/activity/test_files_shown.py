"""The files of a message in the activity: what is shown of them, and what a click or a key does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.activity.entry import Zone
from desktop.activity.page import ActivityPage
from models.files.folder_store import FolderStore
from models.files.store import store_of
from models.problems import Words
from models.settings.config import Config
from tests.desktop.activity.activity_steps import Post, click, wait_for_rows, zones
from tests.desktop.attachments.kept_files import fail, keep


@pytest.fixture
def desk_config(desk_config: Config) -> Config:
    """A receiver that fetches nothing: the tests say what becomes of files."""
    return replace(desk_config, fetch="off")


@pytest.fixture
def store(desk_config: Config) -> FolderStore:
    """Where the files of the desk are."""
    found = store_of(desk_config)
    assert isinstance(found, FolderStore)
    return found


def posts_two(qtbot: QtBot, activity: ActivityPage, post: Post, store: FolderStore) -> None:
    """A message with a file that is here, and one that could not be had."""
    names = ("df.txt", "core")
    post("disk", attachments=[{"@type": "file", "displayName": name, "url": f"http://h/{name}"} for name in names])
    wait_for_rows(qtbot, activity, 1)
    keep(store, "df.txt", b"Filesystem", "application/octet-stream")
    fail("core", Words("It is not there (404).", {}))
    qtbot.waitUntil(lambda: [zone.posted and zone.posted.state for zone in chips(activity)] == ["kept", "failed"])


def chips(activity: ActivityPage) -> list[Zone]:
    return [zone for zone in zones(activity) if zone.kind == "chip"]


def offered(menu: QMenu) -> list[str]:
    return [each.text().replace("&", "") for each in menu.actions() if each.isVisible() and each.text()]


def test_a_chip_says_its_size_and_the_reason_stands_below(
    qtbot: QtBot, activity: ActivityPage, post: Post, store: FolderStore
) -> None:
    posts_two(qtbot, activity, post, store)
    entry = activity.list.delegate.entry(activity.model.index(0))
    assert entry is not None
    assert [(chip.label, chip.detail) for chip in entry.chips] == [("df.txt", "10 bytes"), ("core", "not fetched")]
    assert [label for _, label in entry.troubles] == ["core: It is not there (404)."]
    assert all(chip.rect.contains(chip.name) and chip.rect.contains(chip.beside) for chip in entry.chips)


def test_a_click_and_enter_open_the_file_that_is_here(
    qtbot: QtBot, activity: ActivityPage, post: Post, store: FolderStore, opened: list[str]
) -> None:
    posts_two(qtbot, activity, post, store)
    click(activity, "chip", value="df.txt")
    qtbot.waitUntil(lambda: len(opened) == 1)
    activity.list.setFocus()
    activity.list.setCurrentIndex(activity.model.index(0))
    QTest.keyClick(activity.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert [Path(QUrl(url).toLocalFile()).name for url in opened] == ["df.txt"] * 2
    click(activity, "chip", value="core")
    assert opened[2:] == ["http://h/core"]


def test_a_file_is_dragged_out_of_the_list_and_that_is_no_click(
    qtbot: QtBot,
    activity: ActivityPage,
    post: Post,
    store: FolderStore,
    opened: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dragged: list[str] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _: dragged.append(drag.mimeData().urls()[0].fileName()))
    posts_two(qtbot, activity, post, store)
    here, lacking = (zone.rect.center() + row_at(activity) for zone in chips(activity))
    viewport = activity.list.viewport()
    for begin in (lacking, here):
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
        move(viewport, begin + QPoint(40, 0))
    qtbot.waitUntil(lambda: bool(dragged))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=here)
    assert (dragged, opened) == (["df.txt"], [])


def row_at(activity: ActivityPage) -> QPoint:
    return activity.list.visualRect(activity.model.index(0)).topLeft()


def move(widget: QWidget, to: QPoint) -> None:
    """Move the mouse with its left button held, which QTest does not."""
    left, at = Qt.MouseButton.LeftButton, QPointF(to)
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def test_the_menu_is_about_the_chip_under_the_mouse_or_has_one_for_each(
    qtbot: QtBot, activity: ActivityPage, post: Post, store: FolderStore
) -> None:
    posts_two(qtbot, activity, post, store)
    [message], menu = activity.model.records(), activity.menu
    menu.offer(message, chips(activity)[1])
    assert offered(menu)[:3] == ["Retry now", "Open link", "Copy link"]
    assert "Attachments" not in offered(menu)
    menu.offer(message, None)
    assert not {"Retry now", "Open link", "Copy link"} & set(offered(menu))
    assert "Attachments" in offered(menu)
    assert offered(menu.files) == ["df.txt", "core"]
    of_first = menu.files.actions()[0].menu()
    assert isinstance(of_first, QMenu)
    assert offered(of_first) == ["Open", "Save as…", "Copy file", "Open link", "Copy link"]
