"""The page with what a search found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.data.fresh_page import FreshPage
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.search.search_delegate import SearchDelegate
from desktop.search.search_model import Question, SearchModel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.rows_kept import uncover
from desktop.widgets.segments import Segments
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.news.changes import Change

ALL_CHANNELS, THIS_CHANNEL = 0, 1
OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HOW = Sentence("All words have to be there; the last may be the beginning of one. #12 finds a case by its number.")


class _Results(QListView):
    """Enter opens; Escape, and the arrow up in the first row, lead back to the field."""

    opened = Signal(QModelIndex)
    escaped = Signal()
    went_up = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        uncover(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPEN_KEYS and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.went_up.emit()
        else:
            super().keyPressEvent(event)


class SearchPage(FreshPage):
    """Cases first, then messages, in all channels or in this one."""

    opened = Signal(object)
    """The Found that the person wants to see."""
    closed = Signal()
    went_up = Signal()

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.model = SearchModel(tasks, parent=self)
        self.where = Segments((tr("All channels"), tr("This channel")), name=tr("Where to search"))
        self.list = _Results()
        self.nothing = EmptyState("magnifying-glass", tr("Search"), tr(HOW), theme=theme)
        self._title = QLabel(tr("Search"))
        self._close = QPushButton(theme.icon("xmark"), tr("Close search"))
        self._stack = QStackedWidget()
        self._set_up_list(theme)
        self._lay_out()
        self.where.chosen.connect(lambda _: self.ask(self.model.question.words))
        for known in (shown.moved, shown.channels_read):
            known.connect(self._on_known)
        self._close.clicked.connect(self.closed)
        self.model.loaded.connect(self._on_loaded)
        self.model.refreshed.connect(self._on_loaded)

    def ask(self, words: str) -> None:
        """Show what is found for these words."""
        self.model.ask(Question(words, self._where()))

    def enter(self) -> None:
        """Go into the results, to the first if none is chosen."""
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        if self.list.currentIndex().isValid():
            self.list.setFocus()

    def open_first(self) -> None:
        """Open the chosen result, or the first."""
        current = self.list.currentIndex()
        self._open(current if current.isValid() else self.model.index(0))

    def on_changed(self, change: Change) -> None:
        """Take in what has changed; a hidden page waits until it is shown."""
        self.refresh_if_seen()

    def refresh(self) -> None:
        self.model.refresh()

    def _where(self) -> int | None:
        """The id of the channel to search, None for all."""
        channel = self._shown.channel_in_front
        return channel.id if channel is not None and self.where.current() == THIS_CHANNEL else None

    def _on_known(self) -> None:
        self.where.setVisible(self._shown.channel_in_front is not None)
        if self.model.question.channel_id != self._where():
            self.ask(self.model.question.words)

    def _open(self, index: QModelIndex) -> None:
        found = self.model.record(index)
        if found is not None:
            self.opened.emit(found)

    def _on_loaded(self) -> None:
        asked = self.model.question.words.strip()
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.list)
            return
        self.nothing.show_text(tr("Nothing found for “{asked}”", asked=asked) if asked else tr("Search"), tr(HOW))
        self._stack.setCurrentWidget(self.nothing)

    def _set_up_list(self, theme: ThemeHolder) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(SearchDelegate(theme, self.list, self.model))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Results"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.verticalScrollBar().setSingleStep(self.fontMetrics().height() * 2)
        self.list.clicked.connect(self._open)
        self.list.opened.connect(self._open)
        self.list.escaped.connect(self.closed)
        self.list.went_up.connect(self.went_up)
        theme.changed.connect(self.list.viewport().update)

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title.setProperty("role", "heading")
        self._close.setProperty("kind", "flat")
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 12, 8)
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self.where)
        head.addStretch()
        head.addWidget(self._close)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
