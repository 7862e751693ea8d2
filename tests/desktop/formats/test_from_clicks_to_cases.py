"""A format made by clicks on what came, tried, and put in force: the next post opens a case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.formats.actions.publish_dialog import PublishDialog
from desktop.formats.came.body_tree import Place
from desktop.formats.editor_window import EditorWindow
from models.channels import hooks
from models.channels.hook_rules import by_format
from models.channels.hooks import Hook
from models.formats import own_formats
from receiver.formats.editing.uses import Use
from tests.desktop.conftest import Answers
from tests.desktop.formats.conftest import WATCHERS, Open, Post, settle

Click = Callable[[Use, Place], None]


@pytest.fixture
def window(post: Post, open_editor: Open) -> EditorWindow:
    """The editor on a body that was read without a format."""
    return open_editor(delivery_id=post().id)


@pytest.fixture
def click(qtbot: QtBot, tasks: Tasks, window: EditorWindow) -> Click:
    """Choose a line of a value's menu."""

    def use(what_for: Use, place: Place) -> None:
        model, arrived = window.came.model, window.arrived()
        chosen = model.chosen(model.index_of(place))
        assert chosen is not None
        assert arrived is not None
        with qtbot.waitSignal(window.uses.used):
            window.uses.use(what_for, chosen, arrived)
        settle(qtbot, window, tasks)

    return use


def publish(qtbot: QtBot, window: EditorWindow, tasks: Tasks) -> None:
    QTest.mouseClick(window.head.publish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(PublishDialog)))
    [dialog] = window.findChildren(PublishDialog)
    dialog.note.setText("First")
    with qtbot.waitSignal(window.actions_of_format.published):
        dialog.accept()
    settle(qtbot, window, tasks)


def test_clicks_make_a_format_whose_next_post_opens_cases(
    qtbot: QtBot, tasks: Tasks, post: Post, window: EditorWindow, click: Click, operations: Hook
) -> None:
    click("each", ("checks",))
    click("subject", ("checks", 0, "check"))
    click("key", ("checks", 0, "host"))
    click("priority", ("checks", 0, "severity"))
    assert [card.subject.text() for card in window.becomes.cards] == ["disk", "load"]
    publish(qtbot, window, tasks)
    [own] = own_formats.all_formats()
    assert (own.published, own.draft, own_formats.versions(own.id)[0].note) == (1, None, "First")
    assert hooks.get(operations.guid).rules.reads == by_format(own.id)
    assert window.head.state.text() == "Version 1, in force"
    delivery = post(WATCHERS.replace(b"db1", b"db9"))
    assert (delivery.outcome, delivery.format, delivery.format_version, delivery.case) == ("opened", own.name, 1, 1)


def test_what_was_read_without_a_format_is_read_again(
    qtbot: QtBot, tasks: Tasks, window: EditorWindow, click: Click
) -> None:
    click("each", ("checks",))
    click("subject", ("checks", 0, "check"))
    click("key", ("checks", 0, "host"))
    publish(qtbot, window, tasks)
    qtbot.waitUntil(window.again.isVisible)
    assert window.again.sentence.text() == (
        "1 delivery that was refused or read without a format would be read now: 2 open a case."
    )
    window.again.button.click()
    qtbot.waitUntil(lambda: window.again.sentence.text() == "1 delivery was read again: 2 open a case.")


def test_words_that_came_wait_in_the_table_for_their_meaning(
    qtbot: QtBot, tasks: Tasks, window: EditorWindow, click: Click
) -> None:
    click("each", ("checks",))
    click("subject", ("checks", 0, "check"))
    click("priority", ("checks", 0, "severity"))
    qtbot.waitUntil(lambda: sorted(row.word.text() for row in window.form.priorities.rows()) == ["bad", "soso"])
    assert window.edited.get().priorities == {}
    row = next(row for row in window.form.priorities.rows() if row.word.text() == "bad")
    row.meaning.setCurrentIndex(row.meaning.findText("Critical"))
    row.meaning.activated.emit(row.meaning.currentIndex())
    assert window.edited.get().priorities == {"bad": "Critical"}
    settle(qtbot, window, tasks)
    assert window.becomes.cards[1].priority.text() == "Critical"


def test_the_trial_says_what_would_be_different_and_each_row_opens_its_delivery(
    qtbot: QtBot, tasks: Tasks, post: Post, window: EditorWindow, click: Click
) -> None:
    for _ in range(3):
        post()
    click("each", ("checks",))
    click("subject", ("checks", 0, "check"))
    click("key", ("watcher",))
    QTest.mouseClick(window.head.try_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.trial.isVisible)
    assert [label.text() for label in window.trial.sums] == [
        "opens 0 → 1",
        "updates 0 → 7",
        "posts 4 → 0",
        "without a format 4 → 0",
    ]
    assert "The key is the same in all 8 reports: they would end in one case." in [
        button.text() for button in window.trial.warnings
    ]
    window.trial.show_rows.click()
    window.trial.rows.setCurrentIndex(window.trial.model.index(3, 0))
    first = window.trial.model.row(window.trial.model.index(3, 0))
    assert first is not None
    qtbot.waitUntil(lambda: window.came.shown is not None and window.came.shown.asked == first.delivery_id)
    QTest.keyClicks(window.form.parts["key"].field, " ")
    assert window.trial.old.isVisible()


def test_undo_takes_back_a_click(qtbot: QtBot, tasks: Tasks, window: EditorWindow, click: Click) -> None:
    QTest.keyClicks(window.form.parts["key"].field, "mine")
    click("key", ("watcher",))
    field = window.form.parts["key"].field
    assert field.text() == "body.watcher"
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.edited.get().key == "mine"


def test_a_draft_with_a_mistake_is_not_published_and_the_keyboard_goes_there(
    qtbot: QtBot, tasks: Tasks, window: EditorWindow
) -> None:
    window.edited.change(key="body.watcher ~")
    settle(qtbot, window, tasks)
    qtbot.waitUntil(window.keeper.is_idle)
    QTest.mouseClick(window.head.publish, Qt.MouseButton.LeftButton)
    assert window.form.parts["key"].field.hasFocus()
    assert window.findChildren(PublishDialog) == []


def test_a_mistake_that_was_not_found_yet_keeps_a_draft_from_being_published(
    qtbot: QtBot, tasks: Tasks, window: EditorWindow, answers: Answers
) -> None:
    window.edited.change(key="body.watcher ~")
    window.actions_of_format.publish()
    qtbot.waitUntil(lambda: bool(window.findChildren(PublishDialog)))
    window.findChildren(PublishDialog)[0].accept()
    qtbot.waitUntil(lambda: bool(answers.problems))
    assert "key" in answers.problems[0].what_to_do
    [own] = own_formats.all_formats()
    assert own.published is None
