"""The dialog of the settings: the names of its pages on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.dialogs.guide_page import name_page
from desktop.settings.fields.setting_page import SettingPage
from desktop.words.language import tr

LIST_CHARACTERS = 26


class SettingsDialog(QDialog):
    """What is changed on a page holds when it is changed; there is nothing to confirm or to take back here."""

    def __init__(self, pages: Sequence[SettingPage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_page(self, "settings")
        self.setWindowTitle(tr("Settings"))
        self.pages = pages
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(tr("Pages of the settings"))
        self._fit()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.ensurePolished()  # a row is measured when it is added
        self.stack = QStackedWidget()
        for page in pages:
            self.list.addItem(page.title)
            self.stack.addWidget(page)
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        self._lay_out()
        self.resize(self.sizeHint())  # left to itself, a window gets two thirds of the screen at most
        self.list.setFocus()

    def sizeHint(self) -> QSize:
        width, height = self.fontMetrics().averageCharWidth() * 118, self.fontMetrics().height() * 44
        room = self.screen().availableSize()
        return QSize(min(width, room.width() - 40), min(height, room.height() - 60))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # the size of texts is one of the settings
            self._fit()

    def show_page(self, page: type[SettingPage]) -> None:
        """Show one of the pages."""
        self.list.setCurrentRow(next(row for row, each in enumerate(self.pages) if isinstance(each, page)))

    def _fit(self) -> None:
        self.list.setFixedWidth(self.fontMetrics().averageCharWidth() * LIST_CHARACTERS)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addWidget(buttons)
        line = QFrame()
        line.setProperty("line", "true")
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(line)
        column.addLayout(foot)
