"""The overview of the keys: every action that has one, by the menu it is in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.menus.action_button import native_keys, plain_words
from desktop.words.language import tr

Group = tuple[str, Sequence[QAction]]


class Shortcuts(QDialog):
    """Says the keys as the actions have them, so that it cannot be wrong."""

    def __init__(self, columns: Sequence[Sequence[Group]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = QHBoxLayout()
        row.setSpacing(32)
        for groups in columns:
            column = QVBoxLayout()
            column.setSpacing(16)
            for title, actions in groups:
                column.addLayout(_group(title, actions))
            column.addStretch()
            row.addLayout(column)
        note = QLabel(tr("Letters work wherever nothing is being typed."))
        note.setProperty("role", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(20)
        layout.addLayout(row)
        layout.addWidget(note)
        layout.addWidget(buttons)

    def lines(self) -> list[str]:
        """The keys and words that are shown, line by line."""
        labels = self.findChildren(QLabel)
        keys = [label for label in labels if label.property("pill")]
        return [f"{key.text()} {key.accessibleName()}" for key in keys]


def _group(title: str, actions: Sequence[QAction]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(3)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, action in enumerate((one for one in actions if one.shortcuts()), start=1):
        words, keys = plain_words(action), native_keys(action)
        key = QLabel(tr("{key} or {other}", key=keys[0], other=keys[1]) if len(keys) > 1 else "".join(keys))
        key.setProperty("pill", "neutral")
        key.setAccessibleName(words)
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(QLabel(words), row, 1)
    grid.setColumnStretch(1, 1)
    return grid
