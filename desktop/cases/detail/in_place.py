"""The subject and the description of a case, edited where they are read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.text_size.lines_high import LinesHigh
from desktop.widgets.local_key import SEND, on_key
from desktop.words.language import tr
from desktop.words.message_text import breakable
from models.cases.case_actions import SUBJECT_LENGTH

_BEGINS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SubjectLine(QWidget):
    """A click or Enter on the subject edits it; Enter saves, Escape and going elsewhere leave it as it was."""

    began = Signal()
    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.label = QLabel(wordWrap=True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setProperty("role", "title")
        self.label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.label.setCursor(Qt.CursorShape.IBeamCursor)
        self.label.setToolTip(tr("Click to change the subject"))
        self.field = QLineEdit(maxLength=SUBJECT_LENGTH)
        self.field.setAccessibleName(tr("Subject"))
        self.field.returnPressed.connect(self._save)
        self.field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.field):
            widget.installEventFilter(self)
            column.addWidget(widget)

    def show_text(self, text: str) -> None:
        """Show this subject; what is being typed stays."""
        self._text = text
        self.label.setText(breakable(text))
        self.label.setAccessibleName(tr("Subject: {text}", text=text))

    def edit(self) -> None:
        """Let the person type."""
        self.began.emit()
        self.field.setText(self._text)
        self.label.hide()
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def stop(self) -> None:
        """Show the subject again."""
        self.field.hide()
        self.label.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        key = event.key() if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress else None
        if watched is self.label and (key in _BEGINS or kind == QEvent.Type.MouseButtonRelease):
            self.edit()
            return True
        if watched is self.field and key == Qt.Key.Key_Escape:
            self.stop()
            self.label.setFocus()
            return True
        if watched is self.field and kind == QEvent.Type.FocusOut and not self.field.isHidden():
            self.stop()
        return super().eventFilter(watched, event)

    def _save(self) -> None:
        text = self.field.text()
        self.stop()
        self.label.setFocus()
        if text != self._text:
            self.edited.emit(text)


class DescriptionField(QWidget):
    """Several lines: Save or Ctrl+Enter saves, Cancel or Escape leaves the description as it was."""

    saved = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit(placeholderText=tr("What is it about?   Ctrl+Enter saves"))
        self.text.setAccessibleName(tr("Description"))
        self.text.setTabChangesFocus(True)
        LinesHigh(self.text, 6, 20)
        self.save, cancel = QPushButton(tr("Save")), QPushButton(tr("Cancel"))
        self.save.clicked.connect(self._save)
        cancel.clicked.connect(self.cancelled)
        on_key(self, self._save, *SEND)
        on_key(self, self.cancelled.emit, "Escape")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addLayout(row)

    def edit(self, text: str) -> None:
        """Let the person type."""
        self.text.setPlainText(text)
        self.show()
        self.text.setFocus()

    def _save(self) -> None:
        self.saved.emit(self.text.toPlainText())
