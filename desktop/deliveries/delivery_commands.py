"""The actions of the Deliveries page, made of their tables for the window that it is in."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.data.shown import DELIVERIES, Shown
from desktop.deliveries.page import DeliveriesPage
from desktop.deliveries.page_table import ON_CHANNEL, ON_PAGE
from desktop.menus.action_button import name_key
from desktop.menus.action_set import ActionSet
from desktop.widgets.theme import ThemeHolder


class DeliveryCommands(QObject):
    """Those on the deliveries that are selected are the page's own; here are those on the page."""

    def __init__(self, page: DeliveriesPage, shown: Shown, *, theme: ThemeHolder, window: QWidget) -> None:
        """Their keys work in `window`."""
        super().__init__(page)
        self._page, self._shown = page, shown
        head, detail = page.pane.head, page.detail
        menus = {"filter_deliveries": head.filter_menu}
        self.on_page = ActionSet(ON_PAGE, self._in_front, theme=theme, parent=window, menus=menus)
        self.on_channel = ActionSet(ON_CHANNEL, self._of_channel, theme=theme, parent=window)
        for changed in (page.changed, shown.moved, shown.page_shown):
            changed.connect(self.update)
        self.actions = {**page.menu_actions, **self.on_page, **self.on_channel}
        named = {head.filter: "filter_deliveries", head.rejected: "rejected", detail.find_button: "find_in_delivery"}
        for button, name in named.items():
            name_key(button, self.actions[name])

    def update(self) -> None:
        """Say what can be done now."""
        self.on_page.update()
        self.on_channel.update()

    def _in_front(self) -> DeliveriesPage | None:
        in_front = self._shown.page_in_front == DELIVERIES and not self._page.shows_unknown()
        return self._page if in_front else None

    def _of_channel(self) -> DeliveriesPage | None:
        return self._page if self._shown.channel_in_front is not None else None
