"""A comment that was begun is kept until it is sent."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.cases.detail.begun_comments import BegunComments
from desktop.cases.page import CasesPage
from models.cases import case_moving, case_pages, cases
from models.cases.case_filter import Filter
from models.channels.hooks import Hook
from models.messages import messages
from models.report import Report
from tests.desktop.cases.conftest import Post, open_number, show

TRICKY = 'a, b; "c" = \\n @Invalid()\n%20 [x]\tİıü 🙂\n\n  '


def begun(tmp_path: Path, name: str = "begun.ini") -> BegunComments:
    """What a later start of the program finds; those that read the same file would be given what is not on disk yet."""
    later = tmp_path / f"later-{uuid4()}.ini"
    if (tmp_path / name).exists():
        shutil.copy(tmp_path / name, later)
    return BegunComments(QSettings(str(later), QSettings.Format.IniFormat))


def type_comment(page: CasesPage, text: str) -> None:
    page.view.comment.field.setPlainText(text)


@pytest.mark.parametrize("text", [TRICKY, "@ByteArray(x)", "true", "12"])
def test_any_text_comes_back_as_it_was(operations: Hook, post: Post, tmp_path: Path, text: str) -> None:
    post(Report(id="a", text="a"))
    [case] = case_pages.page(Filter())
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    BegunComments(settings).keep(case, text)
    settings.sync()
    assert begun(tmp_path, "kept.ini").of(case) == text


def test_a_pause_in_typing_keeps_it_on_disk(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, tmp_path: Path
) -> None:
    post(Report(id="a", text="a"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    type_comment(page, "Half a")
    case = cases.find(operations.channel_id, 1)
    qtbot.waitUntil(lambda: begun(tmp_path).of(case) == "Half a")


def test_a_comment_that_was_sent_does_not_come_back(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, tmp_path: Path
) -> None:
    post(Report(id="a", text="a"), Report(id="b", text="b"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    type_comment(page, "Cable was loose")
    page.view.comment.keep()
    page.view.comment.field.setFocus()
    QTest.keyClick(page.view.comment.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.open_case(cases.find(operations.channel_id, 2).id)  # before it is on disk, perhaps
    first = cases.find(operations.channel_id, 1)
    qtbot.waitUntil(lambda: len(messages.of_case(first.id)) == 2)
    open_number(page, qtbot, operations, 1)
    qtbot.waitUntil(lambda: (case := page.shown.case) is not None and case.id == first.id)
    qtbot.waitUntil(lambda: page.view.comment.text() == "" and begun(tmp_path).of(first) == "")


def test_what_was_begun_goes_along_into_the_case_that_lives_on(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="a", text="a"), Report(id="b", text="b"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 2)
    type_comment(page, "Half a")
    first, second = (cases.find(operations.channel_id, number) for number in (1, 2))
    case_moving.merge([first, second], "Ada")
    qtbot.waitUntil(lambda: (case := page.shown.case) is not None and case.id == first.id)
    page.shown.show_case(None)
    open_number(page, qtbot, operations, 1)
    assert page.view.comment.text() == "Half a"
