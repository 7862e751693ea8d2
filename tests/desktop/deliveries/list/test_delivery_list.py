"""The list of deliveries: what appears by itself, what stays where it is, and what a filter leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.data.shown import Shown
from desktop.deliveries.list.delivery_model import PAGE
from desktop.deliveries.list.filter_words import parts, time_words
from desktop.deliveries.list.list_head import ALL_CHANNELS, THIS_CHANNEL
from desktop.words import clock
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.database import execute, writing
from models.database.tables import to_stored
from models.deliveries.delivery_filter import DeliveryFilter
from receiver.service import Service
from tests.desktop.deliveries.reading import CONTROL, Key, Reader, Sender


@pytest.fixture
def elsewhere(service: Service) -> Sender:
    """Post to a hook of another channel."""
    hook = hooks.add(channels.add("Backups").id, "Backup job")
    return Sender(hooks.url(service.base_url, hook.channel_guid, hook.guid))


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


def test_rejected_only_is_one_click_there_and_back(reader: Reader, sender: Sender) -> None:
    sender.report()
    sender.post(b"{")
    reader.wait_for_rows("Not JSON", "Posted")
    reader.click(reader.pane.head.rejected)
    reader.wait_for_rows("Not JSON")
    sender.report()
    sender.post(b"[]")
    reader.wait_for_rows("Wrong fields", "Not JSON")
    reader.click(reader.pane.head.rejected)
    reader.wait_for_rows("Wrong fields", "Posted", "Not JSON", "Posted")


def test_nothing_rejected_is_said_with_the_way_back(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.report()
    reader.wait_for_count(1)
    reader.click(reader.pane.head.rejected)
    qtbot.waitUntil(reader.pane.nothing.isVisible)
    assert reader.pane.show_more.text() == "Show all deliveries"
    reader.click(reader.pane.show_more)
    reader.wait_for_rows("Posted")


def test_all_channels_are_a_click_away(reader: Reader, sender: Sender, elsewhere: Sender) -> None:
    sender.report()
    elsewhere.post(b"{")
    reader.wait_for_rows("Posted")
    reader.click(reader.pane.head.where.button(ALL_CHANNELS))
    reader.wait_for_rows("Not JSON", "Posted")
    assert "in Backups" in reader.pane.model.text(reader.pane.model.records()[0])
    elsewhere.report()
    reader.wait_for_rows("Posted", "Not JSON", "Posted")
    reader.click(reader.pane.head.where.button(THIS_CHANNEL))
    reader.wait_for_rows("Posted")


def test_a_channel_without_deliveries_says_how_to_post(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    first_start = reader.pane.first_start
    qtbot.waitUntil(lambda: first_start.isVisible() and first_start.url.text() == sender.url)
    reader.click(first_start.test)
    reader.wait_for_rows("Posted")
    qtbot.waitUntil(reader.pane.list.isVisible)


def choose(reader: Reader, *labels: str) -> None:
    """Go through the Filter menu with the mouse."""
    menu = reader.pane.head.filter_menu
    menu.fill()
    for label in labels[:-1]:
        menu = next(one.menu() for one in menu.actions() if one.text().replace("&", "") == label)  # type: ignore
    next(one for one in menu.actions() if one.text().replace("&", "") == labels[-1]).trigger()


def test_filters_join_and_leave_one_by_one(
    reader: Reader, sender: Sender, operations: Hook, service: Service, shown: Shown
) -> None:
    second = hooks.add(operations.channel_id, "Backup & co")
    other = Sender(hooks.url(service.base_url, second.channel_guid, second.guid))
    sender.report(id="a")
    other.report(id="b")
    other.post(b"{")
    other.post(b"[]")
    reader.wait_for_count(4)
    shown.update_channels([])
    shown.update_channels([channels.get(operations.channel_id)])
    reader.settle()
    choose(reader, "Web hook", "Backup & co".replace("&", ""))
    reader.wait_for_rows("Wrong fields", "Not JSON", "Opened #2")
    choose(reader, "Outcome", "Opened")
    reader.wait_for_rows("Opened #2")
    choose(reader, "Why rejected", "Not JSON")
    reader.wait_for_rows("Not JSON")
    choose(reader, "Time", "Today")
    assert [chip.text() for chip in reader.chips()][:2] == ["Not JSON", "To Backup && co"]
    reader.click(reader.chips()[0])
    reader.wait_for_rows("Wrong fields", "Not JSON")
    assert reader.pane.head.rejected.isChecked()
    reader.click(reader.pane.clear)
    reader.wait_for_count(4)


@pytest.mark.parametrize(
    ("label", "age", "is_there"),
    [
        ("Last 24 hours", timedelta(hours=23), True),
        ("Last 24 hours", timedelta(hours=25), False),
        ("Last 7 days", timedelta(days=6), True),
        ("Last 7 days", timedelta(days=8), False),
        ("Today", timedelta(days=1), False),
        ("Any time", timedelta(days=400), True),
    ],
)
def test_a_time_leaves_what_came_since(
    reader: Reader, sender: Sender, label: str, age: timedelta, is_there: bool
) -> None:
    sender.report()
    sender.report()
    reader.wait_for_count(2)
    with writing():
        at = to_stored(datetime.now(UTC) - age)
        execute("UPDATE deliveries SET received_at = ? WHERE id = (SELECT MIN(id) FROM deliveries)", (at,))
    choose(reader, "Time", label)
    reader.settle()
    reader.wait_for_count(2 if is_there else 1)


def test_a_text_in_the_body_is_looked_for_at_enter(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    for number in range(30):
        sender.report(f"backup {number}")
    reader.wait_for_count(30)
    reader.pane.head.text.setFocus()
    QTest.keyClicks(reader.pane.head.text, "backup 7")
    assert reader.pane.model.rowCount() == 30
    reader.press(Key.Key_Return)
    reader.wait_for_count(1)
    sender.report("backup 8")
    sender.report("backup 77")
    reader.wait_for_count(2)
    QTest.keyClicks(reader.pane.head.text, "xx")
    reader.press(Key.Key_Return)
    qtbot.waitUntil(reader.pane.nothing.isVisible)
    reader.click(reader.pane.head.rejected)
    reader.click(reader.pane.clear)
    reader.wait_for_count(32)
    head = reader.pane.head
    assert (head.text.text(), head.rejected.isChecked(), reader.chips()) == ("", False, [])


def test_the_cross_in_the_field_takes_the_text_away(reader: Reader, sender: Sender) -> None:
    sender.report("one")
    sender.report("two")
    reader.wait_for_count(2)
    reader.pane.head.text.setFocus()
    QTest.keyClicks(reader.pane.head.text, "one")
    reader.press(Key.Key_Return)
    reader.wait_for_count(1)
    [cross] = [one for one in reader.pane.head.text.findChildren(QToolButton) if one.isVisible() and one.x() > 60]
    reader.click(cross)
    reader.wait_for_count(2)


def test_a_look_through_bodies_says_how_far_it_is_and_can_be_ended(reader: Reader, qtbot: QtBot) -> None:
    model, bar = reader.pane.model, reader.pane.scan_bar
    reader.pane.show_filter(DeliveryFilter(model.filter.channel_id if model.filter else None, text="x"))
    back_to = datetime(2020, 5, 3, 14, 20).astimezone()
    assert model.scan.scanned(back_to)
    for _ in range(3):
        bar.look()
    assert bar.isVisible()
    assert bar.words.text() == "Searched back to 3 May 2020 14:20…"
    reader.click(bar.cancel)
    assert not model.scan.scanned(back_to)
    qtbot.waitUntil(lambda: not model.is_scanning())
    qtbot.waitUntil(lambda: bar.words.text() == "Searched back to 3 May 2020 14:20, then stopped.")
    assert not bar.cancel.isVisible()


def test_another_question_ends_the_look_through_bodies(reader: Reader, sender: Sender) -> None:
    sender.report()
    reader.wait_for_count(1)
    reader.pane.show_filter(DeliveryFilter(text="x"))
    scan = reader.pane.model.scan
    reader.pane.clear_filters()
    assert scan.stopped
    reader.wait_for_count(1)


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


def test_what_is_filtered_by_is_said_in_words() -> None:
    filter_ = DeliveryFilter(1, 5, "rejected", "invalid_json", text="a & b")
    assert [part.words for part in parts(filter_, ())] == [
        "Not JSON", "To a web hook that was removed", "“a & b” in the body",
    ]  # fmt: skip
    assert [part.words for part in parts(DeliveryFilter(outcome="accepted"), ())] == ["Accepted"]
    day = clock.midnight(datetime(2020, 5, 3).astimezone().date())
    assert time_words(day, day + timedelta(days=1)) == "On 3 May 2020"
    assert time_words(day, None) == "Since 3 May 2020"
    assert time_words(day + timedelta(hours=14, minutes=20), None) == "Since 3 May 2020 14:20"


def test_the_menu_of_a_row_offers_what_can_be_done(reader: Reader, sender: Sender) -> None:
    sender.report()
    reader.wait_for_count(1)
    reader.open()
    assert reader.pane.list.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu
    words = [action.text() for action in reader.detail.head.menu.actions() if action.isEnabled() and action.text()]
    assert words[:2] == ["&Replay", "&Edit and replay…"]
