"""Deadlines are chosen by their names and in the calendar."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.cases.actions.deadline_popup import DeadlinePopup
from desktop.words import clock
from models.cases import case_actions, cases
from models.cases.cases import Case
from tests.desktop.cases.actions.place import Key, Place, undo
from tests.zones import LATEST, in_zone

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_deadline_of_the_upper_row(
    place: Place, qtbot: QtBot, three: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    place.case_actions.deadline(three[:1], place.anchor)
    [popup] = place.popups()
    assert isinstance(popup, DeadlinePopup)
    QTest.keyClick(popup.days[0], Key.Key_Tab)
    with qtbot.waitSignal(place.case_actions.done):
        QTest.keyClick(popup.days[1], Key.Key_Return)
    deadline = cases.get(three[0].id).deadline
    assert deadline is not None
    assert f"{deadline.astimezone():%d %H:%M}" == "24 17:00"
    assert place.bar.sentence.text() == "Case #1 due Tue 24 Nov 2026, 17:00"
    undo(place, qtbot)
    assert cases.get(three[0].id).deadline is None


def test_a_deadline_of_the_calendar_and_none(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    start = case_actions.set_deadline(three[:1], NOON, "Ada").cases
    place.case_actions.deadline(start, place.anchor)
    [popup] = place.popups()
    assert isinstance(popup, DeadlinePopup)
    popup.calendar.setFocus()
    QTest.keyClick(place.focusWidget() or popup.calendar, Key.Key_Right)
    with qtbot.waitSignal(place.case_actions.done):
        popup.set.click()
    deadline = cases.get(three[0].id).deadline
    assert deadline == datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    place.case_actions.deadline([cases.get(three[0].id)], place.anchor)
    [popup] = place.popups()
    assert isinstance(popup, DeadlinePopup)
    with qtbot.waitSignal(place.case_actions.done):
        popup.none.click()
    assert cases.get(three[0].id).deadline is None


def test_today_as_a_deadline_lies_ahead_in_the_evening_too(
    place: Place, qtbot: QtBot, three: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = datetime(2026, 11, 23, 17, 30).astimezone(UTC)
    monkeypatch.setattr(clock, "now", lambda: evening)
    place.case_actions.deadline(three[:1], place.anchor)
    [popup] = place.popups()
    assert isinstance(popup, DeadlinePopup)
    with qtbot.waitSignal(place.case_actions.done):
        popup.days[0].click()
    deadline = cases.get(three[0].id).deadline
    assert deadline is not None
    assert f"{deadline.astimezone():%d %H:%M}" == "23 23:59"


def test_a_deadline_at_the_end_of_the_calendar_can_be_opened(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    with in_zone("Pacific/Kiritimati"):
        start = case_actions.set_deadline(three[:1], LATEST, "Ada").cases
        place.case_actions.deadline(start, place.anchor)
        [popup] = place.popups()
        assert isinstance(popup, DeadlinePopup)
        assert popup.calendar.selectedDate().year() == 9999
        popup.finish()
