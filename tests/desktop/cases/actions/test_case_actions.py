"""What is done to cases by keyboard: each choice, the history it leaves, the way back, and two desks at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.cases.actions.case_actions import CaseActions
from desktop.cases.actions.closing_popup import ClosingPopup
from desktop.cases.actions.deadline_popup import DeadlinePopup
from desktop.data.tasks import Tasks
from desktop.dialogs.chooser import Chooser
from desktop.dialogs.popup import Popup
from desktop.widgets.theme import ThemeHolder
from desktop.window.undo_bar import UndoBar
from desktop.words import clock
from models.cases import case_actions, cases, links, people
from models.cases.cases import Case
from models.channels import channels
from models.channels.hooks import Hook
from models.messages import messages
from models.report import Report
from tests.desktop.cases.conftest import Post
from tests.desktop.conftest import Answers
from tests.zones import LATEST, in_zone

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Key = Qt.Key


class Place(QWidget):
    """A window with a field, a button to ask beside, the actions and the bar."""

    def __init__(self, tasks: Tasks, theme: ThemeHolder, answers: Answers) -> None:
        super().__init__()
        self.field, self.anchor = QLineEdit(), QPushButton("More")
        self.case_actions = CaseActions(tasks=tasks, theme=theme, ask=answers, by=lambda: "Deniz", parent=self)
        self.bar = UndoBar(self.case_actions.undo, theme=theme)
        self.bar.wanted.connect(self.case_actions.undo_last)
        column = QVBoxLayout(self)
        for widget in (self.field, self.anchor, self.bar):
            column.addWidget(widget)

    def popups(self) -> list[Popup]:
        return [popup for popup in self.findChildren(Popup) if popup.isVisible()]


@pytest.fixture
def place(qtbot: QtBot, tasks: Tasks, theme: ThemeHolder, answers: Answers) -> Place:
    made = Place(tasks, theme, answers)
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.field.setFocus()
    return made


@pytest.fixture
def three(operations: Hook, post: Post) -> list[Case]:
    """Cases 1, 2 and 3."""
    post(Report(id="a", text="Disk full"), Report(id="b", text="Backup failed"), Report(id="c", text="UPS on battery"))
    return [cases.find(operations.channel_id, number) for number in (1, 2, 3)]


def chooser(place: Place, qtbot: QtBot) -> Chooser:
    """The list of choices that has opened."""
    qtbot.waitUntil(lambda: any(isinstance(popup, Chooser) for popup in place.popups()))
    return next(popup for popup in place.popups() if isinstance(popup, Chooser))


def pick(place: Place, qtbot: QtBot, typed: str) -> None:
    """Type into the list of choices and take the first by Enter."""
    found = chooser(place, qtbot)
    QTest.keyClicks(found.field, typed)
    with qtbot.waitSignal(place.case_actions.done):
        QTest.keyClick(found.field, Key.Key_Return)


def done_last(case: Case) -> tuple[str, str, str]:
    entry = cases.history(case.id)[-1]
    return entry.by, entry.action, entry.detail


def undo(place: Place, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.case_actions.undone):
        QTest.mouseClick(place.bar.button, Qt.MouseButton.LeftButton)


def test_assigning_three_cases_by_the_beginning_of_a_name(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    people.add("Ada")
    people.add("Deniz")
    place.case_actions.assign(three, place.anchor)
    assert chooser(place, qtbot).labels() == ["Deniz (me)", "Nobody", "Ada"]
    pick(place, qtbot, "ad")
    assert [cases.get(case.id).assignee for case in three] == ["Ada"] * 3
    assert [done_last(case) for case in three] == [("Deniz", "assigned", "Ada")] * 3
    assert place.bar.sentence.text() == "3 cases assigned to Ada"
    undo(place, qtbot)
    assert [cases.get(case.id).assignee for case in three] == [None] * 3
    assert [cases.history(case.id) for case in three] == [[], [], []]
    assert not place.bar.isVisible()


def test_a_name_that_is_not_on_the_list_is_put_there(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    place.case_actions.assign(three[:1], place.anchor)
    pick(place, qtbot, "Ada")
    assert [person.name for person in people.all_people()] == ["Ada"]
    assert cases.get(three[0].id).assignee == "Ada"


def test_the_assignee_is_taken_away(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    given = case_actions.assign(three[:1], people.add("Ada"), "Ada").cases
    place.case_actions.assign(given, place.anchor)
    pick(place, qtbot, "nob")
    assert cases.get(three[0].id).assignee is None
    assert done_last(three[0]) == ("Deniz", "assigned", "")


def test_a_priority_by_three_keys(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    place.case_actions.priority(three[:2], place.anchor)
    pick(place, qtbot, "c")
    assert [cases.get(case.id).priority for case in three] == [5, 5, 0]
    assert done_last(three[1]) == ("Deniz", "priority", "Critical")


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


def test_closing_and_reopening_several_at_once(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.close(three, place.anchor)
    closed = [cases.get(case.id) for case in three]
    assert [(case.state, case.closed_by) for case in closed] == [("closed", "Deniz")] * 3
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.reopen(closed, place.anchor)
    assert {cases.get(case.id).state for case in three} == {"open"}
    undo(place, qtbot)
    undo(place, qtbot)
    assert {cases.get(case.id).state for case in three} == {"open"}
    assert [cases.history(case.id) for case in three] == [[], [], []]


def test_closing_with_a_comment_by_control_enter(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    place.case_actions.close_with_comment(three[:2], place.anchor)
    [popup] = place.popups()
    assert isinstance(popup, ClosingPopup)
    assert popup.button.text() == "Close 2 cases"
    QTest.keyClicks(popup.comment, "Cable was loose")
    with qtbot.waitSignal(place.case_actions.done):
        QTest.keyClick(popup.comment, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [cases.get(case.id).state for case in three] == ["closed", "closed", "open"]
    last = messages.of_case(three[0].id)[-1]
    assert (last.kind, last.text, last.author) == ("comment", "Cable was loose", "Deniz")
    undo(place, qtbot)
    assert cases.get(three[0].id).state == "open"
    assert [message.kind for message in messages.of_case(three[0].id)] == ["opening"]


def test_moving_to_another_channel(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    sales = channels.add("Sales")
    place.case_actions.move(three[1:2], place.anchor)
    assert "Operations" not in chooser(place, qtbot).labels()
    pick(place, qtbot, "sal")
    moved = cases.get(three[1].id)
    assert (moved.channel_id, moved.number) == (sales.id, 1)
    assert done_last(moved) == ("Deniz", "moved", "from Operations #2")
    assert place.bar.sentence.text() == "Case #2 moved to Sales as #1"
    undo(place, qtbot)
    assert cases.get(three[1].id).channel == "Operations"


def test_without_another_channel_nothing_can_be_moved(
    place: Place, qtbot: QtBot, three: list[Case], answers: Answers
) -> None:
    for channel in channels.all_channels():
        if channel.id != three[0].channel_id:
            channels.remove(channel.id)
    place.case_actions.move(three, place.anchor)
    qtbot.waitUntil(lambda: [problem.title for problem in answers.problems] == ["There is no other channel."])


def test_merging_those_that_are_selected(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.merge([three[2], three[1]], place.anchor)
    assert cases.get(three[2].id).number == 2
    assert done_last(three[1]) == ("Deniz", "merged", "#3")
    assert place.bar.sentence.text() == "2 cases merged into #2"
    undo(place, qtbot)
    assert cases.get(three[2].id).number == 3


@pytest.mark.parametrize("asked", ["#1", "disk fu"])
def test_merging_one_with_another_that_is_found(place: Place, qtbot: QtBot, three: list[Case], asked: str) -> None:
    place.case_actions.merge(three[2:], place.anchor)
    found = chooser(place, qtbot)
    QTest.keyClicks(found.field, asked)
    qtbot.waitUntil(lambda: found.labels() == ["#1 Disk full"])
    with qtbot.waitSignal(place.case_actions.done):
        QTest.keyClick(found.field, Key.Key_Return)
    assert cases.get(three[2].id).number == 1


def test_linking_and_unlinking(place: Place, qtbot: QtBot, three: list[Case]) -> None:
    place.case_actions.link(three[:1], place.anchor)
    found = chooser(place, qtbot)
    QTest.keyClicks(found.field, "#3")
    qtbot.waitUntil(lambda: found.labels() == ["#3 UPS on battery"])
    with qtbot.waitSignal(place.case_actions.done):
        QTest.keyClick(found.field, Key.Key_Return)
    assert [case.number for case in links.of_case(three[2].id)] == [1]
    assert done_last(three[0]) == ("Deniz", "linked", "#3")
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.unlink([three[0], three[2]])
    assert links.of_case(three[0].id) == []
    undo(place, qtbot)
    assert [case.number for case in links.of_case(three[2].id)] == [1]


def test_what_is_still_under_way_is_taken_back_and_not_what_was_done_before(
    place: Place, qtbot: QtBot, three: list[Case]
) -> None:
    first, second, _ = three
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.close([first])
    with qtbot.waitSignal(place.case_actions.undone) as said:
        place.case_actions.close([second])
        place.case_actions.undo_last()
    assert said.args == ["Undone: Case #2 closed"]
    assert [cases.get(case.id).state for case in (first, second)] == ["closed", "open"]


def test_deleting_asks_with_names_and_numbers_and_can_be_undone(
    place: Place, qtbot: QtBot, three: list[Case], answers: Answers
) -> None:
    answers.yes = False
    place.case_actions.delete(three, place.anchor)
    assert answers.asked[-1][0] == "Delete 3 cases with 3 messages?"
    answers.yes = True
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.delete(three[:1], place.anchor)
    assert answers.asked[-1][0] == "Delete case #1 with 1 message?"
    assert cases.get(three[0].id).deleted
    undo(place, qtbot)
    assert not cases.get(three[0].id).deleted


def test_what_changed_meanwhile_is_shown_and_not_overwritten(
    place: Place, qtbot: QtBot, three: list[Case], answers: Answers
) -> None:
    case_actions.set_priority(three[:1], 2, "Ada")
    answers.yes = False
    with qtbot.waitSignal(place.case_actions.problem):
        place.case_actions.set_priority(three, 5)
    assert "case #1 is priority Normal" in answers.asked[-1][0]
    assert [cases.get(case.id).priority for case in three] == [2, 0, 0]
    answers.yes = True
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.set_priority(three, 5)
    assert [cases.get(case.id).priority for case in three] == [5, 5, 5]


def test_done_anyway_goes_to_where_cases_were_merged_and_not_to_those_that_were_deleted(
    place: Place, qtbot: QtBot, three: list[Case], answers: Answers
) -> None:
    case_actions.delete(three[:1], "Ada")
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.set_priority(three, 4)
    assert "case #1 was deleted" in answers.asked[-1][0]
    assert [cases.get(case.id).priority for case in three] == [0, 4, 4]
    with qtbot.waitSignal(place.case_actions.problem):
        place.case_actions.set_priority(three[:1], 4)
    assert "case #1 was deleted" in answers.problems[-1].title


def test_what_was_changed_since_is_not_undone(place: Place, qtbot: QtBot, three: list[Case], answers: Answers) -> None:
    with qtbot.waitSignal(place.case_actions.done):
        place.case_actions.set_priority(three[:1], 4)
    case_actions.set_priority([cases.get(three[0].id)], 1, "Ada")
    with qtbot.waitSignal(place.case_actions.problem):
        place.case_actions.undo_last()
    assert "case #1 is not as it was left" in answers.problems[-1].title
    assert cases.get(three[0].id).priority == 1


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
