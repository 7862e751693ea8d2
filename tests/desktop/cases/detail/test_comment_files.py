"""Files and pictures in a comment: put in, taken out, sent with it, and stored with it or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.cases.detail.begun_comments import BegunComments
from desktop.cases.detail.comment_box import CommentBox
from desktop.cases.page import CasesPage
from desktop.widgets.theme import ThemeHolder
from models.cases import cases, comments
from models.channels.hooks import Hook
from models.database import connection, execute
from models.files.folder_store import FolderStore
from models.files.own_files import OwnFiles
from models.messages import messages
from models.messages.posted import Posted
from models.problems import Unavailable
from models.report import Report
from tests.desktop.cases.conftest import Post, open_number, show, texts
from tests.desktop.conftest import LARGEST_MIB, Answers


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """The store of `use`."""
    return FolderStore(tmp_path / "files")


@pytest.fixture
def box(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> CommentBox:
    """The comment box of a case."""
    post(Report(id="a", text="Disk full"), Report(id="b", text="Fan stopped"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    return page.view.comment


def files_of_case(operations: Hook, number: int = 1) -> list[Posted]:
    found = messages.of_case(cases.find(operations.channel_id, number).id)
    return [posted for message in found for posted in message.attachments]


def drop(box: CommentBox, *paths: Path) -> None:
    """What Qt sends when files are dropped in the middle of the field."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = QPointF(box.field.viewport().rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # Without it there is no drag that could end.
    enters = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(box.field.viewport(), enters)
    assert enters.isAccepted()
    QApplication.sendEvent(box.field.viewport(), QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, keys))


def named(box: CommentBox) -> list[str]:
    return [button.accessibleName() for button in box.files_row.buttons()]


def test_files_that_are_dropped_go_along_with_the_comment(
    page: CasesPage, box: CommentBox, qtbot: QtBot, operations: Hook, store: FolderStore, tmp_path: Path
) -> None:
    first, second = tmp_path / "readings.csv", tmp_path / "core"
    first.write_bytes(b"a,b\n")
    second.write_bytes(bytes(range(256)) * 4000)
    drop(box, first, second)
    assert named(box) == ["Take out readings.csv", "Take out core"]
    QTest.keyClicks(box.field, "as measured")
    box.send.click()
    qtbot.waitUntil(lambda: texts(page)[-1:] == ["as measured"])
    found = files_of_case(operations)
    assert [(one.display_name, one.state, one.content_type, one.size) for one in found] == [
        ("readings.csv", "kept", "text/plain", 4),
        ("core", "kept", "application/octet-stream", 1_024_000),
    ]
    with store.open(found[1].hash or "") as file:
        assert file.read() == bytes(range(256)) * 4000
    # The news of the comment may be here before the answer that empties the box.
    qtbot.waitUntil(lambda: (box.text(), named(box), box.files_row.isVisible()) == ("", [], False))
    assert list((store.folder / "incoming").iterdir()) == []


