"""What the actions of the window do: each is connected here, once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint

from desktop.cases.case_commands import CaseCommands
from desktop.channels.channel_actions import ChannelActions
from desktop.data.shown import ACTIVITY, CASES, DELIVERIES, Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.process.receiver_control import ReceiverControl
from desktop.widgets.theme import Choice, ThemeHolder
from desktop.window.main_window import MOMENT_MS, MainWindow
from desktop.window.menus import menu_bar
from desktop.window.overview import Overview
from desktop.window.side_bar.view_actions import ViewActions
from desktop.words.language import tr
from models.cases.views import View
from models.deliveries.delivery_filter import DeliveryFilter, DeliveryOutcome
from models.news.changes import Change
from models.settings import config as options


class Commands(QObject):
    """Leads every action to the part that does it, and enables what can be done now."""

    def __init__(
        self,
        *,
        window: MainWindow,
        shown: Shown,
        channels: ChannelActions,
        receiver: ReceiverControl,
        theme: ThemeHolder,
        tasks: Tasks,
        ask: Ask,
        read_again: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._shown, self._channels, self._receiver = window, shown, channels, receiver
        self._theme, self._tasks, self._ask = theme, tasks, ask
        self._read_again = read_again
        self._views = ViewActions(tasks=tasks, ask=ask, parent=window)
        self._actions = window.menu_actions
        menu_bar.fill(window.menuBar(), self._actions, window.case_keys, window.cases.pane, window.delivery_keys)
        menu_bar.fill_channel_menu(window.header.menu, self._actions)
        self._connect_window()
        self._connect_channels()
        self._connect_case()
        self._connect_receiver()
        self._enable()
        self._on_receiver_changed()

    def show_overview(self, overview: Overview) -> None:
        """Offer the web hooks of the channel in the Copy menu."""
        channel = self._shown.channel
        if channel is not None and channel.id != overview.of:
            return  # another channel was chosen meanwhile, and is being read
        menu_bar.fill_copy_menu(self._actions.copy_url, overview.hooks, self._channels.copy_url)

    def _connect_window(self) -> None:
        actions, window, shown = self._actions, self._window, self._shown
        actions.show_activity.triggered.connect(partial(shown.show_page, ACTIVITY))
        actions.show_cases.triggered.connect(partial(shown.show_page, CASES))
        actions.show_deliveries.triggered.connect(partial(shown.show_page, DELIVERIES))
        actions.next_channel.triggered.connect(partial(window.side_bar.step, 1))
        actions.previous_channel.triggered.connect(partial(window.side_bar.step, -1))
        actions.refresh.triggered.connect(self._refresh)
        for choice, action in actions.themes.items():
            action.triggered.connect(partial(self._choose_theme, choice))
        for known in (shown.moved, shown.channels_read):
            known.connect(self._enable)

    def _connect_channels(self) -> None:
        actions, window, channels = self._actions, self._window, self._channels
        for add in (window.side.add_button.clicked, actions.new_channel.triggered):
            add.connect(channels.new)
        window.no_channel.add_button(tr("New channel…"), channels.new, kind="primary")
        for edit in (window.side.edit_wanted, actions.edit.triggered):
            edit.connect(lambda *_: channels.edit())
        actions.new_hook.triggered.connect(channels.new_hook)
        for first_start in (window.activity.first_start, window.deliveries.pane.first_start):
            first_start.new_hook_wanted.connect(channels.new_hook)
            first_start.edit_hooks_wanted.connect(partial(channels.edit, "web_hooks"))
        actions.mark_read.triggered.connect(channels.mark_read)
        actions.rename.triggered.connect(channels.rename)
        actions.delete.triggered.connect(channels.delete)
        window.side.menu_wanted.connect(self._show_channel_menu)
        channels.copied.connect(self._on_copied)
        channels.deleted.connect(self._on_deleted)
        channels.rejected_wanted.connect(lambda hook_id: self._show_deliveries(hook_id, "rejected"))
        window.silence_bar.deliveries_wanted.connect(self._show_deliveries)
        window.silence_bar.properties_wanted.connect(channels.edit_hook)

    def _connect_case(self) -> None:
        cases = self._window.cases
        CaseCommands(self._window.case_keys, cases, self._shown)
        self._actions.undo.triggered.connect(cases.case_actions.undo_last)
        cases.case_actions.undo.changed.connect(self._on_undo_changed)
        self._on_undo_changed()
        cases.pane.save_wanted.connect(self._save_view)
        self._window.views.remove_wanted.connect(self._views.remove)
        self._views.saved.connect(self._on_view_saved)

    def _connect_receiver(self) -> None:
        self._actions.try_again.triggered.connect(self._receiver.start)
        self._actions.choose_port.triggered.connect(self._choose_port)
        self._receiver.changed.connect(self._on_receiver_changed)

    def _enable(self) -> None:
        channel = self._shown.channel_in_front
        for action in self._actions.of_channel():
            action.setEnabled(channel is not None)
        self._actions.mark_read.setEnabled(channel is not None and channel.unread > 0)

    def _on_undo_changed(self) -> None:
        self._actions.undo.setEnabled(self._window.cases.case_actions.undo.last() is not None)

    def _save_view(self) -> None:
        listed, view = self._window.cases.pane.model.listed, self._shown.view
        if listed is not None:
            self._views.save(listed.filter, listed.order, view.name if view is not None and view.id else "")

    def _on_view_saved(self, view: View) -> None:
        self._shown.show_view(view)
        self._read_again()

    def _on_receiver_changed(self) -> None:
        receiver, banner = self._receiver, self._window.banner
        self._window.status.show_receiver(receiver)
        self._actions.try_again.setEnabled(receiver.state in ("problem", "stopped"))
        self._actions.choose_port.setEnabled(receiver.state != "starting")
        if receiver.problem is not None:
            again = (tr("Try again"), receiver.start)
            banner.show_problem(receiver.problem, [(tr("Choose another port…"), self._choose_port), again])
        elif receiver.state == "receiving":
            banner.hide_choices()
            self._window.activity.first_start.refresh()

    def _choose_port(self) -> None:
        port = self._ask.number(
            self._window,
            tr("Receive on another port"),
            tr("Port"),
            min(self._receiver.port + 1, 65535),
            1,
            65535,
        )
        if port is not None:
            self._receiver.choose_port(port)

    def _choose_theme(self, choice: Choice) -> None:
        self._theme.choose(choice)
        self._tasks.run(lambda: options.save("theme", choice), lambda _: None, owner=self)

    def _refresh(self) -> None:
        self._read_again()
        self._window.pages.on_changed(Change(None))

    def _show_channel_menu(self, at: QPoint) -> None:
        self._window.header.menu.popup(at)

    def _show_deliveries(self, hook_id: int, outcome: DeliveryOutcome | None = None) -> None:
        """Those of a web hook of the channel that is shown."""
        channel = self._shown.channel
        if channel is not None:
            self._shown.show_page(DELIVERIES)
            self._window.deliveries.show_filter(DeliveryFilter(channel.id, hook_id, outcome))

    def _on_copied(self, purpose: str) -> None:
        self._window.status.showMessage(tr("Copied the URL of {purpose}", purpose=purpose), MOMENT_MS)

    def _on_deleted(self, channel: str) -> None:
        self._window.status.showMessage(tr("Deleted the channel {channel}", channel=channel), MOMENT_MS)
