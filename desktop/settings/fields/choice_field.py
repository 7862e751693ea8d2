"""The field of an option that is one of a few."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.settings.fields.option_field import where_from, written
from desktop.settings.fields.setting_page import plain_label
from desktop.words.language import Sentence, tr
from models.settings.config import Config

Choices = Sequence[tuple[str, Sentence]]
"""The values of an option, with what a person reads of each."""


class ChoiceField(QWidget):
    """Holds as soon as it is chosen."""

    entered = Signal(str)
    """Another value was chosen."""

    def __init__(self, name: str, label: str, choices: Choices, *, config: Config) -> None:
        super().__init__()
        self._name = name
        self.box = QComboBox()
        self.box.setAccessibleName(label)
        self.setFocusProxy(self.box)
        for value, words in choices:
            self.box.addItem(tr(words), value)
        self.source = plain_label("", "muted")
        self.box.activated.connect(lambda _: self.entered.emit(self.value()))
        row = QHBoxLayout()
        row.addWidget(self.box)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.source)
        self.show_option(config)

    def value(self) -> str:
        """What is chosen."""
        return str(self.box.currentData())

    def show_option(self, config: Config) -> None:
        """Show the value of now, and where it comes from."""
        self.show_value(written(config, self._name))
        where = where_from(config, self._name)
        self.source.setText(where)
        self.source.setVisible(bool(where))
        self.box.setEnabled(not where)

    def show_value(self, value: str) -> None:
        """Show what was chosen elsewhere."""
        self.box.setCurrentIndex(self.box.findData(value))
