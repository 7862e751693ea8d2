"""The names of a format: values that are worked out first, and known by a name in all that follows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.formats.reading.expression_field import Complete
from desktop.formats.reading.part_field import PartField
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from receiver.formats.templates import TemplateFault


class _Row(QWidget):
    """One name with its expression."""

    def __init__(self, complete: Complete, theme: ThemeHolder) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("name"))
        self.name.setAccessibleName(tr("Name of the value"))
        self.value = PartField(tr("The value"), tr("its value"), complete, theme=theme)
        self.remove = QToolButton()
        self.remove.setIcon(theme.icon("xmark"))
        self.remove.setToolTip(tr("Take the name out"))
        self.remove.setAccessibleName(tr("Take the name out"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 2)
        row.addWidget(self.value, 5)
        row.addWidget(self.remove)


class NameRows(QWidget):
    """Adds, edits and removes names."""

    edited = Signal(object)
    """The expressions by their names, as Format has them."""

    def __init__(self, complete: Complete, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._complete, self._theme = complete, theme
        self._setting = False
        self.rows: list[_Row] = []
        self.add = QPushButton(theme.icon("plus"), tr("Add a n&ame"))
        self.add.setProperty("kind", "flat")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda: self._append().name.setFocus())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def names(self) -> dict[str, str]:
        """The expressions by their names; a row without a name is not there yet."""
        return {row.name.text().strip(): row.value.field.text() for row in self.rows if row.name.text().strip()}

    def show_names(self, names: Mapping[str, str]) -> None:
        """Show these; what stands here already is left as it is."""
        if list(names.items()) == list(self.names().items()):
            return
        self._setting = True
        while self.rows:
            self._drop(self.rows[-1])
        for name, source in names.items():
            row = self._append()
            row.name.setText(name)
            row.value.field.show_text(source)
        self._setting = False

    def show_faults(self, faults: Mapping[str, list[TemplateFault]]) -> None:
        """Mark what is wrong with each of them, by its name."""
        for row in self.rows:
            row.value.show_faults(faults.get(row.name.text().strip(), []))

    def _append(self) -> _Row:
        row = _Row(self._complete, self._theme)
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        row.name.textEdited.connect(lambda _: self._tell())
        row.value.field.edited.connect(self._tell)
        row.remove.clicked.connect(lambda: self._on_remove(row))
        return row

    def _on_remove(self, row: _Row) -> None:
        self._drop(row)
        self.add.setFocus()
        self._tell()

    def _drop(self, row: _Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _tell(self) -> None:
        if not self._setting:
            self.edited.emit(self.names())
