"""The versions of a format, newest first, with a way back to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.split import split
from desktop.words import clock
from desktop.words.language import number, tr
from desktop.words.message_text import folded
from models.formats.own_formats import Version


class VersionsDialog(QDialog):
    """Shows each version as the text that a file of it has."""

    put_into_draft = Signal(object)
    """The Version whose text shall be edited."""
    go_back_wanted = Signal(object)
    """The Version that shall be in force again."""

    def __init__(self, name: str, versions: Sequence[Version], in_force: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Versions of {name}", name=name))
        self._versions, self._in_force = versions, in_force
        self.list = QListWidget()
        self.text = QPlainTextEdit(readOnly=True)
        self.edit = QPushButton(tr("Put it into the &draft"))
        self.go_back = QPushButton(tr("&Go back to it"))
        self._lay_out()
        for version in versions:
            item = QListWidgetItem(_line(version, in_force), self.list)
            item.setData(Qt.ItemDataRole.UserRole, version)
        self.list.currentItemChanged.connect(lambda item, _: self._show(item))
        self.edit.clicked.connect(lambda: self._leave(self.put_into_draft))
        self.go_back.clicked.connect(lambda: self._leave(self.go_back_wanted))
        self.list.setCurrentRow(0)

    def version(self) -> Version | None:
        """The version that is chosen."""
        item = self.list.currentItem()
        found = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Version) else None

    def _show(self, _: QListWidgetItem | None) -> None:
        version = self.version()
        self.text.setPlainText("" if version is None else folded(version.text))
        self.edit.setEnabled(version is not None)
        self.go_back.setEnabled(version is not None and version.number != self._in_force)

    def _leave(self, signal: SignalInstance) -> None:
        version = self.version()
        if version is not None:
            self.accept()
            signal.emit(version)

    def _lay_out(self) -> None:
        self.list.setAccessibleName(tr("Versions"))
        self.list.setWordWrap(True)
        self.text.setAccessibleName(tr("What the version says"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        for button in (self.edit, self.go_back, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        both = split(self.list, self.text, shares=(2, 3))
        layout.addWidget(both, 1)
        layout.addLayout(foot)
        letter = self.fontMetrics()
        both.setSizes([letter.averageCharWidth() * 40, letter.averageCharWidth() * 70])
        self.resize(letter.averageCharWidth() * 112, letter.height() * 28)


def _line(version: Version, in_force: int | None) -> str:
    when = clock.long_relative(version.published_at, clock.now())
    said = {"version": number(version.number), "when": when}
    if version.number == in_force:
        line = tr("Version {version}, in force, {when}", **said)
    else:
        line = tr("Version {version}, {when}", **said)
    return f"{line}\n{version.note}" if version.note else line
