"""The menu of the case view: everything that can be done with the case on the screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr

# A name, its words and its icon; None is a line between.
ENTRIES: tuple[tuple[str, Sentence, str] | None, ...] = (
    ("close_with_comment", Sentence("Close with a comment…"), "circle-check"),
    ("assign", Sentence("Assign…"), "user"),
    ("priority", Sentence("Priority…"), "flag"),
    ("deadline", Sentence("Deadline…"), "calendar-day"),
    None,
    ("link", Sentence("Link with…"), "link"),
    ("merge", Sentence("Merge with…"), "code-merge"),
    ("move", Sentence("Move to…"), "arrow-right"),
    None,
    ("number", Sentence("Copy case number"), "hashtag"),
    ("text", Sentence("Copy as text"), "copy"),
    ("print", Sentence("Print…"), "print"),
    ("pdf", Sentence("Save as PDF…"), "file-pdf"),
    None,
    ("delete", Sentence("Delete…"), "trash-can"),
)


class CaseMenu(QMenu):
    """Says by its name what is wanted."""

    wanted = Signal(str)

    def __init__(self, *, theme: ThemeHolder, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: dict[str, QAction] = {}
        for entry in ENTRIES:
            if entry is None:
                self.addSeparator()
            else:
                name, words, icon = entry
                self.entries[name] = self.addAction(theme.icon(icon), tr(words), partial(self.wanted.emit, name))
