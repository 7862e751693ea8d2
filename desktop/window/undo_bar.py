"""The bar at the bottom that says what was done, with the way back for ten seconds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop.data.undo import Undo
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr


class UndoBar(QWidget):
    """Follows an Undo: shown while there is something to take back."""

    wanted = Signal()
    """The last step shall be taken back."""

    def __init__(self, undo: Undo, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo = undo
        self.setObjectName("undoBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = ElidedLabel()
        self.button = QPushButton(theme.icon("rotate-left", "accent"), tr("Undo"))
        self.button.setAccessibleName(tr("Undo"))
        self.button.setProperty("kind", "flat")
        self.button.clicked.connect(self.wanted)
        self._close = QToolButton()
        self._close.setIcon(theme.icon("xmark"))
        self._close.setToolTip(tr("Hide"))
        self._close.setAccessibleName(tr("Hide this message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 16, 4)
        row.setSpacing(12)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        undo.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        step = self._undo.last()
        if step is not None:
            self.sentence.show_text(step.sentence)
        self.setVisible(step is not None)
