"""What opens where a person has to choose is worked with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.cases.actions.deadline_popup import DeadlinePopup
from models.cases import cases
from models.cases.cases import Case
from tests.desktop.cases.actions.place import Key, Place, chooser


def test_what_begins_as_typed_comes_before_what_has_it_further_on(
    place: Place, qtbot: QtBot, three: list[Case]
) -> None:
    place.case_actions.priority(three[:1], place.anchor)
    QTest.keyClicks(chooser(place, qtbot).field, "hi")
    assert chooser(place, qtbot).labels() == ["High", "Very High"]


def test_the_arrows_choose_and_the_keyboard_comes_back(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    place.case_actions.priority(three[:1], place.anchor)
    found = chooser(place, qtbot)
    qtbot.waitUntil(found.field.hasFocus)
    QTest.keyClick(found.field, Key.Key_Up)
    with qtbot.waitSignal(place.case_actions.done):
        QTest.keyClick(found.field, Key.Key_Return)
    assert cases.get(three[0].id).priority == 1
    assert place.field.hasFocus()


def test_escape_and_a_click_beside_it_change_nothing(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    place.case_actions.priority(three, place.anchor)
    QTest.keyClick(chooser(place, qtbot).field, Key.Key_Escape)
    qtbot.waitUntil(lambda: not place.popups())
    place.case_actions.priority(three, place.anchor)
    found = chooser(place, qtbot)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=found.rect().bottomRight())
    qtbot.waitUntil(lambda: not place.popups())
    assert [cases.history(case.id) for case in three] == [[], [], []]


def test_the_tab_key_stays_within_what_has_opened(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    place.case_actions.deadline(three, place.anchor)
    [popup] = place.popups()
    for _ in range(30):
        focus = place.focusWidget()
        assert focus is not None
        assert popup.isAncestorOf(focus)
        QTest.keyClick(focus, Key.Key_Tab)


def test_the_tab_key_goes_down_and_with_shift_up_again(place: Place, three: list[Case]) -> None:
    place.case_actions.deadline(three, place.anchor)
    [popup] = place.popups()
    assert isinstance(popup, DeadlinePopup)
    down = _stops(place, Key.Key_Tab)
    assert down == [*popup.days[1:], popup.calendar.findChild(QTableView), popup.time, popup.set, popup.days[0]]
    assert _stops(place, Key.Key_Backtab) == [*reversed(down[:-1]), popup.days[0]]


def _stops(place: Place, key: Key) -> list[QWidget]:
    """What has the keyboard after a key that is pressed until it is where it was."""
    found = list[QWidget]()
    for _ in range(8):  # the hours and the minutes have the keyboard one after the other
        QTest.keyClick(place.focusWidget() or place, key)
        focus = place.focusWidget()
        assert focus is not None
        found += [focus] if focus not in found else []
    return found
