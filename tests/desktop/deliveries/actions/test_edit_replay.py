"""Edit and replay, by the keyboard: an editor that says what is wrong, sends, and stays until it is right."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.deliveries.actions.edit_replay import EditReplay, draft
from desktop.posting.json_editor import LONGEST_LINE
from desktop.widgets.theme import ThemeHolder
from models.channels import channels, hooks
from models.channels.hook_rules import AUTOMATIC, OWN
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.messages import messages
from models.problems import Problem
from tests.desktop.conftest import Answers
from tests.receiver.intake.rules import set_rules
from tests.receiver.intake.uploads.posting import PNG, came
from tests.receiver.intake.uploads.posting import send as post_files

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., EditReplay]


@pytest.fixture
def rejected(hook_url: str, operations: Hook) -> Callable[[bytes], int]:
    """Post a body that is rejected, by a hook for Hookdesk's own JSON; the delivery's id."""
    set_rules(operations, reads=OWN)

    def post(body: bytes, **headers: str) -> int:
        assert not requests.post(hook_url, data=body, headers=headers, timeout=10).ok
        return deliveries.newest_id(None)

    return post


@pytest.fixture
def open_editor(qtbot: QtBot, tasks: Tasks, theme: ThemeHolder, answers: Answers) -> Open:
    """Open the editor on a delivery, checked for the first time."""

    def opened(delivery_id: int) -> EditReplay:
        dialog = EditReplay(draft(delivery_id), tasks=tasks, theme=theme, ask=answers)
        qtbot.addWidget(dialog, before_close_func=lambda _: setattr(answers, "yes", True))
        with qtbot.waitActive(dialog), qtbot.waitSignal(dialog.report.checked):
            dialog.show()
        return dialog

    return opened


def said(dialog: EditReplay) -> list[str]:
    """What is wrong, as it is listed."""
    found = dialog.report.findings
    return [found.item(row).text() for row in range(found.count())]


def retype(qtbot: QtBot, dialog: EditReplay, text: str) -> None:
    """Type another text, and wait until it was checked."""
    with qtbot.waitSignal(dialog.report.checked):
        QTest.keyClick(dialog.report.editor, Key.Key_A, CONTROL)
        QTest.keyClicks(dialog.report.editor, text)


def send(qtbot: QtBot, dialog: EditReplay) -> None:
    with qtbot.waitSignal(dialog.replayed):
        QTest.keyClick(QApplication.focusWidget() or dialog, Key.Key_Return, CONTROL)


def test_a_report_is_corrected_and_sent_without_the_mouse(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int], operations: Hook
) -> None:
    ident = rejected(b'{"text": 5}')
    dialog = open_editor(ident)
    assert dialog.report.editor.hasFocus()
    assert said(dialog) == ["text must be a string, not a number."]
    send(qtbot, dialog)
    assert dialog.answer.status.pill.text().startswith("422")
    assert '"pointer": "/text"' in dialog.answer.view.toPlainText()
    assert dialog.isVisible()
    retype(qtbot, dialog, '{"id": "7", "text": "five"}')
    assert said(dialog) == []
    assert dialog.report.fine.isVisible()
    send(qtbot, dialog)
    assert dialog.answer.status.pill.text() == "201 Created"
    assert '"case": 1' in dialog.answer.view.toPlainText()
    assert [message.text for message in messages.page(operations.channel_id)] == ["five"]
    assert deliveries.shown(ident).delivery.mended_by == deliveries.newest_id(None)
    QTest.keyClick(QApplication.focusWidget() or dialog, Key.Key_Space)
    assert not dialog.isVisible()


def test_each_fault_leads_to_its_place(qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int]) -> None:
    dialog = open_editor(rejected('{"subject": "ğ😀",\n "text": 5,\n "id": true}'.encode()))
    assert len(said(dialog)) == 2
    area = dialog.report.findings.visualItemRect(dialog.report.findings.item(1))
    QTest.mouseClick(dialog.report.findings.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    cursor = dialog.report.editor.textCursor()
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (1, 9)
    assert dialog.report.editor.hasFocus()
    dialog.report.findings.setFocus()
    QTest.keyClick(dialog.report.findings, Key.Key_Home)
    QTest.keyClick(dialog.report.findings, Key.Key_Return)
    assert dialog.report.editor.textCursor().blockNumber() == 2


def test_a_syntax_error_behind_an_emoji_is_marked_where_it_is(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int]
) -> None:
    dialog = open_editor(rejected('{"text": "😀😀"; }'.encode()))
    [selection] = dialog.report.editor.extraSelections()
    assert selection.cursor.selectedText() == ";"
    assert "line 1, column 14" in said(dialog)[0]


def test_format_lays_the_json_out(qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int]) -> None:
    dialog = open_editor(rejected(b'{"text": 5, "v": 1.0}'))
    QTest.mouseClick(dialog.report.format, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.report.text() == '{\n  "text": 5,\n  "v": 1.0\n}')
    dialog.report.editor.undo()
    assert dialog.report.text() == '{"text": 5, "v": 1.0}'


def test_what_was_typed_is_not_lost_without_a_question(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int], answers: Answers
) -> None:
    dialog = open_editor(rejected(b'{"text": 5}'))
    retype(qtbot, dialog, "{}")
    answers.yes = False
    QTest.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    assert answers.asked[0][0] == "Close without sending?"
    answers.yes = True
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_was_not_touched_or_was_accepted_closes_without_a_question(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int], answers: Answers
) -> None:
    ident = rejected(b'{"text": 5}')
    QTest.keyClick(open_editor(ident), Key.Key_Escape)
    dialog = open_editor(ident)
    retype(qtbot, dialog, '{"text": "five"}')
    send(qtbot, dialog)
    dialog.close()
    assert answers.asked == []


def test_what_came_to_a_hook_that_is_gone_goes_to_another_one(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int], operations: Hook
) -> None:
    ident = rejected(b'{"text": 5}')
    hooks.add(operations.channel_id, "First")
    hooks.add(operations.channel_id, "Second")
    hooks.remove(operations.guid)
    dialog = open_editor(ident)
    assert [dialog.hooks.itemText(row) for row in range(dialog.hooks.count())] == ["Second", "First"]
    dialog.hooks.setFocus()
    QTest.keyClicks(dialog.hooks, "F")
    retype(qtbot, dialog, '{"text": "five"}')
    send(qtbot, dialog)
    assert deliveries.page(limit=1)[0].hook == "First"


def test_without_another_hook_nothing_can_be_sent(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int], operations: Hook, tasks: Tasks
) -> None:
    ident = rejected(b'{"text": 5}')
    hooks.remove(operations.guid)
    dialog = open_editor(ident)
    assert not dialog.send.isEnabled()
    QTest.keyClick(dialog.report.editor, Key.Key_Return, CONTROL)
    qtbot.waitUntil(tasks.idle)
    assert deliveries.newest_id(None) == ident


def test_a_hook_is_chosen_only_where_there_is_none(open_editor: Open, rejected: Callable[[bytes], int]) -> None:
    dialog = open_editor(rejected(b'{"text": 5}'))
    assert not dialog.hooks.isVisible()


def test_a_delivery_that_went_meanwhile_is_said_beside_the_text(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int], operations: Hook
) -> None:
    dialog = open_editor(rejected(b'{"text": 5}'))
    channels.remove(operations.channel_id)
    QTest.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is not there" in dialog.answer.note.text())
    assert dialog.isVisible()
    assert dialog.send.isEnabled()


def test_a_body_of_which_only_the_beginning_is_kept_has_to_be_completed(
    open_editor: Open, rejected: Callable[[bytes], int]
) -> None:
    dialog = open_editor(rejected(b'{"text": "' + b"line\\n " * 200_000 + b'"}'))
    assert "Only the beginning of this body was kept" in dialog.answer.note.text()


def test_a_body_of_one_endless_line_is_laid_out_or_not_opened(rejected: Callable[[bytes], int], hook_url: str) -> None:
    parts = [{"name": "x" * 10, "number": number} for number in range(1500)]
    assert draft(rejected(json.dumps({"text": 5, "parts": parts}).encode())).text.count("\n") > 4500
    assert requests.post(hook_url, data=b'{"text": "taken", "v": "' + b"x" * LONGEST_LINE + b'"}', timeout=10).ok
    endless = deliveries.newest_id(None)  # one that was rejected is kept no further than that
    with pytest.raises(Problem, match="too many to be edited") as refused:
        draft(endless)
    assert f"hookdeskctl delivery replay {endless} --body FILE" in refused.value.what_to_do


def test_a_large_body_comes_in_by_and_by_and_is_whole(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int]
) -> None:
    body = {"parts": [f"ğ😀 {number}" for number in range(3_000)], "text": 5}
    dialog = open_editor(rejected(json.dumps(body, ensure_ascii=False).encode()))
    editor = dialog.report.editor
    assert json.loads(dialog.report.text()) == body
    qtbot.waitUntil(lambda: not editor.is_filling())
    assert json.loads(dialog.report.text()) == body
    assert editor.document().blockCount() > 3_000
    [selection] = editor.extraSelections()
    assert selection.cursor.selectedText() == "5"
    dialog.report.editor.go_to(dialog.report.findings.item(0).data(Qt.ItemDataRole.UserRole))
    QTest.keyClicks(editor, "[")
    assert dialog.report.text().endswith('"text": [5\n}')


def test_every_character_is_sent_as_it_came(qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int]) -> None:
    text = "no-break\u00a0space, \u200bzero, \t tab, e\u0301, \U0001f600, \u0085"
    dialog = open_editor(rejected(json.dumps({"text": text, "id": True}, ensure_ascii=False).encode()))
    with qtbot.waitSignal(dialog.report.checked):
        dialog.report.show_text(dialog.report.text().replace("true", '"7"'))
    send(qtbot, dialog)
    assert json.loads(deliveries.shown(deliveries.newest_id(None)).body) == {"text": text, "id": "7"}


def test_a_new_theme_colours_the_text_anew(
    qtbot: QtBot, open_editor: Open, rejected: Callable[[bytes], int], theme: ThemeHolder
) -> None:
    dialog = open_editor(rejected(b'{"text": 5}'))
    editor = dialog.report.editor

    def colours() -> set[str]:
        return {one.format.foreground().color().name() for one in editor.document().firstBlock().layout().formats()}

    qtbot.waitUntil(lambda: theme.current.color("accent").name() in colours())
    theme.choose("dark")
    qtbot.waitUntil(lambda: theme.current.color("accent").name() in colours())
    QTest.keyClick(editor, Key.Key_A, CONTROL)
    QTest.keyClicks(editor, "true")
    qtbot.waitUntil(lambda: colours() == {theme.current.color("warning").name()})


def test_a_body_is_marked_as_the_hook_reads_it(
    open_editor: Open, rejected: Callable[..., int], operations: Hook, qtbot: QtBot
) -> None:
    ident = rejected(b'{"what": {"title": "The boiler is cold"}}')
    dialog = open_editor(ident)
    assert said(dialog) == ["A report needs a text, or at least one attachment."]
    set_rules(operations, reads=AUTOMATIC)
    with qtbot.waitSignal(dialog.report.checked):
        dialog.report.check()
    assert said(dialog) == []
    assert dialog.report.fine.isVisible()
    with qtbot.waitSignal(dialog.report.checked):
        dialog.report.editor.show_text('[{"text": "a"}, {"text": 5}]')
    assert said(dialog) == ["[1].text must be a string, not a number."]


def test_the_files_that_came_with_it_go_along_and_that_is_said(qtbot: QtBot, open_editor: Open, hook_url: str) -> None:
    post_files(hook_url, ("file", "plot.png", PNG), text="mistyped")
    dialog = open_editor(deliveries.newest_id(None))
    assert dialog.answer.note.text() == "Its 1 file goes along."
    retype(qtbot, dialog, '{"text": "typed"}')
    send(qtbot, dialog)
    assert [file.state for file in came()] == ["kept"]


def test_the_files_of_what_was_rejected_are_said_to_be_gone(
    open_editor: Open, rejected: Callable[[bytes], int], hook_url: str
) -> None:
    rejected(b"{}")
    post_files(hook_url, ("file", "plot.png", PNG), payload='{"text": 5}')
    dialog = open_editor(deliveries.newest_id(None))
    assert dialog.answer.note.text() == "Its 1 file is not kept, and does not go along."
