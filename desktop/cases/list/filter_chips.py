"""The chips above the list of cases, and the way to save what they say as a view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.cases.list.filter_words import FilterChoices, parts
from desktop.widgets.part_chips import PartChips
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.cases.case_filter import Filter


class FilterChips(PartChips):
    """One chip for each part of the filter."""

    save_wanted = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self.save = self.add_button(tr("Save view…"))
        self.save.clicked.connect(self.save_wanted)

    def show_filter(self, filter_: Filter, choices: FilterChoices) -> None:
        """Show the parts of a filter."""
        self.show_parts(parts(filter_, choices))
