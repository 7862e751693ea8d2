"""Help > About: which program this is, and whose work is in it."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop.dialogs.licences_dialog import LicencesDialog
from desktop.words.language import tr
from models.settings.licences import BundledPart
from models.settings.version import version_and_source


class AboutDialog(QDialog):
    """Name, version and surroundings, to be copied into a question; the licences where the program brings any."""

    def __init__(self, parts: list[BundledPart], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Hookdesk"))
        self._parts = parts
        title = QLabel(tr("Hookdesk {version}", version=version_and_source()))
        title.setProperty("role", "title")
        about = tr(
            "A case desk for web hooks.\n\nPython {python} on {platform}",
            python=platform.python_version(),
            platform=platform.platform(),
        )
        self.text = QLabel(about)
        for label in (title, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.licences = buttons.addButton(tr("&Licences"), QDialogButtonBox.ButtonRole.ActionRole)
        self.licences.clicked.connect(self._open_licences)
        self.licences.setVisible(bool(parts))
        self.licences.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(title)
        layout.addWidget(self.text)
        layout.addWidget(buttons)

    def _open_licences(self) -> None:
        LicencesDialog(self._parts, parent=self).open()
