"""A sender's text in a timeline: to be selected and copied, with its links, and never taken for HTML."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QPaintEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from desktop.widgets.theme import ThemeHolder
from desktop.words.message_text import TextLink, linked
from desktop.words.plain_tooltip import plain_tooltip
from models.cases.links import NUMBER

CASE = "case"
# A layout asks for a few widths again and again before it takes one.
MOST_WIDTHS = 8

_BY_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse
_BY_KEYBOARD = Qt.TextInteractionFlag.TextSelectableByKeyboard
_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class MessageView(QTextBrowser):
    """As high as its text; a click on a link is a signal, the view itself opens nothing."""

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
        if width not in self._heights:
            if len(self._heights) >= MOST_WIDTHS:
                self._heights.clear()
            self.document().setTextWidth(width)
            self._heights[width] = int(self.document().size().height()) + 1
        return self._heights[width]

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

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt calls it
        """Nothing is ever loaded for a text, from no file and no network."""
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
