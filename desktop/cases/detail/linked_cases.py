"""The cases that are linked with the one on the screen: a click opens one, the cross takes the link away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip
from models.cases.cases import Case

WIDEST_CHARACTERS = 60


class LinkedCases(QWidget):
    """Hidden while there are none."""

    wanted = Signal(int)
    """The id of a case that shall be shown."""
    unlink_wanted = Signal(object)
    """A Case that shall not be linked any longer."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Sequence[Case] = ()
        self._here = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(ElidedLabel(tr("Linked cases"), role="section"))
        self.hide()

    def show_cases(self, cases: Sequence[Case], here: int) -> None:
        """Show these cases; `here` is the id of the channel that need not be named."""
        if tuple(cases) != tuple(self._shown):
            self._here = here
            self._fill(cases)
        self.setVisible(bool(cases))

    def buttons(self) -> list[QPushButton]:
        """The button of each case."""
        return [button for button in self.findChildren(QPushButton) if not button.isHidden()]

    def _fill(self, cases: Sequence[Case]) -> None:
        self._shown = cases
        while (item := self._column.takeAt(1)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for case in cases:
            self._column.addWidget(self._row(case))

    def _row(self, case: Case) -> QWidget:
        elsewhere = "" if case.channel_id == self._here else f"  ·  {case.channel}"
        closed = f"  ·  {tr('closed')}" if case.state == "closed" else ""
        text = f"#{case.number} {case.subject}{elsewhere}{closed}"
        width = self.fontMetrics().averageCharWidth() * WIDEST_CHARACTERS
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        button = QPushButton(" " + shown.replace("&", "&&"))
        button.setProperty("kind", "beside")
        button.setAutoDefault(False)
        button.setIcon(self._theme.icon("link"))
        button.setToolTip(plain_tooltip(text))
        button.clicked.connect(partial(self.wanted.emit, case.id))
        cross = QToolButton()
        cross.setIcon(self._theme.icon("xmark"))
        cross.setToolTip(tr("Take the link with #{number} away", number=case.number))
        cross.setAccessibleName(tr("Unlink #{number}", number=case.number))
        cross.clicked.connect(partial(self.unlink_wanted.emit, case))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(button)
        line.addWidget(cross)
        line.addStretch()
        return row
