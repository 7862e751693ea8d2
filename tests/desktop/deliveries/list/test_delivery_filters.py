"""The list of deliveries by a filter, whose parts join and leave one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.data.shown import Shown
from desktop.deliveries.list.filter_words import parts, time_words
from desktop.deliveries.list.list_head import ALL_CHANNELS, THIS_CHANNEL
from desktop.words import clock
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.database import execute, writing
from models.database.tables import to_stored
from models.deliveries.delivery_filter import DeliveryFilter
from receiver.service import Service
from tests.desktop.deliveries.reading import Reader, Sender


@pytest.fixture
def elsewhere(service: Service) -> Sender:
    """Post to a hook of another channel."""
    hook = hooks.add(channels.add("Backups").id, "Backup job")
    return Sender(hooks.url(service.base_url, hook.channel_guid, hook.guid))


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
