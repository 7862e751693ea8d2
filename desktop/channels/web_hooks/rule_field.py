"""What the fields of a web hook's rules have in common: a line of widgets, and what is wrong with them below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateTimeEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.hint import Hint
from desktop.words import problem_words
from desktop.words.language import Sentence, tr
from models.channels import hook_rules
from models.channels.hook_rules import Rules
from models.problems import Problem

LARGEST = 1_000_000
WIDEST_SWITCH = Sentence("Warn after")

_HOLE = re.compile(r"({number}|{unit})")


class ChoiceBox(QComboBox):
    """The wheel scrolls the form, and changes no rule on its way."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Moment(QDateTimeEdit):
    """A field for a time; here too the wheel scrolls the form."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Switch(QCheckBox):
    """Switches a rule on; the switches of all rules have one width, so that what follows them stands in a column."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        letters = self.fontMetrics()
        self.setMinimumWidth(letters.horizontalAdvance(tr(WIDEST_SWITCH)) + 2 * letters.height())

    def show_on(self, on: bool) -> None:
        """Turn the switch without telling that a person did it."""
        self.blockSignals(True)
        self.setChecked(on)
        self.blockSignals(False)


class Field(QWidget):
    """One rule in the form, in words of its own."""

    edited = Signal()
    hint: Hint

    def show_rules(self, rules: Rules) -> None:
        """Show the rule of this field."""
        raise NotImplementedError

    def part(self) -> Rules:
        """Rules that hold nothing but what is shown here."""
        raise NotImplementedError

    def check(self) -> bool:
        """Whether the rule can be stored; what is wrong is said under the field, with the cursor in it."""
        try:
            hook_rules.check(self.part())
        except Problem as problem:
            self.hint.show_problem(problem_words.whole(problem))
            self.setFocus()
            return False
        return True

    def lay_out(self, *widgets: QWidget, hint: Hint | None = None) -> None:
        """Put the widgets in a row, of which the last one takes the room that is left."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget, int(widget is widgets[-1]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        if hint is not None:
            column.addWidget(hint)


class CountedField(Field):
    """A switch with a sentence, in which stand a number, at {number}, and its unit, at {unit}."""

    def __init__(self, sentence: Sentence, names: tuple[str, str], units: Sequence[str]) -> None:
        """`names` are those of number and unit for a screen reader."""
        super().__init__()
        label, *others = (part.strip() for part in _HOLE.split(tr(sentence)))
        self.on = Switch(label)
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(0, LARGEST, self.number))
        self.number.setFixedWidth(self.fontMetrics().averageCharWidth() * 10)
        self.unit = ChoiceBox()
        self.unit.addItems(list(units))
        for widget, name in zip((self.number, self.unit), names, strict=True):
            widget.setAccessibleName(name)
        self.hint = Hint(self.number)
        self.setFocusProxy(self.number)
        fields: dict[str, QWidget] = {"{number}": self.number, "{unit}": self.unit}
        parts = [fields.get(part) or ElidedLabel(part, role="muted") for part in others if part]
        self.lay_out(self.on, *parts, hint=self.hint)
        self._connect()

    def show_number(self, on: bool, number: int | str, unit: int) -> None:
        """Show a number, and the place of its unit."""
        self.on.show_on(on)
        self.number.setText(str(number))
        self.unit.setCurrentIndex(unit)
        self.hint.clear_problem()
        for widget in (self.number, self.unit):
            widget.setEnabled(on)

    def _connect(self) -> None:
        for widget in (self.number, self.unit):
            self.on.toggled.connect(widget.setEnabled)
        for chosen in (self.on.clicked, self.unit.activated):
            chosen.connect(self.edited)
            chosen.connect(self.hint.clear_problem)
        self.number.textEdited.connect(self.edited)