def test_a_picture_is_pasted_and_sent_without_a_word(
    page: CasesPage, box: CommentBox, qtbot: QtBot, operations: Hook
) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    box.field.setFocus()
    QTest.keyClick(box.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert named(box) == ["Take out picture.png"]
    QTest.keyClick(box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(files_of_case(operations)) == 1)
    assert files_of_case(operations)[0].content_type == "image/png"
    qtbot.waitUntil(lambda: len(page.view.timeline.entries()) == 2)
    [chip] = page.view.timeline.entries()[1].chips()
    assert [each.text().replace("&", "") for each in chip.new_menu().actions() if each.isVisible()] == [
        *("View", "Open", "Save as…", "Copy file"),
    ]


def test_a_text_that_is_pasted_stays_a_text(box: CommentBox) -> None:
    QGuiApplication.clipboard().setText("see below")
    box.field.paste()
    assert (box.text(), named(box)) == ("see below", [])


def test_a_file_is_chosen_by_a_button_and_taken_out_by_its_own(
    box: CommentBox, answers: Answers, tmp_path: Path
) -> None:
    answers.file = tmp_path / "notes.txt"
    box.attach.click()
    assert box.has_draft()
    box.files_row.buttons()[0].click()
    assert (named(box), box.has_draft()) == ([], False)


def test_files_wait_for_the_case_they_were_put_into(
    page: CasesPage, box: CommentBox, qtbot: QtBot, operations: Hook, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("x")
    drop(box, tmp_path / "notes.txt")
    open_number(page, qtbot, operations, 2)
    qtbot.waitUntil(lambda: named(box) == [])
    open_number(page, qtbot, operations, 1)
    qtbot.waitUntil(lambda: named(box) == ["Take out notes.txt"])


def later(tmp_path: Path) -> BegunComments:
    """What the next start of the program finds."""
    kept = tmp_path / f"later-{uuid4()}.ini"
    if (tmp_path / "begun.ini").exists():
        shutil.copy(tmp_path / "begun.ini", kept)
    return BegunComments(QSettings(str(kept), QSettings.Format.IniFormat))


def test_files_and_pictures_are_there_at_the_next_start_and_no_longer_than_their_comment(
    box: CommentBox, page: CasesPage, qtbot: QtBot, operations: Hook, theme: ThemeHolder, tmp_path: Path
) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    (tmp_path / "notes.txt").write_text("x")
    case = cases.find(operations.channel_id, 1)
    drop(box, tmp_path / "notes.txt")
    QGuiApplication.clipboard().setImage(image)
    box.field.paste()
    box.keep()
    qtbot.waitUntil(lambda: len(later(tmp_path).files_of(case)) == 2)
    notes, pasted = later(tmp_path).files_of(case)
    assert (notes.path, pasted.name) == (tmp_path / "notes.txt", "picture.png")
    assert pasted.path is not None
    qtbot.waitUntil(pasted.path.exists)
    again = CommentBox(later(tmp_path), page.use.hold, theme=theme)
    qtbot.addWidget(again)
    again.show_case(case)
    assert [(each.name, each.path) for each in again.files()] == [(each.name, each.path) for each in (notes, pasted)]
    own = page.use.taking(again.files())()
    own.discard()
    assert own.names() == ["notes.txt", "picture.png"]
    box.send.click()
    qtbot.waitUntil(lambda: later(tmp_path).files_of(case) == [])


def test_a_file_that_is_dragged_from_another_message_stays_when_its_copy_goes(
    box: CommentBox, page: CasesPage, tmp_path: Path
) -> None:
    copy = tmp_path / "copies" / "a" / "b" / "df.txt"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"Filesystem")
    drop(box, copy)
    copy.unlink()
    [held] = box.files()
    assert held.path is not None
    assert (held.name, held.path.read_bytes()) == ("df.txt", b"Filesystem")


def test_files_go_along_when_the_case_is_closed_by_the_button(
    page: CasesPage, box: CommentBox, qtbot: QtBot, operations: Hook, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("x")
    drop(box, tmp_path / "notes.txt")
    page.view.header.state_button.click()
    qtbot.waitUntil(lambda: cases.find(operations.channel_id, 1).state == "closed")
    assert [one.display_name for one in files_of_case(operations)] == ["notes.txt"]
    qtbot.waitUntil(lambda: named(box) == [])


@pytest.mark.parametrize("what", ["folder", "gone", "pipe"])
def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    box: CommentBox, qtbot: QtBot, operations: Hook, answers: Answers, store: FolderStore, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "odd"
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    (tmp_path / "good.txt").write_text("x")
    drop(box, tmp_path / "good.txt", path)
    QTest.keyClicks(box.field, "look")
    box.send.click()
    qtbot.waitUntil(lambda: bool(answers.problems))
    assert files_of_case(operations) == []
    assert (box.text(), len(named(box)), box.send.isEnabled()) == ("look", 2, True)
    assert list((store.folder / "incoming").iterdir()) == []


def test_a_file_is_as_large_as_the_settings_say(
    box: CommentBox, qtbot: QtBot, operations: Hook, answers: Answers, store: FolderStore, tmp_path: Path
) -> None:
    (tmp_path / "large").write_bytes(bytes(LARGEST_MIB * 1024 * 1024 + 1))
    drop(box, tmp_path / "large")
    box.send.click()
    qtbot.waitUntil(lambda: bool(answers.problems))
    assert answers.problems[0].title == f"large is larger than {LARGEST_MIB} MiB."
    assert list((store.folder / "incoming").iterdir()) == []


def test_a_file_and_its_comment_are_stored_together_or_not_at_all(
    box: CommentBox, operations: Hook, store: FolderStore, tmp_path: Path
) -> None:
    case = cases.find(operations.channel_id, 1)
    own = OwnFiles(store, 1)
    own.take("notes.txt", [b"x"], "text/plain")
    (store.folder / own._taken[0].draft.hash[:2]).write_text("in the way of a folder")
    with pytest.raises(Unavailable, match="could not be kept"):
        comments.add(case, "look", "Deniz", own)
    own.discard()
    with connection():
        assert execute("SELECT COUNT(*) FROM messages WHERE kind = 'comment'") == [(0,)]
        assert execute("SELECT COUNT(*) FROM files") == [(0,)]
