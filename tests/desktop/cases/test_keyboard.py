"""Cases are worked with the keyboard alone, through the whole window, and the database has what was done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.window.menus.shortcuts import Shortcuts
from models.cases import cases, links, people
from models.channels import channels
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.conftest import Post
from tests.desktop.cases.typist import Key, Typist, stored

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def typist(operations: Hook, program: Desk, qtbot: QtBot) -> Typist:
    """At the Cases page of an empty channel "Operations"."""
    typist = Typist(program, qtbot)
    typist.press(Key.Key_2, modifier=CTRL)
    qtbot.waitUntil(typist.page.isVisible)
    return typist


def actions_of(operations: Hook, number: int) -> list[tuple[str, str, str]]:
    case = stored(operations.channel_id, number)
    return [(entry.by, entry.action, entry.detail) for entry in cases.history(case.id)]


@pytest.mark.slow
def test_a_hundred_cases_with_the_keyboard_alone(typist: Typist, qtbot: QtBot, operations: Hook, post: Post) -> None:
    people.add("Ada")
    people.add("Deniz")
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(100)))
    qtbot.waitUntil(lambda: typist.numbers()[:50] == list(range(100, 50, -1)))
    for number in range(100, 0, -1):
        typist.press(Key.Key_J)
        typist.wait_for_case(number)
        if number % 3 == 0:
            typist.choose(Key.Key_A, "Ad" if number % 2 else "Den")
            typist.settle()
        if number % 4 == 0:
            typist.choose(Key.Key_P, "Crit")
            typist.settle()
        typist.press(Key.Key_E)
        typist.settle()
        assert typist.shown() == number, "it stays on the screen until the next one is chosen"
    ops = operations.channel_id
    assert cases.counts(ops) == cases.Counts(open=0, closed=100)
    assert {stored(ops, number).assignee for number in range(3, 101, 6)} == {"Ada"}
    assert {stored(ops, number).assignee for number in range(6, 101, 6)} == {"Deniz"}
    assert [number for number in range(1, 101) if stored(ops, number).priority == 5] == list(range(4, 101, 4))
    assert actions_of(operations, 12) == [
        ("Deniz", "assigned", "Deniz"),
        ("Deniz", "priority", "Critical"),
        ("Deniz", "closed", ""),
    ]
    assert actions_of(operations, 1) == [("Deniz", "closed", "")]


def test_j_and_k_go_up_and_down(typist: Typist, operations: Hook, post: Post) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(3)))
    typist.wait_for([3, 2, 1])
    seen = []
    for key in (Key.Key_J, Key.Key_J, Key.Key_J, Key.Key_J, Key.Key_K, Key.Key_K, Key.Key_K):
        typist.press(key)
        seen.append(typist.shown())
    assert seen == [3, 2, 1, 1, 2, 3, 3]


def test_j_goes_on_into_the_next_page(typist: Typist, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(70)))
    qtbot.waitUntil(lambda: typist.numbers()[:50] == list(range(70, 20, -1)))
    for _ in range(70):
        typist.press(Key.Key_J)
        typist.settle()
    assert typist.shown() == 1


def test_x_marks_and_an_action_is_for_all_that_are_marked(
    typist: Typist, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(5)))
    typist.wait_for([5, 4, 3, 2, 1])
    typist.press(Key.Key_J, Key.Key_X, Key.Key_J, Key.Key_J, Key.Key_X, Key.Key_J)
    typist.settle()
    assert [case.number for case in typist.page.chosen_cases()] == [5, 3]
    assert typist.pane.bar.isVisible()
    assert typist.pane.bar.count.text() == "2 selected"
    assert typist.shown() == 2, "the case on the screen need not be marked"
    typist.choose(Key.Key_P, "Low")
    typist.settle()
    assert [stored(operations.channel_id, number).priority for number in (5, 4, 3, 2, 1)] == [1, 0, 1, 0, 0]
    assert [case.number for case in typist.page.chosen_cases()] == [5, 3], "they stay marked for the next action"
    typist.press(Key.Key_E)
    typist.wait_for([4, 2, 1])
    assert not typist.pane.bar.isVisible()
    assert [case.number for case in typist.page.chosen_cases()] == [2]
    typist.press(Key.Key_Z, modifier=CTRL)
    typist.wait_for([5, 4, 3, 2, 1])
    assert actions_of(operations, 5) == [("Deniz", "priority", "Low")]


def test_escape_and_x_again_take_marks_away(typist: Typist, operations: Hook, post: Post) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(3)))
    typist.wait_for([3, 2, 1])
    typist.pane.list.setFocus()
    typist.press(Key.Key_J, Key.Key_X, Key.Key_J, Key.Key_X, Key.Key_X)
    assert [case.number for case in typist.pane.list.marked()] == [3]
    typist.press(Key.Key_Escape)
    assert typist.pane.list.marked() == []
    assert [case.number for case in typist.page.chosen_cases()] == [2]


def test_shift_and_the_arrows_mark_a_range(typist: Typist, operations: Hook, post: Post) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(4)))
    typist.wait_for([4, 3, 2, 1])
    typist.pane.list.setFocus()
    typist.press(Key.Key_J)
    typist.press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    assert [case.number for case in typist.pane.list.marked()] == [4, 3, 2]
    typist.press(Key.Key_Down)
    assert [case.number for case in typist.pane.list.marked()] == [4, 3, 2], "going on keeps the marks"
    assert typist.shown() == 1


def test_what_was_closed_is_not_marked_for_the_next_action(
    typist: Typist, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(3)))
    typist.wait_for([3, 2, 1])
    typist.press(Key.Key_J, Key.Key_X, Key.Key_J, Key.Key_X, Key.Key_E)
    typist.wait_for([2, 1])
    # Although the row of the case on the screen stays; the news may be here before the answer that takes the mark away.
    qtbot.waitUntil(lambda: typist.pane.list.marked() == [])
    typist.press(Key.Key_J)
    assert [case.number for case in typist.page.chosen_cases()] == [1]


def test_ctrl_a_marks_all_and_they_are_closed_in_one_go(
    typist: Typist, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(30)))
    typist.wait_for(range(30, 0, -1))
    typist.pane.list.setFocus()
    typist.press(Key.Key_A, modifier=CTRL)
    assert typist.pane.bar.count.text() == "30 selected"
    typist.press(Key.Key_E)
    qtbot.waitUntil(typist.pane.nothing.isVisible)
    assert cases.counts(operations.channel_id) == cases.Counts(open=0, closed=30)
    assert not typist.pane.bar.isVisible()
    typist.press(Key.Key_Z, modifier=CTRL)
    typist.wait_for(range(30, 0, -1))


def test_ctrl_z_takes_back_what_is_still_being_done(typist: Typist, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="1", text="Case"))
    typist.wait_for([1])
    typist.press(Key.Key_J)
    typist.wait_for_case(1)
    with qtbot.waitSignal(typist.page.case_actions.undone) as said:
        typist.press(Key.Key_E)
        typist.press(Key.Key_Z, modifier=CTRL)
    assert said.args == ["Undone: Case #1 closed"]
    assert stored(operations.channel_id, 1).state == "open"


def test_after_a_deleted_case_j_goes_to_the_one_that_followed(
    typist: Typist, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(4)))
    typist.wait_for([4, 3, 2, 1])
    typist.press(Key.Key_J, Key.Key_J)
    typist.wait_for_case(3)
    typist.press(Key.Key_Delete)
    typist.wait_for([4, 2, 1])
    qtbot.waitUntil(lambda: typist.shown() is None)
    typist.press(Key.Key_J)
    assert typist.shown() == 2
    typist.press(Key.Key_Z, modifier=CTRL)
    typist.wait_for([4, 3, 2, 1])


def test_move_merge_reopen_and_deadline_have_keys(typist: Typist, qtbot: QtBot, operations: Hook, post: Post) -> None:
    backups = channels.add("Backups")
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(4)))
    typist.wait_for([4, 3, 2, 1])
    typist.press(Key.Key_J)
    typist.wait_for_case(4)
    typist.choose(Key.Key_M, "Back")
    typist.wait_for([3, 2, 1])
    assert [case.channel for case in (stored(operations.channel_id, 4), stored(backups.id, 1))] == ["Backups"] * 2
    typist.press(Key.Key_J, Key.Key_X, Key.Key_J, Key.Key_X, Key.Key_G)
    typist.wait_for([2, 1])
    assert stored(operations.channel_id, 3).number == 2
    typist.press(Key.Key_K, Key.Key_J)
    typist.wait_for_case(1)
    typist.press(Key.Key_E)
    qtbot.waitUntil(lambda: stored(operations.channel_id, 1).state == "closed")
    typist.settle()
    typist.press(Key.Key_R)
    qtbot.waitUntil(lambda: stored(operations.channel_id, 1).state == "open")
    typist.settle()
    typist.press(Key.Key_D)
    typist.press(Key.Key_Return)
    qtbot.waitUntil(lambda: stored(operations.channel_id, 1).deadline is not None)


def test_letters_are_letters_while_something_is_typed(
    typist: Typist, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="a", text="First"), Report(id="b", text="Second"))
    typist.wait_for([2, 1])
    typist.press(Key.Key_J)
    typist.wait_for_case(2)
    typist.press(Key.Key_C)
    typist.type("rejected, please xjkeramd?/")
    assert typist.page.view.comment.text() == "rejected, please xjkeramd?/"
    assert typist.shown() == 2
    assert stored(operations.channel_id, 2).state == "open"
    assert typist.program.window.findChildren(Shortcuts) == []


def test_enter_goes_into_the_case(typist: Typist, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="First"))
    typist.wait_for([1])
    typist.pane.list.setFocus()
    typist.press(Key.Key_J)
    typist.wait_for_case(1)
    typist.press(Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert typist.page.view.isAncestorOf(focus)
    typist.press(Key.Key_E)
    typist.settle()
    assert stored(operations.channel_id, 1).state == "closed"


def test_the_question_mark_shows_every_key_of_the_cases(typist: Typist, qtbot: QtBot) -> None:
    typist.press("?")
    [dialog] = typist.program.window.findChildren(Shortcuts)
    assert dialog.isVisible()
    lines = dialog.lines()
    wanted = "E Close", "R Reopen", "A Assign", "P Priority", "D Deadline", "M Move to a channel", "X Select"
    assert {*wanted, "J Next case", "K Previous case", "? Keyboard shortcuts", "Ctrl+K or / Search"} <= set(lines)
    dialog.reject()


def test_the_keys_of_cases_do_nothing_on_the_other_page(
    typist: Typist, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="a", text="First"))
    typist.wait_for([1])
    typist.press(Key.Key_J)
    typist.wait_for_case(1)
    typist.press(Key.Key_1, modifier=CTRL)
    typist.press(Key.Key_E, Key.Key_X, Key.Key_J)
    typist.settle()
    assert stored(operations.channel_id, 1).state == "open"


def test_l_links_the_case_with_another(typist: Typist, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(2)))
    typist.wait_for([2, 1])
    typist.press(Key.Key_J)
    typist.wait_for_case(2)
    typist.press(Key.Key_L)
    qtbot.waitUntil(lambda: typist.popup() is not None)
    typist.type("#1")
    typist.settle()
    typist.press(Key.Key_Return)
    first = stored(operations.channel_id, 1)
    qtbot.waitUntil(lambda: [case.number for case in links.of_case(first.id)] == [2])
    assert [entry.action for entry in cases.history(first.id)] == ["linked"]


def test_the_menu_of_a_case_is_for_that_case_alone(typist: Typist, operations: Hook, post: Post) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(3)))
    typist.wait_for([3, 2, 1])
    typist.press(Key.Key_J, Key.Key_X, Key.Key_J)
    typist.wait_for_case(2)
    typist.page.view.more["delete_case"].trigger()
    typist.wait_for([3, 1])
    assert [case.number for case in typist.pane.list.marked()] == [3]
