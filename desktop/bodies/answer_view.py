"""The answer to something that was just sent: status and time, and what it says."""

from __future__ import annotations

from http import HTTPStatus

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.bodies.body_views import BodyView
from desktop.bodies.sheet import TextSheet
from desktop.bodies.sheet_view import SheetView
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.plain_tooltip import plain_tooltip


class AnswerStatus(QWidget):
    """The status on a ground in its colour, and what stands beside it; empty until there is an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill = QLabel()
        self.pill.setTextFormat(Qt.TextFormat.PlainText)
        self.pill.setProperty("pill", "neutral")
        self.beside = ElidedLabel(role="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        # As high as a row of buttons, which stands beside it.
        row.addStrut(QPushButton().sizeHint().height())
        row.addWidget(self.pill)
        row.addWidget(self.beside, 1)
        self.clear()

    def show_status(self, status: int, accepted: bool, beside: str) -> None:
        """Show what came back."""
        self.pill.setText(status_words(status))
        self.pill.setProperty("pill", "ok" if accepted else "danger")
        _polish(self.pill)
        self.pill.show()
        self.beside.show_text(beside)

    def clear(self) -> None:
        """Show that there is no answer."""
        self.pill.hide()
        self.beside.show_text("")


class AnswerNote(QLabel):
    """What is said instead of an answer."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def say(self, words: str, wrong: bool = False) -> None:
        """Say something else."""
        self.setText(words)
        self.setToolTip(plain_tooltip(words))
        self.setProperty("role", "danger" if wrong else "muted")
        _polish(self)


class AnswerView(QWidget):
    """Says what it waits for until there is an answer."""

    def __init__(self, title: str, waiting: str, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = AnswerStatus()
        self.note = AnswerNote(waiting)
        self.view = SheetView(theme=theme, name=title)
        self.view.hide()
        label = QLabel(title)
        label.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label)
        head.addWidget(self.status, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.note, 1)
        layout.addWidget(self.view, 1)

    def show_answer(self, status: int, accepted: bool, beside: str, view: BodyView) -> None:
        """Show what came back; `beside` stands beside the status."""
        self.status.show_status(status, accepted, beside)
        self.note.hide()
        self.view.show()
        self.view.show_view(view)

    def show_note(self, words: str, wrong: bool = False) -> None:
        """Say something instead of an answer."""
        self.status.clear()
        self.view.show_view(BodyView(TextSheet("")))
        self.view.hide()
        self.note.say(words, wrong)
        self.note.show()


def status_words(status: int) -> str:
    """ "422 Unprocessable Entity"; the number alone where nobody has named it."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _polish(widget: QWidget) -> None:
    """Have the style sheet look at a property again; by itself it looks once."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
