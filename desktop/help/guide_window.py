"""The guide in a window of its own, so that it can be read beside what it is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from desktop.help import guide
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

_NAME = Qt.ItemDataRole.UserRole


class GuideWindow(QWidget):
    """The pages at the left, the one that is read at the right; typing leaves the pages that have the words."""

    def __init__(self, *, theme: ThemeHolder, open_url: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._open_url, self._theme = open_url, theme
        self._pages = {page.name: page for page in guide.read()}
        self.setWindowTitle(tr("Guide to Hookdesk"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the guide"))
        self.search.setAccessibleName(tr("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName(tr("Pages"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Page"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(self.fontMetrics().height())
        self._lay_out()
        for page in self._pages.values():
            item = QListWidgetItem(page.title, self.contents)
            item.setData(_NAME, page.name)
        self.search.textChanged.connect(self._on_searched)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.text.anchorClicked.connect(self._on_link)
        theme.changed.connect(self._show)
        self.show_page(guide.PAGES[0])

    def page(self) -> str:
        """The name of the page that is read."""
        item = self.contents.currentItem()
        return guide.PAGES[0] if item is None else str(item.data(_NAME))

    def show_page(self, name: str) -> None:
        """Read this page."""
        self.search.clear()
        for row in range(self.contents.count()):
            if self.contents.item(row).data(_NAME) == name:
                self.contents.setCurrentRow(row)

    def sizeHint(self) -> QSize:
        room = QGuiApplication.primaryScreen().availableSize() * 0.8
        wanted = QSize(self.fontMetrics().averageCharWidth() * 150, self.fontMetrics().height() * 42)
        return wanted.boundedTo(room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # as in a dialog, after what was searched is gone
            if self.search.text():
                self.search.clear()
            else:
                self.close()
        else:
            super().keyPressEvent(event)

    def _on_searched(self, words: str) -> None:
        items = [self.contents.item(row) for row in range(self.contents.count())]
        for item in items:
            item.setHidden(not self._pages[str(item.data(_NAME))].has(words))
        found = [item for item in items if not item.isHidden()]
        if found and self.contents.currentItem().isHidden():
            self.contents.setCurrentItem(found[0])

    def _on_chosen(self) -> None:
        self._show()
        self.text.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        accent = self._theme.current.color("accent").name()
        self.text.document().setDefaultStyleSheet(f"a {{ color: {accent}; }}")
        self.text.setMarkdown(self._pages[self.page()].text)
        _lower_headings(self.text.document())

    def _on_link(self, url: QUrl) -> None:
        if url.isRelative():
            self.show_page(url.path().removesuffix(".md"))
        else:
            self._open_url(url.toString())

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.contents)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(side)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setHandleWidth(1)
        split.setSizes([self.fontMetrics().averageCharWidth() * 34, self.sizeHint().width()])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(split)


def _lower_headings(document: QTextDocument) -> None:
    """Make them as high as those of the program are; of a web page they would be twice that."""
    cursor, block = QTextCursor(document), document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            smaller = QTextCharFormat()
            smaller.setProperty(QTextFormat.Property.FontSizeAdjustment, 2 - level)
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(smaller)
        block = block.next()
