"""Unknown URLs in the window: told of in the status bar, listed with the web hook that was meant, and put right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from desktop.deliveries.page import DeliveriesPage
from desktop.deliveries.unknown_urls.page import UnknownUrlsPage
from desktop.widgets.theme import ThemeHolder
from desktop.window.status_bar import StatusBar
from desktop.words import clock
from models.channels.hooks import Hook
from models.deliveries import unknown_urls
from models.deliveries.unknown_urls import UnknownRequest, Unseen
from tests.models.conftest import AT


def came(target: str, *, alike: bool = True, body: bytes = b'{"text": "lost"}') -> None:
    unknown_urls.store([UnknownRequest(AT, "192.0.2.7", "POST", target, alike, 0, len(body), (("Host", "a"),), body)])


def shown(qtbot: QtBot, page: DeliveriesPage) -> UnknownUrlsPage:
    """The page of unknown URLs, with what there is."""
    QAbstractItemModelTester(page.unknown.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    page.show_unknown()
    qtbot.waitUntil(lambda: page.unknown.model.rowCount() > 0)
    return page.unknown


def test_a_url_with_a_mistake_is_explained_and_the_right_one_copied(
    qtbot: QtBot, page: DeliveriesPage, operations: Hook, hook_url: str
) -> None:
    came(f"/hooks/channels/{operations.channel_guid}/{operations.guid}x")
    unknown = shown(qtbot, page)
    QTest.keyClick(unknown.list, Qt.Key.Key_Down)
    assert unknown.detail.isVisible()
    assert unknown.detail.sentence.text() == "Looks like the URL of “Monitor”, 1 character too much."
    qtbot.waitUntil(lambda: "lost" in unknown.detail.view.toPlainText())
    unknown.detail.copy.click()
    assert QGuiApplication.clipboard().text() == hook_url


def test_what_is_like_no_hook_is_shown_on_demand(qtbot: QtBot, page: DeliveriesPage) -> None:
    came("/hooks/none")
    came("/favicon.ico", alike=False)
    unknown = shown(qtbot, page)
    assert [row.request.target for row in unknown.model.records()] == ["/hooks/none"]
    unknown.all_paths.click()
    qtbot.waitUntil(lambda: unknown.model.rowCount() == 2)


def test_what_came_is_told_until_somebody_looks(qtbot: QtBot, page: DeliveriesPage, theme: ThemeHolder) -> None:
    came("/hooks/none")
    bar = StatusBar(theme=theme, database="desk.db")
    qtbot.addWidget(bar)
    bar.show_unknown(unknown_urls.unseen())
    assert bar.unknown.isVisibleTo(bar)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: unknown_urls.unseen() == Unseen(0, None))
    bar.show_unknown(unknown_urls.unseen())
    assert not bar.unknown.isVisibleTo(bar)


def test_the_status_bar_says_how_many_and_when_the_last_one_came(qtbot: QtBot, theme: ThemeHolder) -> None:
    bar = StatusBar(theme=theme, database="desk.db")
    qtbot.addWidget(bar)
    bar.show_unknown(Unseen(3, clock.now()))
    assert bar.unknown.text() == "3 requests to unknown URLs, the last just now"


def test_the_deliveries_come_back_with_a_click_above_the_list(qtbot: QtBot, page: DeliveriesPage) -> None:
    came("/hooks/none")
    unknown = shown(qtbot, page)
    QTest.keyClick(unknown.list, Qt.Key.Key_Down)
    QTest.keyClick(unknown.list, Qt.Key.Key_Escape)
    assert not unknown.detail.isVisible()
    unknown.where.choose(1)
    assert not page.shows_unknown()
    assert page.pane.filter().channel_id is None
    page.pane.head.where.choose(2)
    assert page.shows_unknown()
