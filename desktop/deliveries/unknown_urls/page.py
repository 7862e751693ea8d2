"""The page of unknown URLs: what came to no web hook, newest first, and below it the request that is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from desktop.data.fresh_page import FreshPage
from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from desktop.deliveries.delivery_split import DeliverySplit
from desktop.deliveries.list.list_head import UNKNOWN_URLS, where_segments
from desktop.deliveries.unknown_urls.near_words import FoundUrl
from desktop.deliveries.unknown_urls.unknown_detail import UnknownDetail
from desktop.deliveries.unknown_urls.unknown_model import UnknownDelegate, UnknownModel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.segments import Segment
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.channels import near_urls
from models.deliveries import unknown_urls

NOTHING = Sentence("Nothing came to an unknown URL.")
WHAT_COMES = Sentence("What is posted to a URL with a mistake in it appears here, with the web hook that it is like.")


class UnknownUrlsPage(FreshPage):
    """What is in no way like a web hook's URL is left out, unless somebody wants all."""

    where_chosen = Signal(int)
    """THIS_CHANNEL or ALL_CHANNELS: deliveries shall be shown instead."""

    def __init__(
        self, *, tasks: Tasks, theme: ThemeHolder, base_url: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.where = where_segments()
        self.all_paths = Segment(tr("All paths"))
        self.model = UnknownModel(self)
        self.list = QListView()
        self.detail = UnknownDetail(tasks=tasks, theme=theme, base_url=base_url)
        self.nothing = EmptyState("inbox", tr(NOTHING), tr(WHAT_COMES), theme=theme)
        self._rows = QStackedWidget()
        self._split = DeliverySplit(self._head_and_rows(), self.detail)
        self._read = Reload(tasks, _read, self._on_read, question=lambda: (self.all_paths.isChecked(),), owner=self)
        self._dress(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def refresh(self) -> None:
        """Read again what is shown."""
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.detail.isVisible():
            self._close()
        else:
            super().keyPressEvent(event)

    def _on_read(self, found: list[FoundUrl]) -> None:
        self.model.become(found)
        self._rows.setCurrentWidget(self.list if found else self.nothing)
        self.list.viewport().update()
        shown = self.model.record(self.list.currentIndex())
        if shown is not None and self.detail.isVisible():
            self.detail.show_request(shown)
        if found and self.isVisible() and self.window().isActiveWindow():
            newest = found[0].request.id
            self._tasks.run(lambda: unknown_urls.mark_seen(newest), lambda _: None, owner=self)

    def _on_chosen(self) -> None:
        index = self.list.currentIndex()
        found = self.model.record(index) if self.list.selectionModel().isSelected(index) else None
        if found is not None:
            self.detail.show_request(found)
        self._split.show_detail(found is not None)

    def _close(self) -> None:
        self.list.clearSelection()
        self.list.setFocus()

    def _on_where(self, where: int) -> None:
        if where != UNKNOWN_URLS:
            self.where.show_choice(UNKNOWN_URLS)
            self.where_chosen.emit(where)

    def _head_and_rows(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 20, 8)
        row.setSpacing(16)
        row.addWidget(self.where)
        row.addWidget(self.all_paths)
        row.addStretch()
        self._rows.addWidget(self.list)
        self._rows.addWidget(self.nothing)
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._rows, 1)
        return both

    def _dress(self, theme: ThemeHolder) -> None:
        self.where.show_choice(UNKNOWN_URLS)
        self.where.chosen.connect(self._on_where)
        self.all_paths.setCheckable(True)
        self.all_paths.setProperty("segment", "only")
        self.all_paths.setAutoDefault(False)
        self.all_paths.setToolTip(tr("Also requests that are in no way like a web hook's URL"))
        self.all_paths.toggled.connect(lambda _: self._read())
        self.list.setModel(self.model)
        self.list.setItemDelegate(UnknownDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Requests to unknown URLs"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        theme.changed.connect(self.list.viewport().update)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self.detail.closed.connect(self._close)


def _read(all_paths: tuple[bool]) -> list[FoundUrl]:
    urls = near_urls.read()
    return [FoundUrl(one, urls.find(one.target)) for one in unknown_urls.page(all_paths=all_paths[0])]
