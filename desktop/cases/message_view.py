"""A sender's text in a timeline: to be selected and copied, with its links, and never taken for HTML."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from desktop.message_text import links
from desktop.theme import ThemeHolder

_BY_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse
_BY_KEYBOARD = Qt.TextInteractionFlag.TextSelectableByKeyboard
_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class MessageView(QTextBrowser):
    """As high as its text; a click on a link is a signal, the view itself opens nothing."""

    link_wanted = Signal(str)

    def __init__(self, text: str, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._theme = text, theme
        self._heights: dict[int, int] = {}
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        # Not Fixed: a layout would then keep to the hint for the width that the view has now.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(lambda url: self.link_wanted.emit(url.toString()))
        theme.changed.connect(self._write)
        self._write()

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self._write()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self.document().setTextWidth(width)
            self._heights = {width: int(self.document().size().height()) + 1}
        return self._heights[width]

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = max(self.width(), 100)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt calls it
        """Nothing is ever loaded for a text, from no file and no network."""
        return None

    def _write(self) -> None:
        self.clear()
        plain, link = QTextCharFormat(), QTextCharFormat()
        link.setForeground(self._theme.current.color("accent"))
        link.setAnchor(True)
        cursor = QTextCursor(self.document())
        found, at = links(self._text), 0
        for part in found:
            cursor.insertText(self._text[at : part.start], plain)
            link.setAnchorHref(part.url)
            cursor.insertText(self._text[part.start : part.end], link)
            at = part.end
        cursor.insertText(self._text[at:], plain)
        self.setTextInteractionFlags(_BY_MOUSE | _BY_KEYBOARD | _LINKS if found else _BY_MOUSE)
        # Only what can be followed is a stop for the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if found else Qt.FocusPolicy.ClickFocus)
        self._heights.clear()
        self.updateGeometry()
