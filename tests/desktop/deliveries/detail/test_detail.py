"""The delivery that is open: what it says, and where it leads."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from models.channels.hooks import Hook
from models.database import execute, writing
from receiver.intake import replay
from tests.desktop.deliveries.reading import Key, Reader, Sender
from tests.receiver.formats.bodies_of import FOLDER
from tests.receiver.intake.rules import set_rules


def test_the_case_of_a_delivery_is_a_click_away(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.report(id="disk-7")
    reader.wait_for_rows("Opened #1")
    reader.open()
    assert reader.detail.head.text() == "Opened case #1."
    assert reader.links() == ["Case #1", "Message"]
    with qtbot.waitSignal(reader.page.case_wanted) as wanted:
        reader.follow("Case #1")
    assert wanted.args == [1]


def test_the_message_of_a_delivery_is_a_click_away(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.report("all of the text")
    reader.wait_for_rows("Posted")
    reader.open()
    reader.follow("Message")
    qtbot.waitUntil(lambda: reader.page.links.message is not None)
    assert reader.page.links.message is not None
    assert reader.page.links.message.view.toPlainText() == "all of the text"
    reader.page.links.message.close()


def test_links_are_reached_with_the_keyboard(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.report(id="disk-7")
    reader.wait_for_rows("Opened #1")
    reader.open()
    reader.detail.head.buttons[0].setFocus()
    with qtbot.waitSignal(reader.page.case_wanted):
        reader.press(Key.Key_Space)


def test_a_repeat_and_an_update_are_told(reader: Reader, sender: Sender) -> None:
    sender.report(id="a")
    sender.report(id="a")
    sender.report(references=["a", "never-seen"])
    reader.wait_for_rows("Updated #1", "Already reported #1", "Opened #1")
    reader.open(0)
    assert reader.detail.head.text() == "Updated case #1. It waits for never-seen, not known when it came."
    reader.open(1)
    assert reader.detail.head.text() == "Already reported: case #1. Nothing changed."


def test_a_delivery_that_was_mended_and_its_replay_lead_to_each_other(
    reader: Reader, sender: Sender, operations: Hook, qtbot: QtBot
) -> None:
    set_rules(operations, senders=("10.0.0.1",))
    sender.report(id="a")
    reader.wait_for_rows("Sender not allowed")
    reader.open()
    first = reader.pane.model.records()[0].id
    replayed = replay.replay(first).delivery
    reader.wait_for_rows("Opened #1, Replay", "Sender not allowed, Mended")
    assert reader.detail.head.text().endswith("A replay was accepted since.")
    reader.follow("The replay that mended it")
    reader.wait_for_open(replayed)
    assert reader.detail.head.text() == "Replayed: opened case #1."
    assert [row.id for row in reader.pane.list.selected()] == [replayed]
    reader.click(reader.pane.head.rejected)
    reader.wait_for_rows("Sender not allowed, Mended")
    reader.open()
    reader.follow("The replay that mended it")
    reader.wait_for_open(replayed)
    assert reader.pane.list.selected() == []
    reader.follow("What it repeats")
    reader.wait_for_open(first)


def test_a_replay_by_the_button_is_shown_when_it_is_done(
    reader: Reader, sender: Sender, operations: Hook, qtbot: QtBot
) -> None:
    set_rules(operations, senders=("10.0.0.1",))
    sender.report()
    reader.wait_for_rows("Sender not allowed")
    reader.open()
    assert reader.detail.head.replay.property("kind") == "primary"
    reader.click(reader.detail.head.replay)
    reader.wait_for_rows("Posted, Replay", "Sender not allowed, Mended")
    reader.wait_for_open(reader.pane.model.records()[0].id)
    qtbot.waitUntil(lambda: reader.detail.head.text() == "Replayed: posted into the activity.")


def test_the_next_step_is_the_filled_button(reader: Reader, sender: Sender) -> None:
    sender.post(b"{")
    sender.report()
    reader.wait_for_rows("Posted", "Not JSON")
    reader.open(1)
    assert reader.detail.head.edit_and_replay.property("kind") == "primary"
    assert reader.detail.head.replay.property("kind") == "plain"
    reader.open(0)
    assert reader.detail.head.edit_and_replay.property("kind") == "plain"


def test_a_delivery_that_is_gone_gives_its_place_back(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.report()
    sender.report()
    reader.wait_for_count(2)
    with writing():
        execute("DELETE FROM deliveries WHERE id = 1")
    reader.click_row(1)
    qtbot.waitUntil(lambda: not reader.detail.isVisible())


def test_running_down_the_list_ends_at_the_last_one(reader: Reader, sender: Sender) -> None:
    for number in range(8):
        sender.report(f"message {number}")
    reader.wait_for_count(8)
    for row in range(8):
        reader.click_row(row)
    reader.wait_for_open(reader.pane.model.records()[7].id)
    assert '"message 0"' in reader.text()


def test_every_widget_of_the_page_has_a_name(reader: Reader, sender: Sender) -> None:
    sender.post(b"{")
    reader.wait_for_count(1)
    reader.open()
    reader.detail.begin_find()
    for button in reader.page.findChildren(QAbstractButton):
        of_field = isinstance(button.parent(), QLineEdit)
        assert of_field or button.isHidden() or button.text() or button.accessibleName()
    for field in reader.page.findChildren(QLineEdit):
        assert field.accessibleName()
    assert reader.detail.view.accessibleName() == "Body, Pretty"


def test_the_head_says_what_a_body_was_read_as(reader: Reader, sender: Sender) -> None:
    sender.post(b'{"what": {"title": "The boiler is cold"}}')
    reader.wait_for_rows("Posted")
    reader.open()
    assert reader.detail.head.reading.text() == "Read without a format"
    sender.post((FOLDER / "alertmanager.firing.json").read_bytes())
    reader.wait_for_count(2)
    reader.open()
    assert reader.detail.head.reading.text() == "Read as Alertmanager"
    sender.report(text="ours")
    reader.wait_for_count(3)
    reader.open()
    assert not reader.detail.head.reading.isVisible()
