"""The upper part of the Deliveries page: which deliveries, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.deliveries.list.delivery_model import DeliveryModel
from desktop.deliveries.list.delivery_rows import DeliveryList
from desktop.deliveries.list.filter_words import clear, parts
from desktop.deliveries.list.list_head import DeliveryListHead
from desktop.deliveries.list.scan_bar import ScanBar
from desktop.posting.first_start import FirstStart
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.news_button import NewsButton
from desktop.widgets.part_chips import PartChips
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.channels.hooks import Hook
from models.deliveries.deliveries import REJECTED
from models.deliveries.delivery_filter import DeliveryFilter

NOTHING_REJECTED = (
    Sentence("Nothing was rejected."),
    Sentence("Every delivery was accepted. What is refused appears here by itself."),
)
NOTHING_FITS = (Sentence("No delivery fits."), Sentence("Take a filter away to see more."))


class DeliveryPane(QWidget):
    """Shows what it is told, and tells what the person wants to see instead."""

    filtered = Signal(object)
    """The DeliveryFilter that the person chose; it is shown already."""
    where_chosen = Signal(int)
    arrived = Signal()
    """What was asked for is in the list, or what came since."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        base_url: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hooks: Sequence[Hook] = ()
        self.model = DeliveryModel(tasks, parent=self)
        self.head = DeliveryListHead(lambda: (self.filter(), self._hooks), theme=theme)
        self.chips = PartChips(theme=theme, left=24)
        self.clear = self.chips.add_button(tr("Clear filters"))
        self.scan_bar = ScanBar(self.model)
        self.list = DeliveryList(self.model, theme)
        self.news = NewsButton(self.list, theme=theme)
        self.nothing = EmptyState("inbox", tr(NOTHING_FITS[0]), theme=theme)
        self.first_start = FirstStart(tasks=tasks, theme=theme, shown=shown, base_url=base_url)
        self.show_more = self.nothing.add_button(tr("Clear filters"), self.clear_filters)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def filter(self) -> DeliveryFilter:
        """What is listed."""
        return self.model.filter or DeliveryFilter()

    def show_filter(self, filter_: DeliveryFilter | None) -> None:
        """List these, None for none at all."""
        self._stack.setCurrentWidget(self.list)
        self.news.hide()
        if filter_ is not None:
            self.head.show_filter(filter_)
            self.list.delegate.names_channel = filter_.channel_id is None
            self.chips.show_parts(parts(filter_, self._hooks))
        self.model.show(filter_)
        self.scan_bar.watch()

    def show_hooks(self, hooks: Sequence[Hook]) -> None:
        """Name what the filters can name."""
        self._hooks = hooks
        if self.head.filter_menu.isVisible():
            self.head.filter_menu.fill()
        self.chips.show_parts(parts(self.filter(), hooks))

    def refresh(self) -> None:
        """Take in what has changed."""
        self.model.refresh()
        self.list.viewport().update()
        if self._stack.currentWidget() is self.first_start:
            self.first_start.refresh()

    def clear_filters(self) -> None:
        """List every delivery of the channel, or of all."""
        self._on_filtered(clear(self.filter()))

    def shows_only_rejected(self) -> bool:
        """Whether what was accepted is left out."""
        return self.filter().outcome == REJECTED

    def toggle_rejected(self) -> None:
        """Rejected only, or all again."""
        self._on_rejected(not self.shows_only_rejected())

    def go_to_top(self) -> None:
        """Show the newest deliveries."""
        self.model.kept = None
        self.list.scrollToTop()
        self._on_scrolled()

    def _on_filtered(self, filter_: DeliveryFilter) -> None:
        if self.model.filter is not None and filter_ != self.model.filter:
            self.show_filter(filter_)
            self.filtered.emit(filter_)

    def _on_rejected(self, only: bool) -> None:
        self._on_filtered(replace(self.filter(), outcome="rejected" if only else None, code=None))

    def _on_text(self, text: str) -> None:
        self._on_filtered(replace(self.filter(), text=text))

    def _on_loaded(self) -> None:
        self.list.scrollToTop()
        self.scan_bar.look()
        self._choose_view()
        self.arrived.emit()

    def _on_refreshed(self, fresh: int) -> None:
        self._choose_view()
        self.news.show_count(fresh if self.model.holding else 0, self.model.most_fresh())
        self.arrived.emit()

    def _choose_view(self) -> None:
        filter_ = self.filter()
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.list)
            return
        if filter_ == clear(filter_):
            self._show_first_start()
            return
        only_rejected = replace(filter_, outcome=None) == clear(filter_) and filter_.outcome == REJECTED
        title, text = NOTHING_REJECTED if only_rejected else NOTHING_FITS
        self.nothing.show_text(tr(title), tr(text))
        self.show_more.setText(tr("Show all deliveries") if only_rejected else tr("Clear filters"))
        self._stack.setCurrentWidget(self.nothing)

    def _show_first_start(self) -> None:
        if self.model.filter is not None and self._stack.currentWidget() is not self.first_start:
            self.first_start.refresh()
            self._stack.setCurrentWidget(self.first_start)

    def _on_scrolled(self) -> None:
        holding = not self.list.is_at_top()
        if holding == self.model.holding:
            return
        self.model.holding = holding
        if not holding:
            self.news.hide()
            self.model.refresh()

    def _connect(self) -> None:
        self.head.where_chosen.connect(self.where_chosen)
        self.head.rejected_chosen.connect(self._on_rejected)
        self.head.text_asked.connect(self._on_text)
        self.head.filter_menu.filtered.connect(self._on_filtered)
        self.chips.filtered.connect(self._on_filtered)
        self.clear.clicked.connect(self.clear_filters)
        self.news.clicked.connect(self.go_to_top)
        self.model.loaded.connect(self._on_loaded)
        self.model.refreshed.connect(self._on_refreshed)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _lay_out(self) -> None:
        # What it says while it is empty needs more room than the list has beside a delivery that is open.
        self._stack.setMinimumHeight(self.fontMetrics().height() * 4)
        self._stack.addWidget(self.list)
        for page in (self.nothing, self.first_start):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.chips, self.scan_bar):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
