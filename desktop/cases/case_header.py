"""The head of the case view: state, number, what can be done next, the subject and who opened it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop import clock
from desktop.elided_label import ElidedLabel
from desktop.message_text import breakable
from desktop.theme import ThemeHolder
from models.cases import Case


class CaseHeader(QWidget):
    """Shows one case; what its buttons ask for is done elsewhere."""

    state_wanted = Signal()
    """The case shall be closed, or reopened when it is closed."""
    number_wanted = Signal()
    text_wanted = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pill = QLabel()
        self._pill.setProperty("pill", "ok")
        self._number = QLabel()
        self._number.setProperty("role", "muted")
        self.state_button = QPushButton()
        self.state_button.setProperty("kind", "primary")
        self.state_button.clicked.connect(self.state_wanted)
        self.more = QPushButton()
        self.more.setProperty("kind", "plain")
        self.more.setToolTip("More")
        self.more.setAccessibleName("More")
        menu = QMenu(self)
        menu.addAction("Copy case number", self.number_wanted.emit)
        menu.addAction("Copy as text", self.text_wanted.emit)
        self.more.setMenu(menu)
        self.subject = QLabel(wordWrap=True)
        self.subject.setTextFormat(Qt.TextFormat.PlainText)
        self.subject.setProperty("role", "title")
        self._opened = ElidedLabel(role="muted")
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def show_case(self, case: Case) -> None:
        """Show this case, with the times as they are now."""
        is_open = case.state == "open"
        pill = "ok" if is_open else "neutral"
        if self._pill.property("pill") != pill:
            self._pill.setProperty("pill", pill)
            self._pill.style().unpolish(self._pill)
            self._pill.style().polish(self._pill)
        self._pill.setText("Open" if is_open else "Closed")
        self._number.setText(f"#{case.number}")
        self.subject.setText(breakable(case.subject))
        self.state_button.setText("Close case" if is_open else "Reopen case")
        self._opened.show_text(_opened(case), tooltip=_exactly(case))

    def set_busy(self, busy: bool) -> None:
        """While the case is being closed or reopened it cannot be asked for again."""
        self.state_button.setEnabled(not busy)

    def _dress(self) -> None:
        self.more.setIcon(self._theme.current.icon("ellipsis"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self._pill, self._number):
            top.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch()
        for button in (self.state_button, self.more):
            button.setAutoDefault(False)
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 24, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.subject)
        column.addWidget(self._opened)


def _opened(case: Case) -> str:
    now = clock.now()
    line = f"Opened {clock.long_relative(case.created_at, now)} by {case.opened_by}"
    if case.state == "closed" and case.closed_at is not None:
        line += f"  ·  closed {clock.long_relative(case.closed_at, now)}"
        line += f" by {case.closed_by}" if case.closed_by else ""
    return line


def _exactly(case: Case) -> str:
    line = f"Opened {clock.exact(case.created_at)} by {case.opened_by}"
    if case.state == "closed" and case.closed_at is not None:
        line += f"\nClosed {clock.exact(case.closed_at)} by {case.closed_by or 'nobody'}"
    return line
