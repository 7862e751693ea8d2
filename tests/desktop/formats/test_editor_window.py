"""The window of the format editor as a person uses it."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.formats.editors import FormatEditors
from models.formats import own_formats
from receiver.formats.format_file import parse_format
from tests.desktop.formats.conftest import Open, Post, settle


def test_what_came_is_shown_and_read_as_one_types(qtbot: QtBot, tasks: Tasks, post: Post, open_editor: Open) -> None:
    delivery = post()
    window = open_editor(delivery_id=delivery.id)
    assert window.came.model.rowCount() == 2
    assert window.came.place.text() == "1 of 1"
    for part, text in (
        ("for_each", "body.checks"),
        ("key", 'item.host ~ "/" ~ item.check'),
        ("subject", "{{ item.check }} on {{ item.host }}"),
    ):
        QTest.keyClicks(window.form.parts[part].field, text)
    qtbot.waitUntil(lambda: [card.subject.text() for card in window.becomes.cards] == ["disk on db1", "load on db2"])
    settle(qtbot, window, tasks)
    assert window.becomes.cards[0].effect.text() == "opens a case, #1"
    assert window.becomes.cards[1].key.text() == "key db2/load"


def test_a_mistake_is_marked_at_its_place(qtbot: QtBot, tasks: Tasks, post: Post, open_editor: Open) -> None:
    post()
    window = open_editor()
    QTest.keyClicks(window.form.parts["key"].field, "body.watcher|loud")
    qtbot.waitUntil(window.form.parts["key"].fault.isVisible)
    [mark] = window.form.parts["key"].field.extraSelections()
    assert "loud" in mark.cursor.selectedText()
    assert "loud" in window.form.parts["key"].fault.text()


def test_closing_loses_nothing(qtbot: QtBot, post: Post, open_editor: Open, editors: FormatEditors) -> None:
    post()
    window = open_editor()
    QTest.keyClicks(window.form.parts["key"].field, "body.watcher ~")
    window.close()
    qtbot.waitUntil(lambda: len(own_formats.all_formats()) == 1)
    [own] = own_formats.all_formats()
    assert own.draft is not None
    assert parse_format(own.draft).key == "body.watcher ~"
    assert editors.windows == []
    again = open_editor(own.id)
    assert again.form.parts["key"].field.text() == "body.watcher ~"


def test_looking_without_a_change_makes_no_format(qtbot: QtBot, tasks: Tasks, post: Post, open_editor: Open) -> None:
    post()
    open_editor().close()
    qtbot.waitUntil(tasks.idle)
    assert own_formats.all_formats() == []
