"""A case on paper: all that is in it, as text, on a printer and in a PDF file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from desktop.cases.paper.case_document import MOST_CHARACTERS, document
from desktop.cases.paper.whole_case import read_whole
from models.cases import case_actions, cases, comments, links, people
from models.cases.cases import Case
from models.channels.hooks import Hook
from models.report import Attachment, Report
from tests.desktop.cases.conftest import Post, open_number, show
from tests.desktop.conftest import Answers

EVIL = '<b>bold</b><img src="/etc/passwd"> &amp; <a href="file:///etc/passwd">x</a>'
DUE = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


def words(case: Case) -> str:
    return document(read_whole(case.id)).toPlainText()


@pytest.fixture
def case(operations: Hook, post: Post) -> Case:
    """A case with something of everything."""
    post(
        Report(id="a", key="web1/disk", text=EVIL, attachments=(Attachment("link", "Wiki", None, "http://w/"),)),
        Report(id="b", text="x"),
    )
    first, other = (cases.find(operations.channel_id, number) for number in (1, 2))
    comments.add(first, "Cable was loose", "Ada")
    links.link([first, other], "Ada")
    done = case_actions.set_description(first, "What is known", "Ada").cases
    done = case_actions.set_priority(done, 5, "Ada").cases
    done = case_actions.set_deadline(done, DUE, "Ada").cases
    return case_actions.assign(done, people.add("Deniz"), "Ada").cases[0]


def test_everything_is_on_it_as_it_was_written(case: Case) -> None:
    found = words(case)
    for part in (
        EVIL,
        "#1 ",
        "Key web1/disk",
        "Wiki: http://w/",
        "Cable was loose",
        "What is known",
        "Priority: Critical",
        "Assigned to Deniz",
        "Deadline: Fri 27 Nov 2026",
        "Linked: #2 x",
        "set priority Critical",
    ):
        assert part in found


def test_nothing_a_sender_wrote_is_more_than_text(case: Case) -> None:
    made = document(read_whole(case.id))
    block, found = made.begin(), list[bool]()
    while block.isValid():
        found += [each.format.isAnchor() or each.format.isImageFormat() for each in block.textFormats()]
        block = block.next()
    assert set(found) == {False}


def test_what_is_left_out_of_a_long_text_is_said(operations: Hook, post: Post) -> None:
    post(Report(id="a", text="x" * 1_000_000))
    found = words(cases.find(operations.channel_id, 1))
    assert f"… and {1_000_000 - MOST_CHARACTERS:,} more characters" in found


def test_a_pdf_of_a_long_case(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, answers: Answers, tmp_path: Path
) -> None:
    post(Report(id="a", text="Disk / full"), *(Report(references=("a",), text="more\n" * 20) for _ in range(40)))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    answers.file = tmp_path / "case.pdf"
    with qtbot.waitSignal(page.announced) as said:
        page.view.more["save_pdf"].trigger()
    assert said.args == ["Case #1 saved as case.pdf"]
    assert answers.asked[-1][1] == "case-1-Disk-full.pdf"
    content = answers.file.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") > 5, "on several pages"


def test_a_pdf_that_cannot_be_written_is_said(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, answers: Answers, tmp_path: Path
) -> None:
    post(Report(id="a", text="Disk full"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    answers.file = tmp_path / "missing" / "case.pdf"
    page.view.more["save_pdf"].trigger()
    qtbot.waitUntil(lambda: bool(answers.problems))
    assert answers.problems[0].title.startswith("case.pdf cannot be written")


def test_printing_on_the_printer_that_was_chosen(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, answers: Answers, tmp_path: Path
) -> None:
    post(Report(id="a", text="Disk full"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    answers.printing = printer
    with qtbot.waitSignal(page.announced) as said:
        page.view.more["print"].trigger()
    assert said.args == ["Case #1 was sent to the printer"]
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_is_printed_when_the_dialog_is_cancelled(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="a", text="Disk full"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    with qtbot.assertNotEmitted(page.announced, wait=100):
        page.view.more["print"].trigger()
        page.view.more["save_pdf"].trigger()
