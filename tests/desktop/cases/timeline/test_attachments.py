"""The attachments of a case on the screen, and what a person does with them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from desktop.cases.timeline.chips import Chip
from desktop.widgets.elided_label import ElidedLabel
from models.channels.hooks import Hook
from models.files.folder_store import FolderStore
from models.problems import Words
from models.report import Attachment, Report
from tests.desktop.attachments.conftest import picture
from tests.desktop.attachments.kept_files import fail, file, keep, progress, refuse, untried
from tests.desktop.cases.conftest import Post, open_number, show
from tests.desktop.conftest import Answers

PROGRAM = "application/vnd.microsoft.portable-executable"
RULE = Words("{address} is this computer itself: nothing is fetched from there.", {"address": "127.0.0.1"})


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """The store of `use`."""
    return FolderStore(tmp_path / "files")


@pytest.fixture
def opened_case(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> CasesPage:
    """A case with four files and a link; nothing has been fetched."""
    link = Attachment("link", "Dashboard", None, "https://example.org/dashboard")
    post(Report(id="a", attachments=(*map(file, ("df.txt", "invoice.pdf", "core", "map")), link)))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    return page


def chip(page: CasesPage, number: int) -> Chip:
    [entry] = page.view.timeline.entries()
    return entry.chips()[number]


def wait_for(page: CasesPage, qtbot: QtBot, number: int, spoken: str) -> Chip:
    qtbot.waitUntil(lambda: chip(page, number).accessibleName() == spoken)
    return chip(page, number)


def choose(chip: Chip, words: str) -> None:
    next(each for each in chip.new_menu().actions() if each.text().replace("&", "") == words).trigger()


def offered(chip: Chip) -> list[str]:
    return [each.text().replace("&", "") for each in chip.new_menu().actions() if each.isVisible()]


def test_each_says_its_state_and_what_was_wrong(opened_case: CasesPage, qtbot: QtBot, store: FolderStore) -> None:
    assert chip(opened_case, 0).accessibleName() == "file df.txt, waiting"
    keep(store, "df.txt", b"x" * 2048, "text/plain")
    progress("invoice.pdf", 1024, 4096)
    refuse("core", RULE)
    fail("map", Words("It is not there (404).", {}))
    wait_for(opened_case, qtbot, 3, "file map, not fetched")
    names = [each.accessibleName() for each in opened_case.view.timeline.entries()[0].chips()]
    assert names == [
        "file df.txt, 2.0 KiB",
        "file invoice.pdf, 1.0 KiB of 4.0 KiB",
        "file core, refused",
        "file map, not fetched",
        "link Dashboard",
    ]
    said = [label.text() for label in opened_case.view.timeline.entries()[0].findChildren(ElidedLabel)]
    assert "core: 127.0.0.1 is this computer itself: nothing is fetched from there." in said
    assert "map: It is not there (404)." in said


def test_the_keyboard_stays_on_a_chip_whose_file_comes(
    opened_case: CasesPage, qtbot: QtBot, store: FolderStore
) -> None:
    held = chip(opened_case, 0)
    held.setFocus()
    keep(store, "df.txt", b"x", "text/plain")
    wait_for(opened_case, qtbot, 0, "file df.txt, 1 byte")
    assert chip(opened_case, 0) is held
    assert held.hasFocus()


def test_a_file_that_is_here_opens_from_a_copy_that_nobody_can_change(
    opened_case: CasesPage, qtbot: QtBot, store: FolderStore, opened: list[str]
) -> None:
    keep(store, "df.txt", b"Filesystem", "application/octet-stream")
    held = wait_for(opened_case, qtbot, 0, "file df.txt, 10 bytes")
    held.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(held, key)
    qtbot.waitUntil(lambda: len(opened) == 3)
    path = Path(QUrl(opened[0]).toLocalFile())
    assert (path.name, path.read_bytes()) == ("df.txt", b"Filesystem")
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH)
    assert path != store.path(held.posted.hash or "")


def test_a_program_is_called_one_and_never_opened(
    opened_case: CasesPage, qtbot: QtBot, store: FolderStore, answers: Answers, opened: list[str], tmp_path: Path
) -> None:
    keep(store, "invoice.pdf", b"MZ program", PROGRAM)
    program = wait_for(opened_case, qtbot, 1, "file invoice.pdf.exe, program, 10 bytes")
    answers.yes = False
    program.click()
    choose(program, "Open")
    assert [title for title, _ in answers.asked] == ["invoice.pdf.exe can run on a computer and is not opened."] * 2
    answers.yes, answers.file = True, tmp_path / "invoice.pdf.exe"
    program.click()
    qtbot.waitUntil(lambda: (tmp_path / "invoice.pdf.exe").exists())
    assert opened == []


def test_a_file_is_saved_where_a_person_says(
    opened_case: CasesPage, qtbot: QtBot, store: FolderStore, answers: Answers, tmp_path: Path
) -> None:
    keep(store, "df.txt", b"Filesystem", "application/octet-stream")
    held = wait_for(opened_case, qtbot, 0, "file df.txt, 10 bytes")
    answers.file = tmp_path / "there.txt"
    answers.file.write_bytes(b"what was there before")
    choose(held, "Save as…")
    qtbot.waitUntil(lambda: (tmp_path / "there.txt").read_bytes() == b"Filesystem")
    assert answers.asked[-1][1] == "df.txt"
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_what_has_gone_from_the_store_is_said_and_can_be_fetched_again(
    opened_case: CasesPage, qtbot: QtBot, store: FolderStore, answers: Answers
) -> None:
    keep(store, "df.txt", b"Filesystem", "application/octet-stream")
    held = wait_for(opened_case, qtbot, 0, "file df.txt, 10 bytes")
    store.remove(0, held.posted.hash or "")
    answers.yes = False
    held.click()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert answers.asked[0][0] == "df.txt is missing from the store."
    wait_for(opened_case, qtbot, 0, "file df.txt, missing from the store")
    assert offered(held)[:2] == ["Retry now", "Open link"]
    answers.yes = True
    held.click()
    wait_for(opened_case, qtbot, 0, "file df.txt, waiting")


def test_what_failed_can_be_tried_again(opened_case: CasesPage, qtbot: QtBot) -> None:
    fail("core", Words("It is not there (404).", {}))
    choose(wait_for(opened_case, qtbot, 2, "file core, not fetched"), "Retry now")
    wait_for(opened_case, qtbot, 2, "file core, waiting")


def test_what_came_before_files_were_fetched_is_fetched_when_asked_for(opened_case: CasesPage, qtbot: QtBot) -> None:
    untried("core")
    held = wait_for(opened_case, qtbot, 2, "file core, not fetched")
    assert offered(held)[0] == "Fetch now"
    choose(held, "Fetch now")
    wait_for(opened_case, qtbot, 2, "file core, waiting")


def test_a_file_that_is_not_here_leads_to_its_address(opened_case: CasesPage, opened: list[str]) -> None:
    chip(opened_case, 0).click()
    chip(opened_case, 4).click()
    assert opened == ["http://files.example.org/df.txt", "https://example.org/dashboard"]


def test_each_offers_what_can_be_done_with_it(opened_case: CasesPage, qtbot: QtBot, store: FolderStore) -> None:
    keep(store, "df.txt", b"x", "text/plain")
    refuse("core", RULE)
    wait_for(opened_case, qtbot, 2, "file core, refused")
    assert offered(chip(opened_case, 0)) == ["View", "Open", "Save as…", "Copy file", "Open link", "Copy link"]
    assert offered(chip(opened_case, 2)) == ["Retry now", "Open link", "Copy link"]
    assert offered(chip(opened_case, 4)) == ["Open link", "Copy link"]
    choose(chip(opened_case, 4), "Copy link")
    assert QGuiApplication.clipboard().text() == "https://example.org/dashboard"


def test_the_rest_of_very_many_comes_at_a_click_and_the_keyboard_goes_on_there(
    opened_case: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="b", attachments=tuple(file(f"{number}.txt") for number in range(60))))
    open_number(opened_case, qtbot, operations, 2)
    qtbot.waitUntil(lambda: [len(entry.chips()) for entry in opened_case.view.timeline.entries()] == [12])
    [entry] = opened_case.view.timeline.entries()
    more = next(each for each in entry.findChildren(QPushButton) if each.text() == "and 48 more")
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(entry.chips()) == 60)
    assert [each.posted.display_name for each in entry.chips()] == [f"{number}.txt" for number in range(60)]
    assert entry.chips()[12].hasFocus()
    for number in range(13, 60):
        QTest.keyClick(entry.chips()[number - 1], Qt.Key.Key_Tab)
        assert entry.chips()[number].hasFocus()
    qtbot.waitUntil(lambda: entry.chips()[59].geometry().bottom() <= entry.height())
    assert not more.isVisible()


def test_a_small_picture_is_read_when_its_chip_is_seen(
    opened_case: CasesPage, qtbot: QtBot, store: FolderStore
) -> None:
    keep(store, "core", picture(40, 30), "image/png")
    shown = wait_for(opened_case, qtbot, 2, f"file core.png, {len(picture(40, 30))} bytes")
    qtbot.waitUntil(lambda: shown.grab().toImage().pixelColor(75, shown.height() // 2) == QColor("teal"))


def test_all_files_of_a_case_are_saved_beside_what_is_there(
    opened_case: CasesPage, qtbot: QtBot, store: FolderStore, answers: Answers, post: Post, tmp_path: Path
) -> None:
    post(Report(references=("a",), attachments=(file("second df.txt"),)))
    keep(store, "df.txt", b"first", "text/plain")
    keep(store, "invoice.pdf", b"MZ program", PROGRAM)
    keep(store, "second df.txt", b"second", "text/plain")
    answers.file = tmp_path / "saved"
    answers.file.mkdir()
    (answers.file / "df.txt").write_bytes(b"of a person")
    with qtbot.waitSignal(opened_case.use.announced) as announced:
        opened_case.view.more["save_files"].trigger()
    assert announced.args == [f"3 files saved in {answers.file}"]
    assert {path.name: path.read_bytes() for path in answers.file.iterdir()} == {
        "df.txt": b"of a person",
        "df (2).txt": b"first",
        "invoice.pdf.exe": b"MZ program",
        "second df.txt": b"second",
    }


def test_a_file_that_has_gone_keeps_no_other_from_being_saved(
    opened_case: CasesPage, qtbot: QtBot, store: FolderStore, answers: Answers, tmp_path: Path
) -> None:
    keep(store, "df.txt", b"first", "text/plain")
    keep(store, "map", b"second", "text/plain")
    store.remove(0, wait_for(opened_case, qtbot, 0, "file df.txt, 5 bytes").posted.hash or "")
    answers.file = tmp_path / "saved"
    answers.file.mkdir()
    with qtbot.waitSignal(opened_case.use.announced) as announced:
        opened_case.view.more["save_files"].trigger()
    assert announced.args == [f"1 file saved in {answers.file}; 1 is missing from the store"]
    assert [path.name for path in answers.file.iterdir()] == ["map.txt"]
