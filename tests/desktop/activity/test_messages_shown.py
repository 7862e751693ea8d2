"""A message in the activity: as it is shown, and what a click or a key may open."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.activity.page import ActivityPage
from desktop.desk import Desk
from desktop.dialogs.whole_text import WholeText
from desktop.menus.action_button import plain_words
from desktop.words.message_text import MOST_LINES
from models.cases import cases
from models.cases.case_actions import set_priority
from tests.desktop.activity.activity_steps import Post, click, wait_for_rows, zones


def test_links_open_only_where_they_are_safe(
    qtbot: QtBot, activity: ActivityPage, post: Post, opened: list[str]
) -> None:
    post(
        "😀 see https://example.org/ü, mail mailto:desk@example.org, not file:///etc/passwd or javascript:alert(1)",
        attachments=[
            {"@type": "link", "displayName": "good", "url": "http://example.org/a"},
            {"@type": "link", "displayName": "bad", "url": "file:///etc/passwd"},
        ],
    )
    wait_for_rows(qtbot, activity, 1)
    assert [zone.value for zone in zones(activity) if zone.kind == "link"] == [
        "https://example.org/ü",
        "mailto:desk@example.org",
    ]
    click(activity, "link")
    click(activity, "chip", value="http://example.org/a")
    click(activity, "chip", value="file:///etc/passwd")
    assert opened == ["https://example.org/ü", "http://example.org/a"]


def test_the_link_that_is_clicked_is_the_link_that_is_seen(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    post("😀😀 https://example.org/here and more")
    wait_for_rows(qtbot, activity, 1)
    entry = activity.list.delegate.entry(activity.model.index(0))
    assert entry is not None
    [zone] = [zone for zone in entry.zones if zone.kind == "link"]
    [coloured] = entry.text.formats()
    # Qt counts an emoji as two characters.
    assert coloured.start == len("😀😀 ") + 2
    left = entry.text.lineAt(0).cursorToX(coloured.start)
    assert isinstance(left, tuple)
    assert zone.rect.left() == int(entry.left + left[0])


def test_a_word_of_a_megabyte_does_not_stall_the_screen(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    word = "x" * 1_000_000
    post(word)
    wait_for_rows(qtbot, activity, 1)
    began = time.perf_counter()
    activity.list.delegate.entry(activity.model.index(0))
    activity.grab()
    click(activity, "whole")
    qtbot.waitUntil(lambda: activity.findChild(WholeText) is not None)
    whole = activity.findChild(WholeText)
    assert isinstance(whole, WholeText)
    whole.grab()
    assert time.perf_counter() - began < 3
    view = whole.findChild(QPlainTextEdit)
    assert isinstance(view, QPlainTextEdit)
    assert view.toPlainText().replace("\n", "") == word
    whole.reject()


def test_a_text_is_never_read_as_html(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    post("<b>bold</b> <img src='file:///etc/passwd'>")
    wait_for_rows(qtbot, activity, 1)
    entry = activity.list.delegate.entry(activity.model.index(0))
    assert entry is not None
    assert entry.text.text() == "<b>bold</b> <img src='file:///etc/passwd'>"


def test_a_reference_that_is_awaited_is_shown(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    post("an update", references=["event1"])
    wait_for_rows(qtbot, activity, 1)
    entry = activity.list.delegate.entry(activity.model.index(0))
    assert entry is not None
    assert entry.waiting == "waits for event1"
    post("the opening", id="event1")
    wait_for_rows(qtbot, activity, 2)
    qtbot.waitUntil(lambda: activity.model.records()[1].case == 1)


def test_the_keyboard_opens_and_copies(
    qtbot: QtBot, program: Desk, activity: ActivityPage, post: Post, opened: list[str]
) -> None:
    post("see https://example.org/now")
    wait_for_rows(qtbot, activity, 1)
    activity.list.setFocus()
    activity.list.setCurrentIndex(activity.model.index(0))
    QTest.keyClick(activity.list, Qt.Key.Key_Return)
    assert opened == ["https://example.org/now"]
    QTest.keyClick(activity.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "see https://example.org/now")


def test_the_menu_of_a_message_copies_its_report_id_and_its_whole_text(
    qtbot: QtBot, activity: ActivityPage, post: Post
) -> None:
    post("long " * 2000, id="event-7")
    wait_for_rows(qtbot, activity, 1)
    activity.menu.offer(activity.model.records()[0], None)
    there = [action for action in activity.menu.actions() if action.isVisible() and not action.isSeparator()]
    actions = {plain_words(action): action for action in there}
    assert list(actions) == ["Copy text", "Show all", "Open case #1", "Show its delivery", "Copy report id"]
    actions["Copy report id"].trigger()
    assert QGuiApplication.clipboard().text() == "event-7"
    actions["Copy text"].trigger()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "long " * 2000)


def test_an_opening_has_the_colour_of_the_priority_that_its_case_has_now(
    qtbot: QtBot, program: Desk, activity: ActivityPage, post: Post
) -> None:
    post("The disk is full", id="disk")
    wait_for_rows(qtbot, activity, 1)
    for priority, role in ((5, "danger"), (3, "warning")):
        [opening] = activity.model.records()
        set_priority([cases.get(opening.case_id or 0)], priority, "Ada")
        qtbot.waitUntil(partial(is_painted, activity, program.theme.current.color(role)))


def is_painted(activity: ActivityPage, colour: QColor) -> bool:
    """Whether the icon of the first message has a colour."""
    row = activity.list.visualRect(activity.model.index(0))
    image = activity.list.viewport().grab(QRect(row.left(), row.top(), 60, 40)).toImage()
    return any(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def test_a_long_paragraph_is_cut_by_the_lines_that_are_laid_out(
    qtbot: QtBot, activity: ActivityPage, post: Post
) -> None:
    post("one paragraph with no end " * 150 + "https://example.org/last")
    wait_for_rows(qtbot, activity, 1)
    activity.window().resize(720, 700)
    qtbot.waitUntil(lambda: any(zone.kind == "whole" for zone in zones(activity)))
    entry = activity.list.delegate.entry(activity.model.index(0))
    assert entry is not None
    assert entry.text.lineCount() == MOST_LINES
    assert not [zone for zone in zones(activity) if zone.kind == "link"], "what is not shown is no link"
    click(activity, "whole")
    qtbot.waitUntil(lambda: bool(activity.findChildren(WholeText)))
    activity.findChildren(WholeText)[0].close()
