"""The menus and the keys of the window, made of the tables of all rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction

from desktop.cases.case_commands import CaseCommands
from desktop.channels.channel_actions import ChannelActions
from desktop.channels.channel_table import CHANNEL_MENU, NEW_CHANNEL, ON_CHANNEL
from desktop.data.shown import Shown
from desktop.deliveries.delivery_commands import DeliveryCommands
from desktop.menus.action_button import name_key, tooltip
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import Menu, MenuBar, fill
from desktop.widgets.theme import ThemeHolder
from desktop.window.menus.commands import Commands
from desktop.window.menus.menu_bar import MENU_BAR
from desktop.window.menus.shortcuts import Group, Shortcuts
from desktop.window.menus.window_table import ON_WINDOW
from desktop.words.language import tr


class Menus(QObject):
    """Every action of the window by its name, in `actions`; each can be used when it can be done."""

    def __init__(
        self, commands: Commands, channels: ChannelActions, others: Mapping[str, QAction], *, theme: ThemeHolder
    ) -> None:
        """`others` are those that are made elsewhere, and stand in these menus too."""
        window, shown = commands.window, commands.shown
        super().__init__(window)
        self._window, self._channels, self._shown, self._others = window, channels, shown, others
        self._copy_url = Menu(window)
        menus = {"copy_url": self._copy_url}
        self._on_window = ActionSet(ON_WINDOW, lambda: commands, theme=theme, parent=window)
        self._new_channel = ActionSet(NEW_CHANNEL, lambda: channels, theme=theme, parent=window)
        self._on_channel = ActionSet(ON_CHANNEL, self._channel, theme=theme, parent=window, menus=menus)
        self._cases = CaseCommands(window.cases, shown, theme=theme, window=window)
        self._deliveries = DeliveryCommands(window.deliveries, shown, theme=theme, window=window)
        self.actions: Mapping[str, QAction] = {
            **others, **self._on_window, **self._new_channel, **self._on_channel,
            **self._cases.actions, **self._deliveries.actions,
        }  # fmt: skip
        bar = MenuBar(window)
        fill(bar, MENU_BAR, self.actions)
        window.setMenuBar(bar)
        fill(window.header.menu, CHANNEL_MENU, self.actions)
        self._name_keys()
        self._connect(commands, shown)

    def key_groups(self) -> Sequence[Sequence[Group]]:
        """Every action in columns, as the overview of the keys shows them."""
        cases, deliveries = self._cases, self._deliveries
        comment = cases.on_page["comment"]  # the page has its field, but it is about the case
        return (
            (
                (tr("Cases"), (*cases.on_cases.values(), comment, *cases.on_case.values())),
                (tr("Channel"), (*self._new_channel.values(), *self._on_channel.values())),
            ),
            (
                (tr("List of cases"), tuple(each for each in cases.on_page.values() if each is not comment)),
                (tr("Window"), (*self._on_window.values(), *self._others.values())),
            ),
            ((tr("Deliveries"), tuple(deliveries.actions.values())),),
        )

    def _channel(self) -> ChannelActions | None:
        return self._channels if self._shown.channel_in_front is not None else None

    def _name_keys(self) -> None:
        window, actions = self._window, self.actions
        name_key(window.side.add_button, actions["new_channel"])
        name_key(window.search.field, actions["search"])
        window.search.field.setPlaceholderText(tooltip(actions["search"]))
        window.undo_bar.button.setText(tooltip(actions["undo"]))
        window.header.name_keys([actions[name] for name in ("show_activity", "show_cases", "show_deliveries")])

    def _connect(self, commands: Commands, shown: Shown) -> None:
        for known in (shown.moved, shown.channels_read):
            known.connect(self._on_channel.update)
            known.connect(self._on_window.update)
        chosen = (commands.theme.changed, commands.theme.compacted, commands.theme.zoomed)  # in the settings as well
        for changed in (commands.receiver.changed, commands.cases.undo.changed, commands.focus.changed, *chosen):
            changed.connect(self._on_changed)
        self._channels.hooks_changed.connect(self._offer_hooks)
        self._window.side.menu_wanted.connect(self._show_channel_menu)
        commands.shortcuts_wanted.connect(lambda: Shortcuts(self.key_groups(), self._window).open())

    def _on_changed(self) -> None:
        """Say anew what can be done. What tells of it may outlive the window; it lets go of a QObject that is gone."""
        self._on_window.update()

    def _offer_hooks(self) -> None:
        """Offer a line for each web hook, by its purpose."""
        self._copy_url.clear()
        for hook in self._channels.hooks:
            line = self._copy_url.add_line(
                hook.purpose if hook.enabled else tr("{purpose} (disabled)", purpose=hook.purpose)
            )
            line.triggered.connect(lambda _, hook=hook: self._channels.copy_url(hook))
        self._on_channel.update()

    def _show_channel_menu(self, at: QPoint) -> None:
        self._window.header.menu.popup(at)
