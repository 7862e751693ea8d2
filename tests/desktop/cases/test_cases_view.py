"""One case on the screen: what a sender wrote is shown whole, quickly, and as text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from desktop.dialogs.whole_text import WholeText
from desktop.widgets.elided_label import ElidedLabel
from models.channels.hooks import Hook
from models.report import Attachment, Report
from tests.desktop.cases.conftest import Post, open_number, show, texts


def test_texts_and_subjects_that_look_like_html_stay_text(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    evil = '<b>bold</b><img src="/etc/passwd"> &amp; <a href="file:///etc/passwd">x</a>'
    post(Report(id="a", text=evil, subject=evil, references=("<i>r</i>",)))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    assert texts(page) == [evil]
    header = page.view.header
    assert header.subject.label.textFormat() == Qt.TextFormat.PlainText
    assert header.subject.label.text().replace("\u200b", "") == evil
    tooltip = page.pane.model.data(page.pane.model.index(0), int(Qt.ItemDataRole.ToolTipRole))
    assert isinstance(tooltip, str)
    assert "<b>" not in tooltip


def test_links_and_chips_open_only_addresses_of_the_web_and_of_mail(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, opened: list[str]
) -> None:
    post(
        Report(
            id="a",
            text="See https://example.org/a?b=1 and file:///etc/passwd.",
            attachments=(
                Attachment("file", "report", "txt", "http://example.org/report"),
                Attachment("file", "secret", None, "file:///etc/passwd"),
            ),
        )
    )
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    [entry] = page.view.timeline.entries()
    [text] = entry.texts()
    text.moveCursor(text.textCursor().MoveOperation.Start)
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Tab)
    QTest.keyClick(text, Qt.Key.Key_Return)
    chips = entry.chips()
    assert [chip.accessibleName() for chip in chips] == ["file report.txt, waiting", "file secret, waiting"]
    for chip in chips:
        chip.click()
    assert opened == ["https://example.org/a?b=1", "http://example.org/report"]
    assert QGuiApplication.clipboard().text() == "file:///etc/passwd"


def test_what_a_message_waits_for_is_said(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="x", references=("event9", "event10")))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    labels = page.view.timeline.entries()[0].findChildren(ElidedLabel)
    assert "waits for event9, event10" in [label.text() for label in labels]


def test_a_word_of_a_megabyte_is_shown_at_once_and_whole_on_demand(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    word = "x" * 1_000_000
    post(Report(id="a", text=word))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    [entry] = page.view.timeline.entries()
    assert texts(page) == [word[:4_000]]
    qtbot.waitUntil(lambda: entry.texts()[0].width() <= page.view.width())
    [show_all] = [button for button in entry.findChildren(QPushButton) if button.text() == "Show all"]
    QTest.mouseClick(show_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.view.findChildren(WholeText)))
    [whole] = page.view.findChildren(WholeText)
    assert whole.view.toPlainText().replace("\n", "") == word
    whole.reject()


def test_a_case_of_ten_thousand_messages_opens_at_its_beginning_and_goes_on_in_pages(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="a", text="message 0"))
    post(*(Report(references=("a",), text=f"message {number}") for number in range(1, 10_000)))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    assert texts(page)[0] == "message 0"
    assert len(page.view.timeline.entries()) < 100
    assert page.view.timeline.later.text() == "Show later messages (9,980 more)"

    def is_last(text: str) -> bool:
        return texts(page)[-1] == text

    page.view.timeline.later.click()
    qtbot.waitUntil(partial(is_last, "message 39"))
    for pages in range(2, 8):
        page.view.timeline.later.click()
        qtbot.waitUntil(partial(is_last, f"message {20 * pages + 19}"))
    assert len(page.view.timeline.entries()) == 120
    assert texts(page)[0] == "message 40"
    page.view.timeline.beginning.click()
    qtbot.waitUntil(lambda: texts(page)[0] == "message 0")


def test_copying_a_case(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="Disk full\nreally", attachments=(Attachment("link", "Wiki", None, "http://w/"),)))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    page.view.more["copy_number"].trigger()
    assert QGuiApplication.clipboard().text() == "#1"
    with qtbot.waitSignal(page.announced):
        page.view.more["copy_text"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("#1 Disk full\nOperations, open")
    assert "Disk full\nreally\nWiki: http://w/" in copied


def test_the_wheel_over_a_text_moves_the_timeline(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="first"), *(Report(references=("a",), text="more") for _ in range(30)))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    bar = page.view.timeline.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    text = page.view.timeline.entries()[1].texts()[0].viewport()
    place = QPointF(text.mapTo(page, QPoint(5, 5)))
    QTest.wheelEvent(page.windowHandle(), place, QPoint(0, -120))
    assert bar.value() > 0
