"""The chips above the list: what it is filtered by, each part with a way to take it away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.cases.filter_words import Choices, Part, parts
from desktop.flow_layout import FlowLayout
from desktop.plain_tooltip import plain_tooltip
from desktop.theme import ThemeHolder
from models.case_filter import Filter

WIDEST_CHARACTERS = 34


class FilterChips(QWidget):
    """Hidden while there is nothing to show."""

    filtered = Signal(object)
    """The Filter without the part that was taken away."""
    save_wanted = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[Part] = []
        self._chips: list[QPushButton] = []
        self._flow = FlowLayout(self, spacing=6)
        self._flow.setContentsMargins(16, 0, 12, 8)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.save = QPushButton("Save view…")
        self.save.setProperty("kind", "beside")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self.save_wanted)
        self._flow.addWidget(self.save)
        theme.changed.connect(self._dress)
        self.hide()

    def show_filter(self, filter_: Filter, choices: Choices) -> None:
        """Show the parts of a filter; those that were shown already are left as they are."""
        wanted = parts(filter_, choices)
        if wanted == self._shown:
            return
        # Where the keyboard was, it goes on at the next chip.
        focused = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        self._shown = wanted
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._flow.removeWidget(self.save)
        self._chips = [self._chip(part) for part in wanted]
        for widget in (*self._chips, self.save):
            self._flow.addWidget(widget)
        self._dress()
        self.setVisible(bool(wanted))
        self.updateGeometry()
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()

    def chips(self) -> list[QPushButton]:
        """The chips in their order."""
        return self._chips

    def _chip(self, part: Part) -> QPushButton:
        chip = QPushButton()
        width = chip.fontMetrics().averageCharWidth() * WIDEST_CHARACTERS
        words = chip.fontMetrics().elidedText(part.words, Qt.TextElideMode.ElideRight, width)
        chip.setText(words.replace("&", "&&"))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        chip.setAccessibleName(f"Filter {part.words}: take it away")
        chip.setToolTip(plain_tooltip(f"{part.words}\nClick to take this filter away"))
        chip.clicked.connect(partial(self.filtered.emit, part.without))
        return chip

    def _dress(self) -> None:
        for chip in self._chips:
            chip.setIcon(self._theme.current.icon("xmark"))
