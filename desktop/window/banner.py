"""A line across the top of the window for a problem that does not stop the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words import problem_words
from desktop.words.language import tr
from models.problems import Problem, Unavailable

BannerChoice = tuple[str, Callable[[], object]]
LATE_MS = 5000


class Banner(QWidget):
    """Says what is wrong and what to do, with buttons that do it; waits for nobody."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = IconLabel(theme.icon("triangle-exclamation", "warning"), more=2)
        self._title, self._text = QLabel(), QLabel()
        self._title.setProperty("role", "heading")
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._close = QToolButton()
        self._close.setIcon(theme.icon("xmark"))
        self._close.setToolTip(tr("Hide"))
        self._close.setAccessibleName(tr("Hide this message"))
        self._close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.problem: Problem | None = None
        self._trouble: Problem | None = None
        self._past = ""
        self._since = QElapsedTimer()
        self.hide()

    def show_problem(self, problem: Problem, choices: Sequence[BannerChoice] = ()) -> None:
        """Show a problem until it is hidden; `choices` are the buttons, the likeliest first."""
        if self._is_past(problem):
            return
        self.problem = problem
        self._title.setText(problem_words.title(problem))
        self._text.setText(problem_words.what_to_do(problem))
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for label, chosen in choices:
            button = QPushButton(label)
            button.clicked.connect(chosen)
            self._buttons.addWidget(button)
        self.show()

    def show_trouble(self, problem: Problem | None) -> None:
        """Show what keeps reports from being stored, until None says that it is over."""
        before, self._trouble = self._trouble, problem
        self._past = "" if problem is not None else str(before)
        self._since.start()
        if problem is not None:
            self.show_problem(problem)
        elif before is not None:  # a task may have met the same one, and shown it again
            self.take_back(before)

    def take_back(self, problem: Problem) -> None:
        """Hide a problem that is over, if it is still the one that is shown."""
        if str(self.problem) == str(problem):
            self.hide()

    def hide_choices(self) -> None:
        """Hide a problem that offered choices; it is over."""
        if self._buttons.count():
            self.hide()

    def _is_past(self, problem: Problem) -> bool:
        """Whether this is the trouble that is over: a task that met it as well says so a little later."""
        return str(problem) == self._past and not self._since.hasExpired(LATE_MS)

    def hide_unavailable(self) -> None:
        """Take back that the database could not be reached: now it can be."""
        if isinstance(self.problem, Unavailable) and not self._buttons.count():
            self.hide()
