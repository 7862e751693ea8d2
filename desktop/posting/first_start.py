"""What the activity of a channel shows before its first message: the URL, how to post, and a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.guide_page import name_page
from desktop.posting.send_test import TestResult, post_test
from desktop.text_size.fixed_font import FixedFont
from desktop.text_size.lines_high import LinesHigh
from desktop.widgets.copy_button import CopyButton
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from desktop.words.plain_tooltip import plain_tooltip
from models.channels import hooks
from models.channels.channels import Channel
from models.channels.hooks import Hook
from receiver.how_to_post.samples import snippets

WIDEST_EMS = 60
TEST_TEXT = Sentence("Hello from Hookdesk. This web hook works.")


class FirstStart(QWidget):
    """Two clicks from the start of the program to a working web hook."""

    new_hook_wanted = Signal()
    edit_hooks_wanted = Signal()
    why_wanted = Signal()
    """Somebody posts, and nothing arrives."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        base_url: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._shown, self._base_url = tasks, theme, shown, base_url
        self._title, self._text = QLabel(), QLabel()
        self.url = QLineEdit(readOnly=True)
        self.curl = QPlainTextEdit(readOnly=True)
        self.copy_url = CopyButton(tr("Copy"), self.url.text, theme=theme, name=tr("Copy the URL"))
        self.copy_curl = CopyButton(
            tr("Copy"), lambda: self.curl.toPlainText(), theme=theme, name=tr("Copy the curl command")
        )
        self.test = QPushButton(tr("Send a test message"))
        self.new_hook = QPushButton(tr("New web hook…"))
        self.edit_hooks = QPushButton(tr("Edit web hooks…"))
        self.why = QPushButton(tr("Why does nothing arrive?"))
        self.result = QLabel()
        self._details = QWidget()
        name_page(self, "start")
        self._dress()
        self._arrange()
        shown.moved.connect(self.result.clear)
        for known in (shown.moved, shown.channels_read):
            known.connect(self._follow)
        self.test.clicked.connect(self._on_test)
        self.new_hook.clicked.connect(self.new_hook_wanted)
        self.edit_hooks.clicked.connect(self.edit_hooks_wanted)
        self.why.clicked.connect(self.why_wanted)

    def refresh(self) -> None:
        """Read the web hooks of the channel, and offer what can be done with them."""
        channel = self._shown.channel
        if channel is not None:
            self._tasks.run(lambda: hooks.of_channel(channel.id), lambda found: self._show(channel, found), owner=self)

    def _follow(self) -> None:
        """The channel may have another name by now, or be another one."""
        channel = self._shown.channel
        if self.isVisible() and channel is not None and self._title.text() != _title(channel):
            self.refresh()

    def _show(self, channel: Channel, found: Sequence[Hook]) -> None:
        now = self._shown.channel
        if now is None or now.id != channel.id:
            return
        usable = [hook for hook in found if hook.enabled]
        self._details.setVisible(bool(usable))
        self.test.setVisible(bool(usable))
        self.new_hook.setVisible(not found)
        self.edit_hooks.setVisible(bool(found) and not usable)
        self._title.setText(_title(now))
        if usable:
            self._text.setText(tr("Any tool that can post JSON to this URL writes into this channel."))
            self._show_url(hooks.url(self._base_url(), now.guid, usable[-1].guid))
        elif found:
            self._text.setText(tr("Its web hooks are disabled. Enable one, and its URL takes messages again."))
        else:
            self._text.setText(tr("Add a web hook to it, and give its URL to the tool that shall post here."))

    def _show_url(self, url: str) -> None:
        if url != self.url.text():
            self.url.setText(url)
            self.url.setCursorPosition(0)
            self.url.setToolTip(plain_tooltip(url))
            self.curl.setPlainText(snippets(url)[0].text)

    def _on_test(self) -> None:
        url = self.url.text()
        self.test.setEnabled(False)
        self.result.setText(tr("Sending…"))
        self._tasks.run(lambda: post_test(url, tr(TEST_TEXT)), self._on_tested, owner=self)

    def _on_tested(self, result: TestResult) -> None:
        self.test.setEnabled(True)
        self.result.setText("" if result.ok else result.line)

    def _dress(self) -> None:
        for label, role in ((self._title, "title"), (self._text, "muted"), (self.result, "danger")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.url.setAccessibleName(tr("URL of the web hook"))
        self.curl.setAccessibleName(tr("curl command"))
        FixedFont(self.curl, self._theme)
        self.curl.setTabChangesFocus(True)
        self.curl.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        LinesHigh(self.curl, 5, 24)
        for button in (self.test, self.new_hook, self.edit_hooks):
            button.setProperty("kind", "primary")
            button.hide()
        self.why.setProperty("kind", "link")

    def _arrange(self) -> None:
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 12, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(12)
        for row, (name, field, copy) in enumerate(
            ((tr("URL"), self.url, self.copy_url), ("curl", self.curl, self.copy_curl))
        ):
            label = QLabel(name)
            label.setProperty("role", "muted")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
            grid.addWidget(copy, row, 2, Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, 8, 12, 0)
        self._details.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        for button in (self.test, self.new_hook, self.edit_hooks, self.why):
            buttons.addWidget(button)
        buttons.addWidget(self.result, 1)
        column = QWidget()
        column.setMaximumWidth(self.fontMetrics().averageCharWidth() * 2 * WIDEST_EMS)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for widget in (self._title, self._text, self._details):
            inner.addWidget(widget)
        inner.addSpacing(8)
        inner.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 28, 28, 28)
        row_of_one = QHBoxLayout()
        row_of_one.addWidget(column, 1)
        row_of_one.addStretch(0)
        outer.addLayout(row_of_one)
        outer.addStretch()


def _title(channel: Channel) -> str:
    return tr("Nothing was posted to {name} yet", name=channel.name)
