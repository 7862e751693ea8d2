"""Attachments that leave the window: dragged into another program, and copied for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.attachments.attachment_use import AttachmentUse
from desktop.attachments.carrying import Carried, can_carry
from desktop.cases.timeline.chips import Chip
from desktop.widgets.theme import ThemeHolder
from models.files.folder_store import FolderStore
from models.messages.posted import Posted
from tests.desktop.attachments.conftest import Keeps, picture
from tests.desktop.conftest import Answers

PROGRAM = "application/vnd.microsoft.portable-executable"
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
FROM, AWAY, NEAR = QPoint(20, 10), QPoint(90, 15), QPoint(22, 11)

Shows = Callable[[Posted], Chip]


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[QMimeData, Qt.DropAction]]:
    """What was given to the system to be dragged, and what may be done with it. Without a display there is no system
    that takes it."""
    found: list[tuple[QMimeData, Qt.DropAction]] = []

    def begin(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
        assert not drag.pixmap().isNull()
        found.append((drag.mimeData(), action))
        return action

    monkeypatch.setattr(QDrag, "exec", begin)
    return found


@pytest.fixture
def shows(qtbot: QtBot, use: AttachmentUse, theme: ThemeHolder) -> Shows:
    """Show the chip of an attachment."""

    def show(posted: Posted) -> Chip:
        chip = Chip(posted, theme=theme, use=use)
        qtbot.addWidget(chip)
        chip.resize(200, 40)
        chip.show()
        qtbot.waitExposed(chip)
        return chip

    return show


def press_and_move(chip: Chip, to: QPoint) -> None:
    QTest.mousePress(chip.windowHandle(), LEFT, NO_KEYS, FROM)
    QTest.mouseMove(chip.windowHandle(), to)


def release(chip: Chip, at: QPoint) -> None:
    QTest.mouseRelease(chip.windowHandle(), LEFT, NO_KEYS, at)


def link(url: str) -> Posted:
    return Posted("link", "Dashboard", None, url, 1)


def path_in(data: QMimeData) -> Path:
    [url] = data.urls()
    return Path(url.toLocalFile())


Dragged = list[tuple[QMimeData, Qt.DropAction]]


def test_a_file_is_dragged_as_a_copy_under_its_name(
    qtbot: QtBot, kept: Keeps, shows: Shows, dragged: Dragged, store: FolderStore, opened: list[str]
) -> None:
    [posted] = kept(("df.txt", b"Filesystem", "application/octet-stream"))
    chip = shows(posted)
    press_and_move(chip, AWAY)
    qtbot.waitUntil(lambda: bool(dragged))
    [(data, action)] = dragged
    assert action == Qt.DropAction.CopyAction
    path = path_in(data)
    assert (path.name, path.read_bytes()) == ("df.txt", b"Filesystem")
    path.write_bytes(b"of another program")
    with store.open(posted.hash or "") as content:
        assert content.read() == b"Filesystem"
    release(chip, AWAY)
    assert opened == []


def test_a_program_is_dragged_under_the_name_of_what_it_is(
    qtbot: QtBot, kept: Keeps, shows: Shows, dragged: Dragged
) -> None:
    press_and_move(shows(kept(("../invoice.pdf", b"MZ program", PROGRAM))[0]), AWAY)
    qtbot.waitUntil(lambda: bool(dragged))
    path = path_in(dragged[0][0])
    assert path.name == "_invoice.pdf.exe"
    assert not path.stat().st_mode & 0o111


def test_a_picture_goes_along_as_a_file_and_as_a_picture(
    qtbot: QtBot, kept: Keeps, shows: Shows, dragged: Dragged
) -> None:
    press_and_move(shows(kept(("a.png", picture(40, 30), "image/png"))[0]), AWAY)
    qtbot.waitUntil(lambda: bool(dragged))
    data = dragged[0][0]
    assert (path_in(data).name, data.imageData().size()) == ("a.png", QSize(40, 30))


def test_a_damaged_picture_is_dragged_as_the_file_that_it_is(
    qtbot: QtBot, kept: Keeps, shows: Shows, dragged: Dragged
) -> None:
    press_and_move(shows(kept(("a.png", b"damaged", "image/png"))[0]), AWAY)
    qtbot.waitUntil(lambda: bool(dragged))
    assert not dragged[0][0].hasImage()
    assert path_in(dragged[0][0]).read_bytes() == b"damaged"


def test_a_link_is_dragged_as_its_address(qtbot: QtBot, shows: Shows, dragged: Dragged) -> None:
    press_and_move(shows(link("https://example.org/a?c=%20")), AWAY)
    qtbot.waitUntil(lambda: bool(dragged))
    data = dragged[0][0]
    assert [bytes(url.toEncoded().data()) for url in data.urls()] == [b"https://example.org/a?c=%20"]
    assert data.text() == "https://example.org/a?c=%20"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "smb://server/share"])
def test_other_addresses_and_files_that_are_not_here_are_not_dragged(url: str) -> None:
    assert not can_carry(link(url))
    for state in ("waiting", "fetching", "refused", "failed"):
        assert not can_carry(Posted("file", "a", None, "https://example.org/a", 1, state=state))


def test_a_hand_that_trembles_clicks(
    qtbot: QtBot, kept: Keeps, shows: Shows, dragged: Dragged, opened: list[str]
) -> None:
    chip = shows(kept(("df.txt", b"Filesystem", "application/octet-stream"))[0])
    press_and_move(chip, NEAR)
    release(chip, NEAR)
    qtbot.waitUntil(lambda: bool(opened))
    assert dragged == []


def test_what_is_let_go_of_before_its_copy_is_there_is_neither_dragged_nor_opened(
    qtbot: QtBot, kept: Keeps, shows: Shows, use: AttachmentUse, dragged: Dragged, opened: list[str]
) -> None:
    [posted] = kept(("df.txt", b"Filesystem", "application/octet-stream"))
    chip = shows(posted)
    press_and_move(chip, AWAY)
    release(chip, FROM)
    later: list[Carried] = []
    use.carry(posted, later.append, chip)
    qtbot.waitUntil(lambda: bool(later))
    assert (dragged, opened) == ([], [])
    press_and_move(chip, AWAY)
    qtbot.waitUntil(lambda: bool(dragged))


def test_ctrl_c_on_a_chip_copies_the_file(qtbot: QtBot, kept: Keeps, shows: Shows, use: AttachmentUse) -> None:
    chip = shows(kept(("df.txt", b"Filesystem", "application/octet-stream"))[0])
    chip.setFocus()
    with qtbot.waitSignal(use.announced) as announced:
        QTest.keyClick(chip, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert announced.args == ["Copied df.txt"]
    data = QGuiApplication.clipboard().mimeData()
    assert path_in(data).read_bytes() == b"Filesystem"
    pasted = bytes(data.data("x-special/gnome-copied-files").data()).decode()
    assert pasted == f"copy\n{path_in(data).as_uri()}"


def test_what_is_lost_is_said_and_not_dragged(
    qtbot: QtBot, kept: Keeps, shows: Shows, store: FolderStore, dragged: Dragged, answers: Answers
) -> None:
    [posted] = kept(("df.txt", b"Filesystem", "text/plain"))
    store.remove(0, posted.hash or "")
    press_and_move(shows(posted), AWAY)
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert answers.asked[0][0] == "df.txt is missing from the store."
    assert dragged == []
