"""The checks one below the other: a mark and a sentence each, and the next step under the first that asks for one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.help.check import Check, Mark
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr

ICONS: dict[Mark, str] = {"ok": "circle-check", "warning": "triangle-exclamation", "danger": "circle-xmark"}
SAID: dict[Mark, Sentence] = {
    "ok": Sentence("Well: {sentence}"),
    "warning": Sentence("Perhaps: {sentence}"),
    "danger": Sentence("Wrong: {sentence}"),
}


class CheckRow(QWidget):
    """One check; it is being looked at until it is shown."""

    def __init__(self, about: str, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.check: Check | None = None
        self._icon = IconLabel()
        self.words, self.next_step = QLabel(), QLabel()
        for label in (self.words, self.next_step):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.next_step.setProperty("role", "heading")
        self._about = about
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.next_step)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        theme.changed.connect(self._show)
        self.look()

    def look(self) -> None:
        """It is being looked at."""
        self.check = None
        self._show()

    def show_check(self, check: Check) -> None:
        """Show what was found."""
        self.check = check
        self._show()

    def show_next_step(self, wanted: bool) -> None:
        """Whether this is the one to begin with."""
        self.next_step.setVisible(wanted)

    def _show(self) -> None:
        check = self.check
        if check is None:
            self._icon.show_icon(self._theme.icon("ellipsis", "muted"))
            self.words.setText(self._about)
            self.words.setAccessibleName(self._about)
            self.next_step.hide()
            return
        self._icon.show_icon(self._theme.icon(ICONS[check.mark], check.mark))
        self.words.setText(check.words)
        self.words.setAccessibleName(tr(SAID[check.mark], sentence=check.words))
        self.next_step.setText(check.next_step)


class CheckRows(QWidget):
    """All of them, in the order in which a post passes by."""

    def __init__(self, about: Sequence[str], *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [CheckRow(each, theme=theme) for each in about]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for row in self.rows:
            column.addWidget(row)

    def look(self) -> None:
        """All are being looked at."""
        for row in self.rows:
            row.look()

    def show_check(self, place: int, check: Check) -> None:
        """Show what was found of one, and say at the first that is wrong what to do next."""
        self.rows[place].show_check(check)
        first = self.to_begin_with()
        for row in self.rows:
            row.show_next_step(row is first)

    def to_begin_with(self) -> CheckRow | None:
        """The first that is wrong, or else the first that may be; None while all is well."""
        for mark in ("danger", "warning"):
            found = next((row for row in self.rows if row.check is not None and row.check.mark == mark), None)
            if found is not None:
                return found
        return None
