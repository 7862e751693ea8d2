"""The menu of the case view: everything that can be done with the case on the screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.widgets.theme import ThemeHolder

# A name, its words and its icon; None is a line between.
ENTRIES: tuple[tuple[str, str, str] | None, ...] = (
    ("close_with_comment", "Close with a comment…", "circle-check"),
    ("assign", "Assign…", "user"),
    ("priority", "Priority…", "flag"),
    ("deadline", "Deadline…", "calendar-day"),
    None,
    ("link", "Link with…", "link"),
    ("merge", "Merge with…", "code-merge"),
    ("move", "Move to…", "arrow-right"),
    None,
    ("number", "Copy case number", "hashtag"),
    ("text", "Copy as text", "copy"),
    ("print", "Print…", "print"),
    ("pdf", "Save as PDF…", "file-pdf"),
    None,
    ("delete", "Delete…", "trash-can"),
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
                self.entries[name] = self.addAction(theme.icon(icon), words, partial(self.wanted.emit, name))
