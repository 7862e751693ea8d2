"""One web hook of the properties dialog: its URL, purpose and state, a test, and how to post to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import clock
from desktop.asking import Ask
from desktop.channels.hook_list import HookDraft
from desktop.channels.send_test import DEFAULT_TEXT, TestResult, post_test
from desktop.channels.snippets import Snippets
from desktop.copy_button import CopyButton
from desktop.elided_label import ElidedLabel
from desktop.hint import Hint
from desktop.message_text import breakable
from desktop.plain_tooltip import plain_tooltip
from desktop.tasks import Tasks
from desktop.theme import ThemeHolder

LONGEST_PURPOSE = 100
MOST_SAID = 200
UNTIL_OK = "Press OK to save the web hook. Until then its URL answers 404."
NO_PURPOSE = "Say what posts here, so that its messages and deliveries can be told apart."


class HookForm(QWidget):
    """Edits the draft it shows as the person types; nothing is saved here."""

    edited = Signal()
    tested = Signal()
    """A test post was answered: the database counted a delivery."""

    def __init__(
        self,
        url_of: Callable[[str], str],
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        ask: Ask,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._url_of, self._tasks, self._theme, self._ask = url_of, tasks, theme, ask
        self._draft = HookDraft("", "", True)
        self.url = QLineEdit(readOnly=True)
        self.url.setAccessibleName("URL")
        self.copy = CopyButton("Copy", self.url.text, theme=theme, name="Copy the URL")
        self.purpose = QLineEdit(maxLength=LONGEST_PURPOSE)
        self.purpose.setPlaceholderText("What posts here, for example: Nightly backup")
        self.purpose.setAccessibleName("Purpose")
        self.purpose_hint = Hint(self.purpose)
        self.enabled = QCheckBox("&Enabled")
        self.last = ElidedLabel(role="muted")
        self.last.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.test = QPushButton("&Send Test…")
        self.test.setAutoDefault(False)
        self.result = QLabel(wordWrap=True)
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        self.snippets = Snippets(theme=theme)
        self._lay_out()
        self.purpose.textEdited.connect(self._on_edited)
        self.enabled.toggled.connect(self._on_edited)
        self.test.clicked.connect(self._on_test)
        theme.changed.connect(self._dress)
        self._dress()

    def show_draft(self, draft: HookDraft) -> None:
        """Show this draft and edit it from now on."""
        self._draft = draft
        url = self._url_of(draft.guid)
        self.url.setText(url)
        self.url.setToolTip(plain_tooltip(url))
        self.url.setCursorPosition(0)
        self.purpose.setText(draft.purpose)
        self.purpose.setCursorPosition(0)
        self.purpose_hint.clear_problem()
        self.enabled.blockSignals(True)
        self.enabled.setChecked(draft.enabled)
        self.enabled.blockSignals(False)
        self._say("muted", "" if draft.saved else UNTIL_OK)
        self.snippets.show_url(url)
        self.show_state()

    def show_state(self) -> None:
        """Show again what the database knows of the draft; only what it has can be tested."""
        saved = self._draft.saved
        self.test.setVisible(saved is not None)
        if saved is None or saved.last_delivery_at is None:
            self.last.show_text("Never used" if saved else "Not saved yet")
            return
        ago = clock.long_relative(saved.last_delivery_at, clock.now())
        line = f"Last delivery {ago}, {saved.deliveries:,} in all"
        self.last.show_text(line, tooltip=clock.exact(saved.last_delivery_at))

    def ask_for_purpose(self) -> None:
        """Say at the field that a purpose is missing, with the cursor in it."""
        self.purpose_hint.show_problem(NO_PURPOSE)
        self.purpose.setFocus()

    def _on_edited(self) -> None:
        self._draft.purpose = self.purpose.text()
        self._draft.enabled = self.enabled.isChecked()
        self.edited.emit()

    def _on_test(self) -> None:
        text = self._ask.text(self, "Send Test", "Message", DEFAULT_TEXT)
        if text is None:
            return
        draft, url = self._draft, self.url.text()
        self.test.setEnabled(False)
        self._say("muted", "Sending…")
        self._tasks.run(lambda: post_test(url, text), lambda result: self._on_tested(draft, result), owner=self)

    def _on_tested(self, draft: HookDraft, result: TestResult) -> None:
        self.test.setEnabled(True)
        if draft is self._draft:
            self._say("ok" if result.ok else "danger", result.line)
        self.tested.emit()

    def _say(self, role: str, line: str) -> None:
        """A line beside the test button, wrapped where it is long; the tooltip has all of it."""
        self.result.setText(breakable(line[:MOST_SAID]))
        self.result.setToolTip(plain_tooltip(line))
        self.result.setProperty("role", role)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)

    def _dress(self) -> None:
        self.test.setIcon(self._theme.current.icon("paper-plane"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        purpose = QVBoxLayout()
        purpose.setSpacing(4)
        purpose.addWidget(self.purpose)
        purpose.addWidget(self.purpose_hint)
        rows = (
            (_label("&URL", self.url), _row(self.url, self.copy, stretch=0)),
            (_label("&Purpose", self.purpose), purpose),
            (_label("State", None), _row(self.enabled, self.last, stretch=1)),
            (None, _row(self.test, self.result, stretch=1)),
        )
        for number, (label, field) in enumerate(rows):
            if label is not None:
                grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(field, number, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(20)
        layout.addLayout(grid)
        layout.addWidget(self.snippets, 1)


def _label(text: str, buddy: QWidget | None) -> QLabel:
    label = QLabel(text)
    if buddy is not None:
        label.setBuddy(buddy)
        label.setContentsMargins(0, 7, 0, 0)
    return label


def _row(*widgets: QWidget, stretch: int) -> QHBoxLayout:
    """Widgets side by side, of which the one at `stretch` takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, int(place == stretch))
    return row
