"""The Deliveries page of a channel, or of all: the list, and below it the delivery that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.data.fresh_page import FreshPage
from desktop.data.reload import Reload
from desktop.data.shown import DELIVERIES, Shown
from desktop.data.tasks import Tasks
from desktop.deliveries.actions.delivery_actions import LANGUAGES, DeliveryActions
from desktop.deliveries.actions.delivery_table import DELIVERY_MENU, ON_DELIVERIES
from desktop.deliveries.delivery_split import DeliverySplit
from desktop.deliveries.detail.detail import DeliveryDetail
from desktop.deliveries.link_follower import LinkFollower
from desktop.deliveries.list.delivery_model import PAGE
from desktop.deliveries.list.delivery_pane import DeliveryPane
from desktop.deliveries.list.filter_words import shows_rejected
from desktop.deliveries.list.list_head import ALL_CHANNELS, UNKNOWN_URLS
from desktop.deliveries.unknown_urls.page import UnknownUrlsPage
from desktop.dialogs.asking import Ask
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import Menu, new_menu
from desktop.widgets.theme import ThemeHolder
from models.channels import hooks
from models.deliveries.delivery_filter import DeliveryFilter
from models.news.changes import Change


class DeliveriesPage(FreshPage):
    """Follows the database: on_changed() takes in what has come, where nobody is reading it."""

    case_wanted = Signal(int)
    use_wanted = Signal(object)
    """The Suggested whose format shall be used."""
    format_wanted = Signal(object)
    """A WantedFormat that shall be edited."""
    announced = Signal(str)
    """A line for the status bar: what a person did has been done."""
    seen = Signal()
    """The newest deliveries may be in front of the person."""
    changed = Signal()
    """Others are selected, or another one is open."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        ask: Ask,
        base_url: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self.delivery_actions = DeliveryActions(tasks=tasks, theme=theme, ask=ask, base_url=base_url, parent=self)
        self.copy_as = Menu(self)
        menus = {"copy_as": self.copy_as}
        self.menu_actions = ActionSet(
            ON_DELIVERIES, lambda: self.delivery_actions, theme=theme, parent=self, menus=menus
        )
        self.pane = DeliveryPane(tasks=tasks, theme=theme, shown=shown, base_url=base_url)
        self._read_hooks = Reload(
            tasks, lambda of: hooks.of_channel(*of), self.pane.show_hooks, question=self._hooks_wanted, owner=self
        )
        self.detail = DeliveryDetail(self.menu_actions, tasks=tasks, theme=theme)
        self.links = LinkFollower(tasks=tasks, theme=theme, parent=self)
        self._split = DeliverySplit(self.pane, self.detail)
        self.unknown = UnknownUrlsPage(tasks=tasks, theme=theme, base_url=base_url)
        self._parts = QStackedWidget()
        self._menu = new_menu(DELIVERY_MENU, self.menu_actions, self)
        self._lay_out()
        self._connect()

    def on_changed(self, change: Change) -> None:
        """Take in what may have come; a hidden page waits until it is shown."""
        self.unknown.refresh_if_seen()
        filter_ = self.pane.model.filter
        if filter_ is None or (change.channels is not None and filter_.channel_id not in {None, *change.channels}):
            return
        self.refresh_if_seen()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.pane.refresh()

    def show_unknown(self) -> None:
        """List what came to no web hook, in place of the deliveries."""
        self.close_delivery()
        self._parts.setCurrentWidget(self.unknown)
        self.unknown.refresh()
        self.changed.emit()
        self._shown.show_page(DELIVERIES)
        self.unknown.list.setFocus()

    def shows_unknown(self) -> bool:
        """Whether what came to no web hook is shown in place of the deliveries."""
        return self._parts.currentWidget() is self.unknown

    def show_filter(self, filter_: DeliveryFilter) -> None:
        """List what passes a filter, from its top."""
        self.close_delivery()
        self._list(filter_)

    def open_delivery(self, delivery_id: int) -> None:
        """Show a delivery, in the list if it is there."""
        self._show_deliveries()
        if not self.pane.list.open_id(delivery_id):
            self.pane.list.clearSelection()
            self._show_detail()
            self.detail.show_id(delivery_id)

    def close_delivery(self) -> None:
        """Give its place to the list."""
        self.pane.model.kept = None
        self.pane.list.clearSelection()
        self.detail.close_delivery()
        self._show_detail(False)

    def turn_to_rejected(self) -> None:
        """Go to the rejected deliveries; on this page, where they are listed already, list all again."""
        self._show_deliveries()
        if self._shown.page_in_front == DELIVERIES or not self.pane.shows_only_rejected():
            self.pane.toggle_rejected()
        self._shown.show_page(DELIVERIES)

    def newest_seen(self) -> int | None:
        """The highest id in the list, if every new rejected delivery is in front of the person."""
        model, filter_ = self.pane.model, self.pane.model.filter
        rows = model.records()
        if filter_ is None or not rows or model.holding or not shows_rejected(filter_) or self.shows_unknown():
            return None
        return max(row.id for row in rows[:PAGE])

    def stop(self) -> None:
        """End all that is under way: the program ends."""
        self.pane.model.scan.stop()
        self.delivery_actions.cancel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_actions()

    def _on_moved(self) -> None:
        """List the deliveries of the channel, unless they are listed already, or those of all are."""
        channel, filter_ = self._shown.channel, self.pane.model.filter
        if channel is None:
            self.close_delivery()
            self.pane.show_filter(None)
        elif filter_ is None or filter_.channel_id not in (None, channel.id):
            self.close_delivery()
            # A web hook belongs to one channel; the other parts of the filter go along.
            self._list(replace(self.pane.filter(), channel_id=channel.id, hook_id=None))

    def _show_deliveries(self) -> None:
        self._parts.setCurrentWidget(self._split)

    def _list(self, filter_: DeliveryFilter) -> None:
        self._show_deliveries()
        self.pane.show_filter(filter_)
        self._read_hooks()

    def _hooks_wanted(self) -> tuple[int | None]:
        return (self.pane.filter().channel_id,)

    def _on_where(self, where: int) -> None:
        filter_, channel = self.pane.model.filter, self._shown.channel
        if where == UNKNOWN_URLS:
            self.pane.head.show_filter(self.pane.filter())
            self.show_unknown()
            return
        self._show_deliveries()
        self.changed.emit()
        wanted = None if where == ALL_CHANNELS or channel is None else channel.id
        if filter_ is not None and filter_.channel_id != wanted:
            self._list(replace(filter_, channel_id=wanted, hook_id=None))

    def _on_chosen(self) -> None:
        delivery = self.pane.list.open_one()
        if delivery is not None:
            self.pane.model.kept = delivery.id
            self._show_detail()
            self.detail.show_delivery(delivery)
        self._tell_actions()

    def _on_arrived(self) -> None:
        shown = self.detail.delivery()
        if shown is not None:
            now = self.pane.model.record(self.pane.model.index_of(shown.id))
            if now is not None:
                self.detail.show_delivery(now)
        self.seen.emit()

    def _on_replayed(self, delivery_id: int) -> None:
        self.pane.refresh()
        self.open_delivery(delivery_id)

    def _on_detail_changed(self) -> None:
        delivery = self.detail.delivery()
        if delivery is not None:
            self.pane.model.put(delivery)
        self._tell_actions()

    def _tell_actions(self) -> None:
        shown, selected = self.detail.delivery(), self.pane.list.selected()
        if not selected and shown is not None:
            selected = [shown]
        if self.isVisible():  # an answer that was on its way when the page went comes after hideEvent()
            self.delivery_actions.show(selected, self.detail.shown())
            self.menu_actions.update()
        self.changed.emit()

    def _on_context_menu(self, at: QPoint) -> None:
        rows = self.pane.list
        if not rows.indexAt(at).isValid():  # the Menu key was pressed
            at = rows.visualRect(rows.currentIndex()).center()
        if rows.selected():
            self._menu.popup(rows.viewport().mapToGlobal(at))

    def _show_detail(self, there: bool = True) -> None:
        if not there and self.detail.isAncestorOf(self.focusWidget() or self):
            self.pane.list.setFocus()
        if self._split.show_detail(there):
            self.pane.list.scrollTo(self.pane.list.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.detail.isVisible():
            self.close_delivery()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.delivery_actions.show((), None)  # their menu is in the menu bar of every page
        self.menu_actions.update()

    def _connect(self) -> None:
        pane, detail = self.pane, self.detail
        self._shown.moved.connect(self._on_moved)
        for where_chosen in (pane.where_chosen, self.unknown.where_chosen):
            where_chosen.connect(self._on_where)
        pane.arrived.connect(self._on_arrived)
        pane.filtered.connect(lambda _: self.close_delivery())
        pane.list.chosen.connect(self._on_chosen)
        pane.list.entered.connect(detail.view.setFocus)
        pane.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pane.list.customContextMenuRequested.connect(self._on_context_menu)
        detail.changed.connect(self._on_detail_changed)
        detail.closed.connect(self.close_delivery)
        detail.suggestion.wanted.connect(self.use_wanted)
        detail.head.link_wanted.connect(self.links.follow)
        self.links.case_wanted.connect(self.case_wanted)
        self.links.delivery_wanted.connect(self.open_delivery)
        for language in LANGUAGES:
            self.copy_as.add_line(language).triggered.connect(partial(self.delivery_actions.copy_as, language))
        pane.head.filter_menu.aboutToShow.connect(self._read_hooks)
        self.delivery_actions.replayed.connect(self._on_replayed)
        self.delivery_actions.format_wanted.connect(self.format_wanted)
        self.delivery_actions.announced.connect(self.announced)

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._split, self.unknown):
            self._parts.addWidget(part)
        layout.addWidget(self._parts)
