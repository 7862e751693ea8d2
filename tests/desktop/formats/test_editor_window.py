"""The window of the format editor as a person uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.formats.editors import FormatEditors
from desktop.formats.reading.parts import PARTS, Part
from desktop.menus.menu import letter
from desktop.words.language import tr
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


def test_what_was_begun_is_gone_on_with(qtbot: QtBot, tasks: Tasks, post: Post, open_editor: Open) -> None:
    post()
    window = open_editor()
    QTest.keyClicks(window.form.parts["key"].field, "body.watcher")
    qtbot.waitUntil(window.keeper.is_idle)
    window.close()
    qtbot.waitUntil(tasks.idle)
    assert open_editor().edited.get().key == "body.watcher"
    assert len(own_formats.all_formats()) == 1


def test_looking_without_a_change_makes_no_format(qtbot: QtBot, tasks: Tasks, post: Post, open_editor: Open) -> None:
    post()
    open_editor().close()
    qtbot.waitUntil(tasks.idle)
    assert own_formats.all_formats() == []


@pytest.mark.parametrize("part", [part for part in PARTS if "&" in tr(part.label)], ids=lambda part: part.name)
def test_a_letter_leads_to_each_field(post: Post, open_editor: Open, part: Part) -> None:
    post()
    window = open_editor()
    key = getattr(Qt.Key, f"Key_{letter(tr(part.label))}")
    QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    assert window.form.parts[part.name].field.hasFocus()


def test_no_letter_leads_to_two_things(post: Post, open_editor: Open) -> None:
    post()
    window = open_editor()
    window.form.show_more(True)
    words = [each.text() for each in window.findChildren(QLabel)]
    words += [each.text() for each in window.findChildren(QPushButton)]
    letters = [letter(each) for each in words if letter(each)]
    assert sorted(letters) == sorted(set(letters))


def test_the_keyboard_begins_in_the_tree_and_a_name_is_completed(
    qtbot: QtBot, tasks: Tasks, post: Post, open_editor: Open
) -> None:
    post()
    window = open_editor()
    assert window.came.view.hasFocus()
    field = window.form.parts["key"].field
    field.setFocus()
    QTest.keyClicks(field, "watch")
    assert field.suggestions.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "body.watcher"
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()
