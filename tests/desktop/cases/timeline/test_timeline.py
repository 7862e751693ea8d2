"""The timeline of a case is laid out over several turns of the event loop, and nothing that is read moves."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.timeline.entry import TimelineEntry
from desktop.cases.timeline.timeline import Timeline
from desktop.cases.timeline.timeline_events import Event
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.message_text import MOST_LINES
from models.messages.messages import Message

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
MANY = 60


def long_event(number: int) -> Event:
    """A message of 1 to 25 lines with a link in the first."""
    lines = [
        f"message {number} of https://backup.example/runs/{number}",
        *["and a line more that wraps " * 6] * (number * 7 % 25),
    ]
    at = BEGAN + timedelta(minutes=number)
    message = Message(
        id=number,
        channel_id=1,
        channel="Operations",
        case_id=1,
        case=1,
        priority=0,
        kind="update",
        text="\n".join(lines),
        text_length=len("\n".join(lines)),
        report_id=None,
        references=(),
        unknown_references=(),
        attachments=(),
        hook="Backup",
        author=None,
        received_at=at,
    )
    return Event(("message", number), "update", at, "Backup", "updated", message)


EVENTS = [long_event(number) for number in range(MANY)]


@pytest.fixture
def timeline(qtbot: QtBot, theme: ThemeHolder, use: AttachmentUse) -> Timeline:
    """An empty one, in view."""
    timeline = Timeline(theme=theme, opener=lambda _: None, use=use)
    qtbot.addWidget(timeline)
    timeline.resize(700, 500)
    with qtbot.waitExposed(timeline):
        timeline.show()
    return timeline


def numbers(timeline: Timeline) -> list[int]:
    return [entry.shown.key[1] for entry in timeline.entries()]


def places(timeline: Timeline) -> dict[int, int]:
    """Where the entries are that are in view, from its top."""
    found = {entry.shown.key[1]: top(timeline, entry) for entry in timeline.entries()}
    height = timeline.viewport().height()
    heights = {entry.shown.key[1]: entry.height() for entry in timeline.entries()}
    return {number: y for number, y in found.items() if y < height and y + heights[number] > 0}


def top(timeline: Timeline, entry: TimelineEntry) -> int:
    return entry.mapTo(timeline, QPoint()).y()


def test_what_is_in_view_comes_first_and_the_rest_later(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.show_events(EVENTS, earlier=False, later="")
    at_once = numbers(timeline)
    assert at_once == list(range(len(at_once)))
    assert 0 < len(at_once) < MANY, "not all of them hold the window at once"
    qtbot.waitUntil(timeline.is_complete)
    assert numbers(timeline) == list(range(MANY))


def test_where_the_person_went_meanwhile_comes_first_and_does_not_move(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.show_events(EVENTS, earlier=False, later="")
    bar = timeline.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: bool(places(timeline)))
    assert not timeline.is_complete(), "those before and behind are not there yet"
    number, y = next(iter(places(timeline).items()))
    qtbot.waitUntil(timeline.is_complete)
    assert places(timeline)[number] == y


def test_the_end_is_shown_at_once_and_stays_in_view(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.show_events(EVENTS, earlier=False, later="", at_end=True)
    bar = timeline.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    qtbot.waitUntil(lambda: numbers(timeline)[-1:] == [MANY - 1])
    assert len(numbers(timeline)) < MANY
    qtbot.waitUntil(timeline.is_complete)
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    timeline.show_events(EVENTS, earlier=False, later="")
    assert bar.value() == 0, "only while it comes"


def test_the_tab_key_goes_down_in_whatever_order_the_entries_came(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.show_events(EVENTS, earlier=False, later="", at_end=True)
    qtbot.waitUntil(timeline.is_complete)
    texts = [view for entry in timeline.entries() for view in entry.texts()]
    texts[0].setFocus()
    reached: list[QWidget] = []
    for _ in range(3 * len(texts)):  # the link in a text is a stop of its own
        focus = timeline.focusWidget()
        assert focus is not None
        reached += [focus] if focus not in reached else []
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert [widget for widget in reached if widget in texts] == texts


def test_in_another_width_the_view_keeps_its_place_and_every_text_fits(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.show_events(EVENTS, earlier=False, later="")
    qtbot.waitUntil(timeline.is_complete)
    timeline.verticalScrollBar().setValue(timeline.verticalScrollBar().maximum() // 3)
    number, y = next(iter(places(timeline).items()))
    timeline.resize(500, 500)
    assert not timeline.is_complete(), "what is out of view waits"
    assert places(timeline)[number] == y
    qtbot.waitUntil(timeline.is_complete)
    assert places(timeline)[number] == y
    for entry in timeline.entries():
        [view] = entry.texts()
        written = QTextDocument(view.text())
        written.setDefaultFont(view.document().defaultFont())
        written.setDefaultTextOption(view.document().defaultTextOption())
        written.setDocumentMargin(0)
        written.setTextWidth(view.width())
        shown = written.size().height()
        if view.is_cut(view.width()):
            shown = MOST_LINES * math.ceil(QFontMetricsF(view.font()).height())
        assert abs(view.height() - shown) <= 2, entry.shown.key


def test_the_lines_stay_as_they_are_when_the_scroll_bar_comes(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.show_events(EVENTS[:1], earlier=False, later="")
    assert not timeline.verticalScrollBar().isVisible()
    width = timeline.entries()[0].width()
    timeline.show_events(EVENTS, earlier=False, later="")
    qtbot.waitUntil(timeline.verticalScrollBar().isVisible)
    assert {entry.width() for entry in timeline.entries()} == {width}


def test_what_has_gone_is_deleted(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.show_events(EVENTS, earlier=False, later="")
    qtbot.waitUntil(timeline.is_complete)
    timeline.show_events(EVENTS[:2], earlier=False, later="")
    assert numbers(timeline) == [0, 1]
    qtbot.waitUntil(lambda: len(timeline.findChildren(TimelineEntry)) == 2)


@pytest.mark.parametrize(("priority", "role"), [(0, "muted"), (2, "accent"), (3, "warning"), (5, "danger")])
def test_an_opening_has_the_colour_of_the_priority(
    qtbot: QtBot, timeline: Timeline, theme: ThemeHolder, priority: int, role: str
) -> None:
    event = long_event(0)
    assert event.message is not None
    for shown in (5 - priority, priority):  # another one first: the colour follows what is done to the case
        opening = replace(event.message, kind="opening", priority=shown)
        timeline.show_events([replace(event, kind="opening", message=opening)], earlier=False, later="")
        qtbot.waitUntil(timeline.is_complete)
    [icon] = timeline.findChildren(IconLabel)
    assert theme.current.color(role).rgb() in colours(icon)


def colours(widget: QWidget) -> set[int]:
    """The colours that are painted in it."""
    image = widget.grab().toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
