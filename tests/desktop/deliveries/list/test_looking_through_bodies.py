"""A text that is looked for in the bodies of deliveries."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from models.deliveries.delivery_filter import DeliveryFilter
from tests.desktop.deliveries.reading import Key, Reader, Sender


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
