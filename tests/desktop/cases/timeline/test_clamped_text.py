"""Texts in the view of a case are cut by the lines that are laid out."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from desktop.cases.timeline.clamped_text import ClampedText
from desktop.dialogs.whole_text import WholeText
from desktop.widgets.theme import ThemeHolder
from desktop.words.message_text import MOST_LINES
from models.cases import case_actions, cases
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.conftest import Post, open_number, show

PARAGRAPH = "one paragraph with no end " * 120


def shown(qtbot: QtBot, theme: ThemeHolder, text: str, width: int = 300) -> ClampedText:
    made = ClampedText("Text", theme=theme, kind="flat")
    qtbot.addWidget(made)
    made.show_text(text)
    made.resize(width, made.heightForWidth(width))
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_paragraph_is_cut_after_as_many_lines_as_written_ones_are(qtbot: QtBot, theme: ThemeHolder) -> None:
    paragraph = shown(qtbot, theme, PARAGRAPH)
    written = shown(qtbot, theme, "line\n" * 100)
    assert abs(paragraph.view.height() - written.view.height()) <= 1
    assert paragraph.all.isVisible()
    assert written.all.isVisible()
    assert paragraph.all.geometry().bottom() < paragraph.height()


def test_what_fits_has_no_button(qtbot: QtBot, theme: ThemeHolder) -> None:
    text = shown(qtbot, theme, "line\n" * (MOST_LINES - 1) + "line")
    assert not text.all.isVisible()
    assert not text.view.is_cut(300)


def test_in_a_wider_window_less_is_cut(qtbot: QtBot, theme: ThemeHolder) -> None:
    text = shown(qtbot, theme, PARAGRAPH)
    text.resize(2000, text.heightForWidth(2000))
    assert not text.all.isVisible()
    text.resize(300, text.heightForWidth(300))
    assert text.all.isVisible()


def test_what_is_cut_off_cannot_be_wheeled_into_view(qtbot: QtBot, theme: ThemeHolder) -> None:
    text = shown(qtbot, theme, PARAGRAPH)
    at = QPoint(50, 50)
    wheel = QWheelEvent(
        at.toPointF(), at.toPointF(), QPoint(0, -240), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(text.view.viewport(), wheel)
    assert text.view.verticalScrollBar().value() == 0


def test_the_tab_key_goes_past_links_that_are_cut_off(qtbot: QtBot, theme: ThemeHolder) -> None:
    window = QWidget()
    text, after = ClampedText("Text", theme=theme, kind="flat"), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(text)
    column.addWidget(after)
    text.show_text(f"https://example.org/first {PARAGRAPH} https://example.org/last")
    qtbot.addWidget(window)
    window.resize(340, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    text.view.setFocus(Qt.FocusReason.TabFocusReason)
    went: list[str] = []
    text.view.link_wanted.connect(went.append)
    while text.view.hasFocus() and len(went) < 3:
        QTest.keyClick(text.view, Qt.Key.Key_Tab)
        if text.view.hasFocus():
            QTest.keyClick(text.view, Qt.Key.Key_Return)
    assert went == ["https://example.org/first"]
    assert text.all.hasFocus()


def test_a_long_message_and_a_long_description_lead_to_their_whole(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="a", subject="a", text=PARAGRAPH))
    case_actions.set_description(cases.find(operations.channel_id, 1), "described at length " * 150, "Ada")
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    entry = page.view.timeline.entries()[0]
    [text] = entry.findChildren(ClampedText)
    for cut in (text, page.view.description.text):
        assert cut.all.isVisible()
        cut.all.click()
        qtbot.waitUntil(lambda: bool(page.findChildren(WholeText)))
        whole = page.findChildren(WholeText)[0]
        whole.close()
        qtbot.waitUntil(lambda: not page.findChildren(WholeText))
