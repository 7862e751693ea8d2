"""The head of the case view: state, priority, number, what can be done next, the subject and what is beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.cases.actions.sentences import day_and_time
from desktop.cases.case_table import ROWS
from desktop.cases.detail.in_place import SubjectLine
from desktop.cases.list.case_words import due, is_overdue
from desktop.menus.menu import Menu
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.case_states import state
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip
from desktop.words.priorities import or_none
from models.cases.cases import Case

NARROW_CHARACTERS = 76
# The pill of each place in PRIORITIES.
PILLS = ("neutral", "neutral", "accent", "warning", "warning", "danger")


class CaseHeader(QWidget):
    """Shows one case; what its buttons ask for is done elsewhere."""

    wanted = Signal(str, object)
    """What shall be done (a name in case_table.py, or "state"), and the button beside which it is asked."""
    subject_edited = Signal(object, str)
    """The case as it was seen when the person began, and the new subject."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._seen: Case | None = None
        self._draft = False
        self._pill = QLabel()
        self._pill.setProperty("pill", "ok")
        self._number = QLabel()
        self._number.setProperty("role", "muted")
        self.priority = self._button("priority", tr("Set the priority"))
        self.assign = self._button("assign", tr("Assign"))
        self.assign.setIcon(theme.icon("user"))
        self.state_button = self._button("state", "")
        self.state_button.setProperty("kind", "primary")
        self.more = QPushButton()
        self.more.setIcon(theme.icon("ellipsis"))
        self.more.setToolTip(tr("More"))
        self.more.setAccessibleName(tr("More"))
        self.menu = Menu(self)
        self.more.setMenu(self.menu)
        for plain in (self.assign, self.more):
            plain.setProperty("kind", "plain")
        self.subject = SubjectLine()
        self.subject.began.connect(self._on_began)
        self.subject.edited.connect(lambda text: self.subject_edited.emit(self._seen, text))
        self._opened = ElidedLabel(role="muted")
        self.assignee = self._button("assign", tr("Assign"))
        self.deadline = self._button("deadline", tr("Set the deadline"))
        for button in (self.assignee, self.deadline):
            button.setProperty("kind", "beside")
        self._lay_out()

    def show_case(self, case: Case) -> None:
        """Show this case, with the times as they are now."""
        if self._case is not None and self._case.id != case.id:
            self.subject.stop()
        self._case = case
        is_open, now = case.state == "open", clock.now()
        _set(self._pill, "pill", "ok" if is_open else "neutral")
        self._pill.setText(state(case.state))
        _set(self.priority, "pill", PILLS[case.priority])
        self.priority.setText(or_none(case.priority))
        self._number.setText(f"#{case.number}")
        self.subject.show_text(case.subject)
        self.show_draft(draft=False)
        self._opened.show_text(_opened(case), tooltip=_exactly(case))
        self._show_beside(self.assignee, case.assignee or tr("nobody assigned"), _assigned(case))
        exact = tr("Due {day}", day=day_and_time(case.deadline)) if case.deadline else tr("Set the deadline")
        shown = due(case.deadline, now, is_open) if case.deadline else tr("no deadline")
        self._show_beside(self.deadline, shown, exact)
        _set(self.deadline, "wrong", "true" if is_overdue(case, now) else "false")

    def show_draft(self, *, draft: bool) -> None:
        """Say on the button whether closing the case also sends a comment that was begun."""
        self._draft = draft
        if self._case is not None:
            close = tr("Comment and close") if draft else tr("Close case")
            words = close if self._case.state == "open" else tr("Reopen case")
            short = tr("Close") if self._case.state == "open" else tr("Reopen")
            self.state_button.setText(short if self._is_narrow() else words)
            self.state_button.setToolTip(words)
            self.state_button.setAccessibleName(words)

    def set_busy(self, busy: bool) -> None:
        """Take no click while the case is being closed or reopened."""
        self.state_button.setEnabled(not busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.assign.setText("" if self._is_narrow() else tr("Assign"))
        self.show_draft(draft=self._draft)

    def _is_narrow(self) -> bool:
        return self.width() < self.fontMetrics().averageCharWidth() * NARROW_CHARACTERS

    def _button(self, name: str, tip: str) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.setToolTip(tr("{words} ({key})", words=tip, key=ROWS[name].keys) if name in ROWS else tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self.wanted.emit(name, button))
        return button

    def _show_beside(self, button: QPushButton, text: str, tip: str) -> None:
        width = self.fontMetrics().averageCharWidth() * 24
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        button.setText("·  " + shown.replace("&", "&&"))
        button.setToolTip(plain_tooltip(tip))
        button.setAccessibleName(f"{button.property('about')}: {text}")

    def _on_began(self) -> None:
        self._seen = self._case

    def _lay_out(self) -> None:
        self.assignee.setProperty("about", "Assignee")
        self.deadline.setProperty("about", "Deadline")
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self._pill, self.priority, self._number):
            top.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch()
        for button in (self.assign, self.state_button, self.more):
            top.addWidget(button)
        beside = QHBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self._opened)
        for button in (self.assignee, self.deadline):
            beside.addWidget(button)
        beside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 24, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.subject)
        column.addLayout(beside)


def _set(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        # A style sheet looks at a property once; this makes it look again.
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.updateGeometry()


def _assigned(case: Case) -> str:
    if case.assignee is None or case.assigned_at is None:
        return tr("Assign")
    at = clock.exact(case.assigned_at)
    return tr("Assigned to {assignee} {at} by {name}", assignee=case.assignee, at=at, name=case.assigned_by)


def _opened(case: Case) -> str:
    now = clock.now()
    opened = tr("Opened {at} by {name}", at=clock.long_relative(case.created_at, now), name=case.opened_by)
    if case.state == "open" or case.closed_at is None:
        return opened
    at = clock.long_relative(case.closed_at, now)
    if case.closed_by_sender:
        closed = tr("closed {at} by the sender, {name}", at=at, name=case.closed_by)
        return f"{opened}  ·  {closed}"
    closed = tr("closed {at} by {name}", at=at, name=case.closed_by) if case.closed_by else tr("closed {at}", at=at)
    return f"{opened}  ·  {closed}"


def _exactly(case: Case) -> str:
    opened = tr("Opened {at} by {name}", at=clock.exact(case.created_at), name=case.opened_by)
    if case.state == "open" or case.closed_at is None:
        return opened
    by = case.closed_by or tr("nobody")
    return f"{opened}\n{tr('Closed {at} by {name}', at=clock.exact(case.closed_at), name=by)}"
