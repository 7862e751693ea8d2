"""How to post to a web hook from the usual tools: a choice, the lines, and Copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.copy_button import CopyButton
from desktop.widgets.segments import Segments
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.channels.hook_rules import Secret
from receiver.how_to_post.samples import Sample
from receiver.how_to_post.signed_samples import snippets_for


class Snippets(QWidget):
    """The samples of receiver/how_to_post for one URL."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = ""
        self._secret: Secret | None = None
        self._samples: tuple[Sample, ...] = snippets_for("", None)
        self._choice = Segments([sample.label for sample in self._samples], name=tr("Post with"))
        self._choice.chosen.connect(self._show)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName(tr("Example"))
        self._text.setTabChangesFocus(True)
        self._text.setFont(_fixed_font(self._text))
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setMinimumHeight(self._text.fontMetrics().lineSpacing() * 3 + 20)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        copy = CopyButton(tr("Copy"), self.text, theme=theme, name=tr("Copy the example"), kind="flat")
        head = QHBoxLayout()
        head.addWidget(self._choice)
        head.addStretch()
        head.addWidget(copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.note = QLabel(tr("The secret is in these programs: give them to its sender only."), wordWrap=True)
        self.note.setProperty("role", "muted")
        self.note.hide()
        layout.addLayout(head)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.note)

    def text(self) -> str:
        """The chosen sample as it is copied."""
        return self._samples[self._choice.current()].text

    def choose(self, index: int) -> None:
        """Choose a sample by its place."""
        self._choice.choose(index)

    def show_url(self, url: str) -> None:
        """Show the samples for this URL."""
        self._url = url
        self._write()

    def show_secret(self, secret: Secret | None) -> None:
        """Let the samples show this secret, or sign what they send with it; None for a hook that wants none."""
        self._secret = secret
        self.note.setVisible(secret is not None)
        self._write()

    def _write(self) -> None:
        self._samples = snippets_for(self._url, self._secret)
        self._show()

    def _show(self) -> None:
        self._text.setPlainText(self.text())


def _fixed_font(field: QPlainTextEdit) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(field.font().pointSizeF() * 0.9)
    return font
