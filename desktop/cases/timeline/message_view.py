"""A sender's text in a timeline: to be selected and copied, with its links, and never taken for HTML."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QPaintEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from desktop.widgets.theme import ThemeHolder
from desktop.words.message_text import MOST_LINES, TextLink, linked
from desktop.words.plain_tooltip import plain_tooltip
from models.cases.links import NUMBER

CASE = "case"
# A layout asks for a few widths again and again before it takes one.
MOST_WIDTHS = 8

_BY_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse
_BY_KEYBOARD = Qt.TextInteractionFlag.TextSelectableByKeyboard
_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class MessageView(QTextBrowser):
    """As high as the lines of its text that may be shown; a click on a link is a signal, it opens nothing itself."""

    link_wanted = Signal(str)
    number_wanted = Signal(int)
    """The number of a case in a "#12" that was clicked."""

    def __init__(
        self,
        text: str,
        *,
        theme: ThemeHolder,
        numbers: frozenset[int] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        """`numbers` are those that lead to a case where they stand in the text as "#12"."""
        super().__init__(parent)
        self._text, self._theme, self._numbers = text, theme, numbers
        self._heights: dict[int, tuple[int, bool]] = {}
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is cut off is not to be wheeled or dragged into view.
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self.verticalScrollBar().setRange(0, 0))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        # Not Fixed: a layout would then keep to the hint for the width that the view has now.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._on_clicked)
        theme.changed.connect(self._write)
        self._write()

    def text(self) -> str:
        """The text as it came."""
        return self._text

    def show_text(self, text: str, numbers: frozenset[int]) -> None:
        """Show another text, or the same with other numbers."""
        if (text, numbers) != (self._text, self._numbers):
            self._text, self._numbers = text, numbers
            self._write()

    def heightForWidth(self, width: int) -> int:
        return self._measured(width)[0]

    def is_cut(self, width: int) -> bool:
        """Whether the text has more lines in this width than are shown."""
        return self._measured(width)[1]

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        # Not for the present width: the layout asks heightForWidth() for the width that it gives.
        return QSize(100, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        # A layout that asked for the height in some width left the text in that width.
        if self.document().textWidth() != self.viewport().width():
            self.document().setTextWidth(self.viewport().width())
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._heights.clear()
            self.updateGeometry()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt calls it
        """The Tab key goes from link to link, and past those that are cut off."""
        went = super().focusNextPrevChild(forward)
        while went and self.hasFocus() and self.cursorRect().top() >= self.height():
            went = super().focusNextPrevChild(forward)
        return went

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt calls it
        """Nothing is ever loaded for a text, from no file and no network."""
        return None

    def _measured(self, width: int) -> tuple[int, bool]:
        """How high it is in a width, and whether lines are cut off there."""
        if width not in self._heights:
            if len(self._heights) >= MOST_WIDTHS:
                self._heights.clear()
            self.document().setTextWidth(width)
            cut = self._end_of_lines()
            whole = int(self.document().size().height()) + 1
            self._heights[width] = (whole, False) if cut is None else (cut, True)
        return self._heights[width]

    def _end_of_lines(self) -> int | None:
        """Where the last line that may be shown ends; None where all may be."""
        left, block = MOST_LINES, self.document().begin()
        while block.isValid():
            top = self.document().documentLayout().blockBoundingRect(block).top()
            count = block.layout().lineCount()
            if count > left:
                line = block.layout().lineAt(left - 1) if left else None
                return math.ceil(top if line is None else top + line.y() + line.height())
            left, block = left - count, block.next()
        return None

    def _linked(self) -> tuple[str, list[TextLink]]:
        """The text as it is shown, with the addresses and the numbers of cases that are in none of them."""
        text, found = linked(self._text)
        for match in NUMBER.finditer(text):
            inside = any(link.start <= match.start() < link.end for link in found)
            if int(match[1]) in self._numbers and not inside:
                found.append(TextLink(match.start(), match.end(), f"{CASE}:{int(match[1])}"))
        return text, sorted(found, key=lambda link: link.start)

    def _on_clicked(self, url: QUrl) -> None:
        # No sender can write such an address: only those of the web and of mail become links.
        if url.scheme() == CASE:
            self.number_wanted.emit(int(url.path()))
        else:
            self.link_wanted.emit(url.toString())

    def _write(self) -> None:
        # The text is laid out once its width is known, not in the present one.
        self.document().setLayoutEnabled(False)
        self.clear()
        plain, link = QTextCharFormat(), QTextCharFormat()
        link.setForeground(self._theme.current.color("accent"))
        link.setAnchor(True)
        cursor = QTextCursor(self.document())
        (text, found), at = self._linked(), 0
        for part in found:
            cursor.insertText(text[at : part.start], plain)
            link.setAnchorHref(part.url)
            link.setToolTip(plain_tooltip(part.url) if part.url != text[part.start : part.end] else "")
            cursor.insertText(text[part.start : part.end], link)
            at = part.end
        cursor.insertText(text[at:], plain)
        self.document().setLayoutEnabled(True)
        self.setTextInteractionFlags(_BY_MOUSE | _BY_KEYBOARD | _LINKS if found else _BY_MOUSE)
        # Only what can be followed is a stop for the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if found else Qt.FocusPolicy.ClickFocus)
        self._heights.clear()
        self.updateGeometry()
