"""The field in which a comment is written: files can be dropped into it, and pictures pasted."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from desktop.attachments.pending import are_in, found_in
from desktop.words.language import tr


class CommentField(QPlainTextEdit):
    """Takes text as every field does, and tells of files and pictures."""

    put = Signal(list)
    """A list of Pending."""

    def __init__(self) -> None:
        super().__init__(placeholderText=tr("Write a comment…   Ctrl+Enter sends"))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt calls it
        return are_in(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt calls it
        found = found_in(source)
        if found:
            self.put.emit(found)
        else:
            super().insertFromMimeData(source)
