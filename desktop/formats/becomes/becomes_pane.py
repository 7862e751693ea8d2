"""The right column: the reports that the body would become."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from desktop.formats.becomes.look import Asked, Looked, look
from desktop.formats.becomes.report_card import ReportCard
from desktop.formats.column_title import ColumnTitle
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock, problem_words
from desktop.words.language import tr
from desktop.words.message_text import breakable
from receiver.intake.preview import Preview

MOST_CARDS = 25
"""Reports that are shown; a body may become 500."""
PAUSE_MS = 250
"""A pause in typing after which the body is looked at."""


class BecomesPane(QWidget):
    """Looks again after each change, off the window's thread; what was typed last is shown last."""

    looked = Signal(object)
    """A Looked at what is asked for now."""

    def __init__(
        self, asked: Callable[[], Asked | None], *, tasks: Tasks, theme: ThemeHolder, parent: QWidget | None = None
    ) -> None:
        """`asked` says what is to be looked at."""
        super().__init__(parent)
        self._theme, self._asked = theme, asked
        self._look = Reload(tasks, look, self._on_looked, question=asked, owner=self)
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.cards: list[ReportCard] = []
        self.note = QLabel()
        self.more = QLabel()
        self._lay_out()

    def look_soon(self) -> None:
        """Look when nobody has typed for a moment."""
        self._pause.start()

    def look_now(self) -> None:
        """Look, another body is shown."""
        self._pause.stop()
        self._look()

    def is_waiting(self) -> bool:
        """Whether what was typed is not looked at yet."""
        return self._pause.isActive()

    def _on_looked(self, looked: Looked) -> None:
        if looked.preview is not None:
            self._show(looked.preview)
        elif looked.problem is not None:
            self._show_cards(0)
            self._say(problem_words.whole(looked.problem))
        self.looked.emit(looked)

    def _show(self, found: Preview) -> None:
        shown, now = found.reports[:MOST_CARDS], clock.now()
        self._show_cards(len(shown))
        for card, foreseen in zip(self.cards, shown, strict=False):
            card.show_report(foreseen, now)
        left_out = len(found.reports) - len(shown)
        self.more.setText(tr("{count} more reports", left_out) if left_out else "")
        self.more.setVisible(left_out > 0)
        self._say(*self._note(found))

    def _show_cards(self, many: int) -> None:
        while len(self.cards) < many:
            card = ReportCard(len(self.cards) + 1, theme=self._theme)
            self.cards.append(card)
            self._column.insertWidget(self._column.count() - 2, card)
        for at, card in enumerate(self.cards):
            card.setVisible(at < many)

    def _note(self, found: Preview) -> tuple[str, str]:
        """What is to be said of all reports, and how it looks."""
        asked = self._asked()
        if found.refused is None and asked is not None and not (asked.format.subject + asked.format.text).strip():
            return tr("The format says nothing yet. Choose a value of what came, and say what it is."), "accent"
        return _trouble(found), "warning"

    def _say(self, note: str, look: str = "warning") -> None:
        self.note.setText(breakable(note))
        self.note.setVisible(bool(note))
        if self.note.property("pill") != look:
            self.note.setProperty("pill", look)
            # A style sheet looks at a property once; this makes it look again.
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)

    def _lay_out(self) -> None:
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("pill", "warning")
        self.note.hide()
        self.more.setProperty("role", "muted")
        self.more.hide()
        noted = QHBoxLayout()
        noted.setContentsMargins(0, 0, 16, 0)
        noted.addWidget(self.note)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 16, 8)
        self._column.setSpacing(0)
        self._column.addWidget(self.more)
        self._column.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(tr("What becomes of it"))
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(ColumnTitle(tr("WHAT BECOMES OF IT")))
        column.addLayout(noted)
        column.addWidget(scroll, 1)


def _trouble(found: Preview) -> str:
    """What keeps the body from being read by the format."""
    if found.refused is not None:
        return tr("It would be refused: {why}", why=found.refused.detail)
    if found.fell_back is not None:
        return tr("Read without the format: {why}", why=found.fell_back)
    return "" if found.reports else tr("No report comes of this body: all of it is skipped.")
