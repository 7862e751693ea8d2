"""The format as it is being edited: one value that the fields, the menus and the reports of the window share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from receiver.formats.format import Format


class EditedFormat(QObject):
    """Tells of each change, whoever makes it."""

    changed = Signal()

    def __init__(self, format_: Format, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._format = format_

    def get(self) -> Format:
        """The format as it is now."""
        return self._format

    def put(self, format_: Format) -> None:
        """Take another format in its place."""
        if format_ != self._format:
            self._format = format_
            self.changed.emit()

    def change(self, **parts: Any) -> None:
        """Change some parts, by the names that Format gives them."""
        self.put(replace(self._format, **parts))
