"""Two desks at once: nothing is overwritten that the person has not seen, and nothing else is taken back."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from models.cases import case_actions, cases
from models.cases.cases import Case
from tests.desktop.cases.actions.place import Place
from tests.desktop.conftest import Answers


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
