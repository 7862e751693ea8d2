"""What is done to cases by keyboard: each choice, the history it leaves, the way back, and two desks at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.cases.actions.closing_popup import ClosingPopup
from models.cases import case_actions, cases, links, people
from models.cases.cases import Case
from models.channels import channels
from models.messages import messages
from tests.desktop.cases.actions.place import Key, Place, chooser, undo
from tests.desktop.conftest import Answers


def pick(place: Place, qtbot: QtBot, typed: str) -> None:
    """Type into the list of choices and take the first by Enter."""
    found = chooser(place, qtbot)
    QTest.keyClicks(found.field, typed)
    with qtbot.waitSignal(place.case_actions.done):
        QTest.keyClick(found.field, Key.Key_Return)


def done_last(case: Case) -> tuple[str, str, str]:
    entry = cases.history(case.id)[-1]
    return entry.by, entry.action, entry.detail


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
