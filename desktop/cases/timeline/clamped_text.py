"""A sender's text of which no more lines are shown than a page can have, with a way to all of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.cases.timeline.message_view import MessageView
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.message_text import clip

BETWEEN = 4


class ClampedText(QWidget):
    """As high as the lines it shows, and the button below them where there are more."""

    whole_wanted = Signal()

    def __init__(self, name: str, *, theme: ThemeHolder, kind: str, parent: QWidget | None = None) -> None:
        """`name` is how the text is called when it is read out, `kind` what the button looks like."""
        super().__init__(parent)
        self._cut = False
        self.view = MessageView("", theme=theme, parent=self)
        self.view.setAccessibleName(name)
        self.all = QPushButton(tr("Show all"), self)
        self.all.setProperty("kind", kind)
        self.all.setAutoDefault(False)
        self.all.clicked.connect(self.whole_wanted)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str, length: int | None = None, numbers: frozenset[int] = frozenset()) -> None:
        """Show the beginning of a text of `length` characters; `numbers` lead to a case."""
        shown = clip(text, length)
        self._cut = shown.cut
        self.view.show_text(shown.text, numbers)
        self._place()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self.view.heightForWidth(width)
        return height + BETWEEN + self.all.sizeHint().height() if self._is_cut(width) else height

    def sizeHint(self) -> QSize:
        return self.view.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.view.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _is_cut(self, width: int) -> bool:
        return self._cut or self.view.is_cut(width)

    def _place(self) -> None:
        width = self.width()
        self.view.setGeometry(0, 0, width, self.view.heightForWidth(width))
        self.all.setGeometry(QRect(QPoint(0, self.view.height() + BETWEEN), self.all.sizeHint()))
        self.all.setVisible(self._is_cut(width))
