"""The Cases tab of the channel properties: what an update does to a closed case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from desktop.words.language import tr


class CasesTab(QWidget):
    """One switch and what it means."""

    def __init__(self, reopen_on_update: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reopen = QCheckBox(tr("Reopen a closed case when an &update arrives"))
        self.reopen.setChecked(reopen_on_update)
        meaning = QLabel(
            tr(
                "An update is a report that references an earlier one. When this is off, the update is added "
                "to the case and the case stays closed."
            )
        )
        meaning.setTextFormat(Qt.TextFormat.PlainText)
        meaning.setProperty("role", "muted")
        meaning.setWordWrap(True)
        meaning.setIndent(24)
        self.reopen.setAccessibleDescription(meaning.text())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(4)
        layout.addWidget(self.reopen)
        layout.addWidget(meaning)
        layout.addStretch()
