"""What a person is asked before the program ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.cases.detail.begun_comments import BegunComments
from desktop.deliveries.actions.edit_replay import EditReplay
from desktop.desk import Desk
from desktop.tray import background
from desktop.window.main_window import SETTINGS_FILE
from desktop.words import clock
from models.cases import case_pages
from models.cases.case_filter import Filter
from tests.desktop.conftest import Answers

Post = Callable[..., None]
SPOKE = "Senders reach nothing until Hookdesk is started again. One posted just now."


def quit_program(program: Desk) -> None:
    program.actions["quit"].trigger()


def wait_for_sender(qtbot: QtBot, program: Desk, post: Post, **more: object) -> None:
    """Post, and wait until the window knows of it."""
    today = program.window.status.today
    before = today.text()
    post("Disk full", **more)
    qtbot.waitUntil(lambda: today.text() != before)
    qtbot.waitUntil(program.tasks.idle)


def leave_senders_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hours go by."""
    late = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: late)


def test_nothing_is_asked_where_nothing_is_lost(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    with qtbot.waitSignal(program.background.ended):
        quit_program(program)
    assert answers.asked == []


def test_quit_says_that_reception_ends_when_a_sender_spoke_in_the_last_hour(
    qtbot: QtBot, program: Desk, answers: Answers, post: Post
) -> None:
    wait_for_sender(qtbot, program, post)
    answers.yes = False
    with qtbot.assertNotEmitted(program.background.ended):
        quit_program(program)
    assert answers.asked == [("Quit Hookdesk?", SPOKE)]
    assert program.window.isVisible()
    answers.yes = True
    with qtbot.waitSignal(program.background.ended):
        quit_program(program)


def test_closing_the_window_asks_where_that_is_the_end(
    qtbot: QtBot, program: Desk, answers: Answers, post: Post
) -> None:
    wait_for_sender(qtbot, program, post)
    answers.yes = False
    program.window.close()
    assert answers.asked == [("Quit Hookdesk?", SPOKE)]
    assert program.window.isVisible()
    answers.yes = True


def test_a_sender_of_two_hours_ago_is_not_missed(
    qtbot: QtBot, program: Desk, answers: Answers, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_sender(qtbot, program, post)
    leave_senders_out(monkeypatch)
    with qtbot.waitSignal(program.background.ended):
        quit_program(program)
    assert answers.asked == []


def test_nothing_is_said_of_reception_where_there_is_none(
    qtbot: QtBot, program: Desk, answers: Answers, post: Post
) -> None:
    wait_for_sender(qtbot, program, post)
    program.receiver.stop()
    with qtbot.waitSignal(program.background.ended):
        quit_program(program)
    assert answers.asked == []


def test_a_signal_of_the_system_ends_it_without_a_question(
    qtbot: QtBot, program: Desk, answers: Answers, post: Post
) -> None:
    wait_for_sender(qtbot, program, post)
    with qtbot.waitSignal(program.background.ended):
        program.background.end()
    assert answers.asked == []


def test_a_description_that_was_begun_is_asked_for(
    qtbot: QtBot, program: Desk, answers: Answers, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_sender(qtbot, program, post, id="a")
    leave_senders_out(monkeypatch)
    program.window.open_case(case_pages.page(Filter())[0].id)
    description = program.window.cases.view.description
    qtbot.waitUntil(description.button.isVisible)
    description.edit()
    description.field.text.setPlainText("The disk of")
    answers.yes = False
    quit_program(program)
    assert answers.asked == [("Quit Hookdesk?", "The description of case #1 that you began would be lost.")]
    answers.yes = True


def test_a_body_that_was_edited_is_asked_for_once(
    qtbot: QtBot, qapp: QApplication, program: Desk, answers: Answers, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_sender(qtbot, program, post)
    leave_senders_out(monkeypatch)
    program.actions["show_deliveries"].trigger()
    program.window.open_delivery(1)
    qtbot.waitUntil(program.actions["edit_and_replay"].isEnabled)
    program.actions["edit_and_replay"].trigger()

    def editors() -> list[EditReplay]:
        return [each for each in qapp.topLevelWidgets() if isinstance(each, EditReplay)]

    qtbot.waitUntil(lambda: bool(editors()))
    editors()[0].report.show_text('{"text": "hello again"}')
    with qtbot.waitSignal(program.background.ended):
        quit_program(program)
    assert answers.asked == [("Quit Hookdesk?", "What you changed in the body of delivery 1 would be lost.")]


def test_properties_that_were_changed_are_asked_for(qtbot: QtBot, program: Desk, answers: Answers, post: Post) -> None:
    program.channels.edit()
    qtbot.waitUntil(lambda: program.channels.dialog is not None)
    assert program.channels.dialog is not None
    program.channels.dialog.general.name.setText("Alarms")
    answers.yes = False
    with qtbot.assertNotEmitted(program.background.ended):
        program.background.quit_when_answered()
    assert answers.asked == [("Quit Hookdesk?", "What you changed in the properties of General would be lost.")]
    answers.yes = True
    program.channels.dialog.reject()


def test_a_comment_that_was_begun_is_kept_without_a_question(
    qtbot: QtBot, program: Desk, answers: Answers, post: Post, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wait_for_sender(qtbot, program, post, id="a")
    leave_senders_out(monkeypatch)
    [case] = case_pages.page(Filter())
    program.window.open_case(case.id)
    qtbot.waitUntil(lambda: program.shown.case is not None)
    program.window.cases.view.comment.field.setPlainText("Half a")
    with qtbot.waitSignal(program.background.ended):
        quit_program(program)
    assert answers.asked == []
    kept = shutil.copy(tmp_path / SETTINGS_FILE, tmp_path / "later.ini")
    assert BegunComments(QSettings(str(kept), QSettings.Format.IniFormat)).of(case) == "Half a"


def test_nothing_is_asked_while_the_session_ends(
    qtbot: QtBot, program: Desk, qapp: QApplication, answers: Answers, post: Post
) -> None:
    wait_for_sender(qtbot, program, post)
    qapp.commitDataRequest.emit(None)
    with qtbot.waitSignal(program.background.ended):
        program.window.close()
    assert answers.asked == []


def test_it_is_asked_again_when_the_session_went_on(
    qtbot: QtBot, program: Desk, qapp: QApplication, answers: Answers, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_sender(qtbot, program, post)
    monkeypatch.setattr(background, "SESSION_ENDS_MS", 0)
    qapp.commitDataRequest.emit(None)
    qtbot.waitUntil(lambda: not program.background.session_ends.isActive())
    answers.yes = False
    program.window.close()
    assert answers.asked == [("Quit Hookdesk?", SPOKE)]
