"""The links of a format: a name and an expression for an address each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.formats.reading.expression_field import Complete
from desktop.formats.reading.part_field import PartField
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from receiver.formats.format import LinkFormat
from receiver.formats.templates import TemplateFault


class _Row(QWidget):
    """One link."""

    def __init__(self, complete: Complete, theme: ThemeHolder) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("what it is called"))
        self.name.setAccessibleName(tr("Name of the link"))
        self.url = PartField(tr("Address of the link"), tr("its address"), complete, theme=theme)
        self.remove = QToolButton()
        self.remove.setIcon(theme.icon("xmark"))
        self.remove.setToolTip(tr("Take the link out"))
        self.remove.setAccessibleName(tr("Take the link out"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 2)
        row.addWidget(self.url, 5)
        row.addWidget(self.remove)

    def link(self) -> LinkFormat:
        return LinkFormat(self.url.field.text(), self.name.text().strip())


class LinkRows(QWidget):
    """Adds, edits and removes links."""

    edited = Signal(object)
    """The links, as Format has them."""

    def __init__(self, complete: Complete, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._complete, self._theme = complete, theme
        self._setting = False
        self.rows: list[_Row] = []
        self.add = QPushButton(theme.icon("plus"), tr("Add a &link"))
        self.add.setProperty("kind", "flat")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def links(self) -> tuple[LinkFormat, ...]:
        """The links as they are now."""
        return tuple(row.link() for row in self.rows)

    def show_links(self, links: Sequence[LinkFormat]) -> None:
        """Show these; what stands here already is left as it is."""
        self._setting = True
        while len(self.rows) > len(links):
            self._drop(self.rows[-1])
        while len(self.rows) < len(links):
            self._append()
        for row, link in zip(self.rows, links, strict=True):
            row.url.field.show_text(link.url)
            if row.name.text().strip() != link.name:
                row.name.setText(link.name)
        self._setting = False

    def show_faults(self, faults: Sequence[Sequence[TemplateFault]]) -> None:
        """Mark what is wrong with each of them."""
        for row, wrong in zip(self.rows, faults, strict=False):
            row.url.show_faults(wrong)

    def _append(self) -> _Row:
        row = _Row(self._complete, self._theme)
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        row.name.textEdited.connect(lambda _: self._tell())
        row.url.field.edited.connect(self._tell)
        row.remove.clicked.connect(lambda: self._on_remove(row))
        return row

    def _on_add(self) -> None:
        self._append().url.setFocus()
        self._tell()

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
            self.edited.emit(self.links())
