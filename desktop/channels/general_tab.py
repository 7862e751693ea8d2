"""The General tab of the channel properties: name and description."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.field_label import FieldLabel
from desktop.widgets.hint import Hint
from desktop.words.language import tr

LONGEST_NAME = 100


class GeneralTab(QWidget):
    """What the channel is called, and a line on what it is for."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(tr("Name"))
        self.name_hint = Hint(self.name)
        self.description = QPlainTextEdit(description)
        self.description.setPlaceholderText(tr("What is collected here, for example: Alarms of the plant"))
        self.description.setTabChangesFocus(True)
        self.description.setAccessibleName(tr("Description"))
        self.description.setFixedHeight(self.description.fontMetrics().lineSpacing() * 4 + 20)
        self._lay_out()
        self.name.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(FieldLabel(tr("&Name"), self.name), 0, 0, top)
        grid.addWidget(self.name, 0, 1)
        grid.addWidget(self.name_hint, 1, 1)
        grid.setRowMinimumHeight(2, 4)
        grid.addWidget(_label(tr("&Description"), self.description), 3, 0, top)
        grid.addWidget(self.description, 3, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addLayout(grid)
        layout.addStretch(1)

    def check(self) -> bool:
        """Whether OK may save; what is wrong is said at its field, with the cursor in it."""
        if self.name.text().strip():
            return True
        self.refuse_name(tr("A channel needs a name."))
        return False

    def refuse_name(self, why: str) -> None:
        """Say at the name why it cannot be saved."""
        self.name_hint.show_problem(why)
        self.name.setFocus()
        self.name.selectAll()


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    # As far down as the first line in the field: its padding, and the margin of the text.
    label.setContentsMargins(0, 8, 0, 0)
    return label
