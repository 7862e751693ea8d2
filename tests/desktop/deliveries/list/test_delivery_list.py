"""The list of deliveries: what it says, and what it does while new ones come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.deliveries.list.delivery_model import PAGE
from tests.desktop.deliveries.reading import CONTROL, Key, Reader, Sender


def test_a_delivery_is_in_the_list_within_a_second(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.report(id="disk-7")
    qtbot.waitUntil(lambda: reader.rows() == ["Opened #1"])
    sender.report(id="disk-7")
    sender.report(references=["disk-7"])
    sender.report()
    sender.post(b"{")
    reader.wait_for_rows("Not JSON", "Posted", "Updated #1", "Already reported #1", "Opened #1")


def test_a_row_says_hook_status_size_time_and_who_sent_it(reader: Reader, sender: Sender) -> None:
    sender.post(user_agent="Grafana/11.2")
    reader.wait_for_rows("Posted")
    [delivery] = reader.pane.model.records()
    told = reader.pane.model.text(delivery)
    for words in ("Posted", "Monitor", "200", "17 bytes", " ms", "127.0.0.1", "Grafana/11.2"):
        assert words in told
    assert f"{delivery.received_at.astimezone():%H:%M:%S}" in told


def test_more_is_loaded_on_the_way_down(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    for number in range(PAGE * 2 + 5):
        sender.report(f"message {number}")
    qtbot.waitUntil(lambda: reader.pane.model.rowCount() >= PAGE)
    bar = reader.pane.list.verticalScrollBar()

    def at_the_end() -> bool:
        bar.setValue(bar.maximum())
        return reader.pane.model.rowCount() == PAGE * 2 + 5

    qtbot.waitUntil(at_the_end)
    ids = [row.id for row in reader.pane.model.records()]
    assert ids == sorted(ids, reverse=True)


def test_what_is_read_further_down_stays_where_it_is(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    for _ in range(40):
        sender.report()
    reader.wait_for_count(40)
    pane = reader.pane
    bar = pane.list.verticalScrollBar()
    bar.setValue(300)
    read = pane.list.indexAt(QPoint(60, 100)).row()
    for _ in range(3):
        sender.report()
    qtbot.waitUntil(lambda: pane.news.isVisible() and pane.news.text() == "3 new")
    assert (bar.value(), pane.model.rowCount()) == (300, 40)
    assert pane.list.indexAt(QPoint(60, 100)).row() == read
    reader.click(pane.news)
    reader.wait_for_count(43)
    assert bar.value() == 0
    assert not pane.news.isVisible()


def test_the_open_delivery_is_not_pushed_out_of_its_list(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.report("first")
    reader.wait_for_count(1)
    reader.open()
    kept = reader.pane.model.records()[0].id
    reader.page.hide()
    for _ in range(PAGE + 5):
        sender.report()
    reader.page.show()
    qtbot.waitUntil(reader.pane.news.isVisible)
    assert reader.pane.news.text() == f"{PAGE}+ new"
    assert [row.id for row in reader.pane.list.selected()] == [kept]
    reader.click(reader.pane.news)
    qtbot.waitUntil(lambda: reader.pane.model.rowCount() >= PAGE)
    delivery = reader.detail.delivery()
    assert delivery is not None
    assert delivery.id == kept


def test_a_hidden_page_reads_nothing_until_it_is_shown(reader: Reader, sender: Sender) -> None:
    sender.report()
    reader.wait_for_count(1)
    reader.page.hide()
    sender.report()
    reader.settle()
    assert reader.pane.model.rowCount() == 1
    reader.page.show()
    reader.wait_for_count(2)


def test_a_channel_without_deliveries_says_how_to_post(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    first_start = reader.pane.first_start
    qtbot.waitUntil(lambda: first_start.isVisible() and first_start.url.text() == sender.url)
    reader.click(first_start.test)
    reader.wait_for_rows("Posted")
    qtbot.waitUntil(reader.pane.list.isVisible)


def test_the_arrow_keys_open_one_after_the_other(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    for _ in range(3):
        sender.report()
    reader.wait_for_count(3)
    reader.pane.list.setFocus()
    ids = [row.id for row in reader.pane.model.records()]
    for expected in (ids[0], ids[1], ids[2]):
        reader.press(Key.Key_Down)
        reader.wait_for_open(expected)
    reader.press(Key.Key_Up)
    reader.wait_for_open(ids[1])
    reader.press(Key.Key_Return)
    qtbot.waitUntil(reader.detail.view.hasFocus)
    reader.press(Key.Key_Escape)
    assert not reader.detail.isVisible()
    assert reader.pane.list.hasFocus()
    assert reader.pane.list.selected() == []


def test_several_can_be_selected(reader: Reader, sender: Sender, changed: Callable[[], int]) -> None:
    for _ in range(3):
        sender.report()
    reader.wait_for_count(3)
    reader.open(0)
    reader.click_row(2, CONTROL)
    ids = [row.id for row in reader.pane.model.records()]
    assert [row.id for row in reader.pane.list.selected()] == [ids[0], ids[2]]
    assert reader.page.menu_actions["compare"].isEnabled()
    assert changed() > 0


@pytest.fixture
def changed(reader: Reader) -> Callable[[], int]:
    """How often the page said that something else is selected."""
    told: list[None] = []
    reader.page.changed.connect(lambda: told.append(None))
    return lambda: len(told)


def test_what_has_become_of_a_delivery_is_shown_in_its_row(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.post(b"{")
    reader.wait_for_rows("Not JSON")
    [row] = reader.pane.model.records()
    with qtbot.waitSignal(reader.pane.model.dataChanged):
        reader.pane.model.put(replace(row, mended_by=7))
    assert reader.rows() == ["Not JSON, Mended"]


def test_the_menu_of_a_row_offers_what_can_be_done(reader: Reader, sender: Sender) -> None:
    sender.report()
    reader.wait_for_count(1)
    reader.open()
    assert reader.pane.list.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu
    words = [action.text() for action in reader.detail.head.menu.actions() if action.isEnabled() and action.text()]
    assert words[:2] == ["&Replay", "&Edit and replay…"]
