"""Chips above a list: what it is filtered by, each part with a way to take it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip

WIDEST_CHARACTERS = 34

FilterT = TypeVar("FilterT")


@dataclass(frozen=True, slots=True)
class Part(Generic[FilterT]):
    """A part of a filter in words, and the filter without it."""

    words: str
    without: FilterT


class PartChips(QWidget):
    """Hidden while there is nothing to show."""

    filtered = Signal(object)
    """The filter without the part that was taken away."""

    def __init__(self, *, theme: ThemeHolder, left: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[Part[object]] = []
        self._chips: list[QPushButton] = []
        self._tail: list[QPushButton] = []
        self._flow = FlowLayout(self, spacing=6)
        self._flow.setContentsMargins(left, 0, 12, 8)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def add_button(self, text: str) -> QPushButton:
        """A button behind the chips."""
        button = QPushButton(text)
        button.setProperty("kind", "beside")
        button.setAutoDefault(False)
        self._tail.append(button)
        self._flow.addWidget(button)
        return button

    def show_parts(self, parts: Sequence[Part[FilterT]]) -> None:
        """Show the parts of a filter; those that were shown already are left as they are."""
        wanted: list[Part[object]] = [Part(part.words, part.without) for part in parts]
        if wanted == self._shown:
            return
        # When the chip with the keyboard goes, the next chip gets the keyboard.
        focused = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        self._shown = wanted
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        for button in self._tail:
            self._flow.removeWidget(button)
        self._chips = [self._chip(part) for part in wanted]
        for widget in (*self._chips, *self._tail):
            self._flow.addWidget(widget)
        self.setVisible(bool(wanted))
        self.updateGeometry()
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()

    def chips(self) -> list[QPushButton]:
        """The chips in their order."""
        return self._chips

    def _chip(self, part: Part[object]) -> QPushButton:
        chip = QPushButton()
        chip.setIcon(self._theme.icon("xmark"))
        width = chip.fontMetrics().averageCharWidth() * WIDEST_CHARACTERS
        words = chip.fontMetrics().elidedText(part.words, Qt.TextElideMode.ElideRight, width)
        chip.setText(words.replace("&", "&&"))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        chip.setAccessibleName(tr("Filter {words}: take it away", words=part.words))
        chip.setToolTip(plain_tooltip(tr("{words}\nClick to take this filter away", words=part.words)))
        chip.clicked.connect(partial(self.filtered.emit, part.without))
        return chip
