"""What the menu of the editor does to a format."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.formats.actions.versions_dialog import VersionsDialog
from desktop.formats.editor_window import EditorWindow
from desktop.formats.editors import FormatEditors
from models.formats import own_formats
from receiver.formats import own_formats as checked
from receiver.formats.format import Format
from receiver.formats.format_file import parse_format, read_format, write_format
from tests.desktop.conftest import Answers
from tests.desktop.formats.conftest import Open, Post, settle


@pytest.fixture
def window(post: Post, open_editor: Open) -> EditorWindow:
    """The editor on a format with two versions, "Watchers"."""
    post()
    own = own_formats.create("Watchers", "")
    for key in ("body.watcher", "body.checks[0].host"):
        checked.publish(own.id, write_format(Format("Watchers", key=key, subject="{{ body.watcher }}")), f"By {key}")
    return open_editor(own.id)


def test_what_was_changed_since_the_version_is_counted(qtbot: QtBot, window: EditorWindow) -> None:
    assert window.head.state.text() == "Version 2, in force"
    assert not window.head.publish.isEnabled()
    window.edited.change(key="body.watcher", priority='"High"')
    assert window.head.state.text() == "Draft, 2 changes since version 2"
    assert window.head.publish.isEnabled()


def test_a_version_is_put_in_force_again(qtbot: QtBot, tasks: Tasks, window: EditorWindow, answers: Answers) -> None:
    window.menu_actions["format_versions"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(VersionsDialog)))
    [dialog] = window.findChildren(VersionsDialog)
    assert not dialog.go_back.isEnabled()
    dialog.list.setCurrentRow(1)
    assert "body.watcher" in dialog.text.toPlainText()
    dialog.go_back.click()
    qtbot.waitUntil(lambda: window.head.state.text() == "Version 3, in force")
    assert window.edited.get().key == "body.watcher"
    assert answers.asked == [("Put version 1 in force again?", "It becomes the newest version, and the draft is lost.")]


def test_a_version_is_put_into_the_draft(qtbot: QtBot, window: EditorWindow) -> None:
    window.menu_actions["format_versions"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(VersionsDialog)))
    [dialog] = window.findChildren(VersionsDialog)
    dialog.list.setCurrentRow(1)
    dialog.edit.click()
    assert window.head.state.text() == "Draft, 1 change since version 2"
    qtbot.waitUntil(window.keeper.is_idle)


def test_a_draft_is_discarded(qtbot: QtBot, window: EditorWindow) -> None:
    window.edited.change(key="body.checks[1].host")
    qtbot.waitUntil(window.keeper.is_idle)
    window.menu_actions["discard_draft"].trigger()
    qtbot.waitUntil(lambda: window.form.parts["key"].field.text() == "body.checks[0].host")
    [own] = own_formats.all_formats()
    assert own.draft is None
    assert window.head.state.text() == "Version 2, in force"


def test_another_name_leaves_what_is_edited_as_it_is(qtbot: QtBot, window: EditorWindow, answers: Answers) -> None:
    window.edited.change(key="body.checks[1].host")
    answers.line = "Our watchers"
    window.menu_actions["rename_format"].trigger()
    qtbot.waitUntil(lambda: window.head.name.text() == "Our watchers")
    assert window.edited.get().key == "body.checks[1].host"
    assert [own.name for own in own_formats.all_formats()] == ["Our watchers"]


def test_a_file_takes_the_format_out_and_in(
    qtbot: QtBot, tasks: Tasks, window: EditorWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.file = tmp_path / "watchers.toml"
    window.menu_actions["export_format"].trigger()
    qtbot.waitUntil(answers.file.exists)
    qtbot.waitUntil(tasks.idle)
    assert read_format(answers.file.read_text("utf-8")) == window.edited.get()
    answers.file.write_text("name = 'Elsewhere'\nkey = 'body.where ~'\n", "utf-8")
    window.menu_actions["import_format"].trigger()
    qtbot.waitUntil(lambda: window.edited.get() == Format("Watchers", key="body.where ~"))
    settle(qtbot, window, tasks)
    assert window.form.parts["key"].fault.isVisible()


def test_a_file_that_is_no_format_changes_nothing(
    qtbot: QtBot, window: EditorWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.file = tmp_path / "picture.toml"
    answers.file.write_bytes(b"\x89PNG\xff")
    before = window.edited.get()
    window.menu_actions["import_format"].trigger()
    qtbot.waitUntil(lambda: len(answers.problems) == 1)
    assert answers.problems[0].title.endswith("picture.toml is no text in UTF-8.")
    assert window.edited.get() == before


def test_a_format_that_no_web_hook_reads_by_is_removed(
    qtbot: QtBot, editors: FormatEditors, window: EditorWindow
) -> None:
    window.menu_actions["remove_format"].trigger()
    qtbot.waitUntil(lambda: own_formats.all_formats() == [])
    qtbot.waitUntil(lambda: editors.windows == [])


def test_a_draft_that_came_of_an_unfinished_text_is_shown_as_it_was(post: Post, open_editor: Open) -> None:
    post()
    text = write_format(Format("Half", key="body.", subject="{{ body"))
    window = open_editor(own_formats.create("Half", text).id)
    assert window.edited.get() == parse_format(text)
    assert window.form.parts["subject"].fault.isVisible()
