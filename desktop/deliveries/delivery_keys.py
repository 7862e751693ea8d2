"""Every action of the Deliveries page that has a key: the View and Delivery menus share them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.data.shown import DELIVERIES, Shown
from desktop.deliveries.page import DeliveriesPage
from desktop.words.language import tr


class DeliveryKeys(QObject):
    """Letters work wherever nothing is being typed, while the page is in front; `rejected` works always."""

    def __init__(self, window: QWidget, around: QWidget, page: DeliveriesPage, shown: Shown) -> None:
        """The keys work in `around`, which the page is in."""
        super().__init__(window)
        self._around, self._page, self._shown = around, page, shown
        rows = page.pane.list
        self.rejected = self._add(tr("Re&jected deliveries"), "Ctrl+Shift+R", self._on_rejected)
        self.rejected.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.filter = self._add(tr("Filter…"), "F", page.pane.head.open_filter_menu)
        self.find_text = self._add(tr("Find deliveries by text…"), "T", page.pane.head.text.setFocus)
        self.next = self._add(tr("Next delivery"), "J", partial(rows.step, 1))
        self.previous = self._add(tr("Previous delivery"), "K", partial(rows.step, -1))
        self.newest = self._add(tr("Newest deliveries"), "N", page.pane.go_to_top)
        self.find = self._add(tr("&Find in the delivery"), "Ctrl+F", page.detail.begin_find)
        around.addActions([action for action in self.of_one() if action is not self.find])
        self.filter_menu = page.pane.head.filter_menu
        for changed in (page.changed, shown.moved, shown.page_shown):
            changed.connect(self._enable)
        self._enable()

    def of_list(self) -> list[QAction]:
        """Those that act on the list."""
        return [self.next, self.previous, self.newest, self.rejected, self.filter, self.find_text]

    def of_one(self) -> list[QAction]:
        """Those that act on the delivery that is open, or on several."""
        actions = self._page.delivery_actions
        own = [actions.replay, actions.edit_and_replay, actions.replay_all, actions.copy_body, actions.save_body]
        return [*own, actions.compare, self.find]

    def _enable(self) -> None:
        there = self._in_front()
        for action in self.of_list():
            action.setEnabled(there)
        self.rejected.setEnabled(self._shown.channel_in_front is not None)
        self.find.setEnabled(there and self._page.detail.delivery() is not None)

    def menu(self, parent: QWidget) -> QMenu:
        """The Delivery menu of the window."""
        menu = self._page.delivery_actions.menu(parent)
        menu.setTitle(tr("&Delivery"))
        first = menu.actions()[0]
        menu.insertActions(first, [self.next, self.previous, self.newest])
        menu.insertSeparator(first)
        menu.addSeparator()
        menu.addAction(self.find)
        return menu

    def _on_rejected(self) -> None:
        """From another page it leads to those that were rejected, on this one there and back."""
        pane = self._page.pane
        if self._in_front() or not pane.shows_only_rejected():
            pane.toggle_rejected()
        self._shown.show_page(DELIVERIES)

    def _in_front(self) -> bool:
        return self._shown.page_in_front == DELIVERIES

    def _add(self, text: str, keys: str, do: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        # The cases have some of these letters too.
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: do())
        self._around.addAction(action)
        return action
