"""Subject and description are changed in their place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from models.cases import case_actions, cases
from models.channels.hooks import Hook
from tests.desktop.cases.conftest import Post, lines
from tests.desktop.cases.detail.opening import CONTROL, Key, open_first
from tests.desktop.conftest import Answers


def test_the_subject_is_changed_in_its_place(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    subject = page.view.header.subject
    QTest.mouseClick(subject.label, Qt.MouseButton.LeftButton)
    assert subject.field.hasFocus()
    QTest.keyClicks(subject.field, "Disk of db-07 full")
    QTest.keyClick(subject.field, Key.Key_Return)
    qtbot.waitUntil(lambda: subject.label.text() == "Disk of db-07 full")
    assert cases.get(case.id).subject == "Disk of db-07 full"
    qtbot.waitUntil(lambda: lines(page)[-1:] == ["Deniz called the case “Disk of db-07 full”"])
    assert subject.label.isVisible()


def test_escape_leaves_the_subject_as_it_was(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    subject = page.view.header.subject
    subject.label.setFocus()
    QTest.keyClick(subject.label, Key.Key_Return)
    QTest.keyClicks(subject.field, "Nothing")
    QTest.keyClick(subject.field, Key.Key_Escape)
    assert subject.label.isVisible()
    assert cases.get(case.id).subject == "Disk full"
    assert cases.history(case.id) == []


def test_a_subject_that_somebody_changed_while_it_was_typed_is_not_overwritten(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, answers: Answers
) -> None:
    case = open_first(page, qtbot, operations, post)
    subject = page.view.header.subject
    subject.edit()
    case_actions.set_subject(case, "Disk of db-07", "Ada")
    qtbot.waitUntil(lambda: subject.label.text() == "Disk of db-07")
    assert subject.field.text() == "Disk full", "what is being typed stays"
    answers.yes = False
    QTest.keyClicks(subject.field, "Mine")
    with qtbot.waitSignal(page.shown.case_read, raising=False, timeout=200):
        QTest.keyClick(subject.field, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert "called Disk of db-07" in answers.asked[-1][0]
    assert cases.get(case.id).subject == "Disk of db-07"


def test_the_description_is_written_and_undone(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    description = page.view.description
    QTest.mouseClick(description.button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(description.field.text, "<b>What</b> is known")
    QTest.keyClick(description.field.text, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: description.view.toPlainText() == "<b>What</b> is known")
    assert cases.get(case.id).description == "<b>What</b> is known"
    assert lines(page)[-1] == "Deniz changed the description"
    # The news of the change may be here before the answer that brings the way back.
    qtbot.waitUntil(lambda: page.case_actions.undo.last() is not None)
    page.case_actions.undo_last()
    qtbot.waitUntil(lambda: not description.view.isVisible())
    assert cases.get(case.id).description == ""
