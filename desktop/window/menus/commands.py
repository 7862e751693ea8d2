"""What the actions of the window act on: all that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop.administration.desk_person import DeskPerson
from desktop.administration.move_to_server import MoveToServer
from desktop.channels.channel_actions import ChannelActions
from desktop.data.shown import DELIVERIES, Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.chooser import Choice, Chooser
from desktop.help import diagnostics
from desktop.help.why_nothing import WhyNothing
from desktop.process.other_receiver import OtherEnded
from desktop.process.receiver_control import ReceiverControl
from desktop.settings.settings import Settings
from desktop.widgets.theme import ThemeChoice, ThemeHolder
from desktop.window import exported
from desktop.window.banner import BannerChoice
from desktop.window.exporting import Exporting
from desktop.window.main_window import MOMENT_MS, MainWindow
from desktop.window.menus.focus_edit import FocusEdit
from desktop.window.menus.menu_dialogs import MenuDialogs
from desktop.window.overview import Overview
from desktop.window.side_bar.view_actions import ViewActions
from desktop.words.language import tr
from models.cases.views import View
from models.channels.channels import Channel
from models.channels.hooks import Hook
from models.deliveries.delivery_filter import DeliveryFilter, DeliveryOutcome
from models.news.changes import Change
from models.problems import Problem
from models.settings import option_files
from receiver.serving.binding import NoPlace


class Commands(QObject):
    """Has the parts that do it; what needs more than one of them is done here."""

    shortcuts_wanted = Signal()
    """The overview of the keys shall be shown."""

    def __init__(
        self,
        *,
        window: MainWindow,
        shown: Shown,
        channels: ChannelActions,
        receiver: ReceiverControl,
        exporting: Exporting,
        moving: MoveToServer,
        person: DeskPerson,
        settings: Settings,
        dialogs: MenuDialogs,
        focus: FocusEdit,
        theme: ThemeHolder,
        tasks: Tasks,
        ask: Ask,
        read_again: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self.window, self.shown, self.receiver, self.theme = window, shown, receiver, theme
        self.exporting, self.moving, self.person = exporting, moving, person
        self.settings, self.dialogs, self.focus = settings, dialogs, focus
        self.cases = window.cases.case_actions
        self._channels, self._tasks, self._ask, self._read_again = channels, tasks, ask, read_again
        self._views = ViewActions(tasks=tasks, ask=ask, parent=window)
        self._connect_channels()
        self._connect_views()
        receiver.changed.connect(self._on_receiver_changed)
        self._on_receiver_changed()

    def show_overview(self, overview: Overview) -> None:
        """Offer the web hooks of the channel."""
        channel = self.shown.channel
        if channel is not None and channel.id != overview.of:
            return  # another channel was chosen meanwhile, and is being read
        self._channels.show_hooks(overview.hooks)

    def export_cases(self) -> None:
        """Write what the list of cases shows into a file."""
        listed = self.window.cases.pane.model.listed
        if listed is not None:
            channel = self._channel(listed.filter.channel_id)
            self.exporting.start(exported.cases(listed.filter, listed.order, channel))

    def export_messages(self) -> None:
        """Write the messages of the channel in front into a file."""
        channel = self.shown.channel_in_front
        if channel is not None:
            self.exporting.start(exported.messages(channel))

    def export_deliveries(self) -> None:
        """Write what the list of deliveries shows into a file."""
        filter_ = self.window.deliveries.pane.filter()
        self.exporting.start(exported.deliveries(filter_, self._channel(filter_.channel_id)))

    def show_page(self, page: int) -> None:
        """Show a page of the channel, with the keyboard in it."""
        self.shown.show_page(page)
        self.window.pages.take_keyboard()

    def go_to_channel(self) -> None:
        """Ask for a channel by a few letters of its name, and show it with the keyboard in its page."""
        choices = [Choice(channel.name, channel.id) for channel in self.window.side.model.in_order(self.shown.channels)]
        channel, pages = self.shown.channel_in_front, self.window.pages
        chooser = Chooser(tr("Go to channel"), choices, pages, current=None if channel is None else channel.id)
        chooser.chosen.connect(self._go_to_channel)
        chooser.open()

    def _go_to_channel(self, channel_id: int) -> None:
        self.shown.show_channel(channel_id)
        self.window.pages.take_keyboard()

    def choose_port(self) -> None:
        """Ask for another port, and receive there."""
        port = self._ask.number(
            self.window,
            tr("Receive on another port"),
            tr("Port"),
            min(self.receiver.port + 1, 65535),
            1,
            65535,
        )
        if port is not None and port != self.receiver.port:
            self.settings.receiver_change.begin({"port": str(port)}, self.window)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Look like this from now on, also at the next start."""
        self.theme.choose(choice)
        self._tasks.run(lambda: option_files.save("theme", choice), lambda _: None, owner=self, in_turn=True)

    def why_nothing(self) -> None:
        """Look at all that a post passes by, and say what keeps it."""
        channel = self.shown.channel_in_front
        why = WhyNothing(
            receiver=self.receiver,
            tasks=self._tasks,
            theme=self.theme,
            channel_id=None if channel is None else channel.id,
            parent=self.window,
        )
        why.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        why.deliveries_wanted.connect(self._show_deliveries_of)
        why.open()

    def copy_diagnostics(self) -> None:
        """Put what somebody who helps has to know on the clipboard."""
        of_program = diagnostics.of_program(self.receiver)
        self._tasks.run(diagnostics.of_desk, lambda of_desk: self._on_diagnosed([*of_program, *of_desk]), owner=self)

    def refresh(self) -> None:
        """Read everything again."""
        self._read_again()
        self.window.pages.on_changed(Change(None))

    def _channel(self, channel_id: int | None) -> Channel | None:
        return next((each for each in self.shown.channels if each.id == channel_id), None)

    def _connect_channels(self) -> None:
        window, channels = self.window, self._channels
        window.side.add_button.clicked.connect(channels.new)
        window.no_channel.add_button(tr("New channel…"), channels.new, kind="primary")
        window.side.edit_wanted.connect(lambda *_: channels.edit())
        for first_start in (window.activity.first_start, window.deliveries.pane.first_start):
            first_start.new_hook_wanted.connect(channels.new_hook)
            first_start.why_wanted.connect(self.why_nothing)
            first_start.edit_hooks_wanted.connect(partial(channels.edit, "web_hooks"))
        channels.copied.connect(self._on_copied)
        channels.deleted.connect(self._on_deleted)
        channels.rejected_wanted.connect(lambda hook_id: self._show_deliveries(hook_id, "rejected"))
        window.notice_bar.rejected_wanted.connect(lambda hook_id: self._show_deliveries(hook_id, "rejected"))
        window.silence_bar.deliveries_wanted.connect(self._show_deliveries)
        window.silence_bar.properties_wanted.connect(channels.edit_hook)

    def _connect_views(self) -> None:
        self.window.cases.pane.save_wanted.connect(self._save_view)
        self.window.views.remove_wanted.connect(self._views.remove)
        self._views.saved.connect(self._on_view_saved)

    def _save_view(self) -> None:
        listed, view = self.window.cases.pane.model.listed, self.shown.view
        if listed is not None:
            self._views.save(listed.filter, listed.order, view.name if view is not None and view.id else "")

    def _on_view_saved(self, view: View) -> None:
        self.shown.show_view(view)
        self._read_again()

    def _on_receiver_changed(self) -> None:
        receiver, banner = self.receiver, self.window.banner
        self.window.status.show_receiver(receiver)
        if receiver.problem is not None:
            banner.show_problem(receiver.problem, self._choices(receiver.problem))
        elif receiver.state in ("receiving", "elsewhere"):
            banner.hide_choices()
            self.window.activity.first_start.refresh()

    def _choices(self, problem: Problem) -> list[BannerChoice]:
        """What can be done about a receiver that does not run; no other port cures a database."""
        if isinstance(problem, OtherEnded):
            return [(tr("Receive here"), self.receiver.start)]
        again = (tr("Try again"), self.receiver.start)
        return [(tr("Choose another port…"), self.choose_port), again] if isinstance(problem, NoPlace) else [again]

    def _show_deliveries(self, hook_id: int, outcome: DeliveryOutcome | None = None) -> None:
        """Show the deliveries of a web hook of the channel that is shown."""
        channel = self.shown.channel
        if channel is not None:
            self.shown.show_page(DELIVERIES)
            self.window.deliveries.show_filter(DeliveryFilter(channel.id, hook_id, outcome))

    def _show_deliveries_of(self, hook: Hook) -> None:
        """Show the deliveries of a web hook of any channel."""
        self.shown.show_channel(hook.channel_id)
        self._show_deliveries(hook.id)

    def _on_diagnosed(self, lines: Sequence[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(lines))
        said = tr("Copied versions, settings and counts. No text, no URL and no secret is among them.")
        self.window.status.showMessage(said, 2 * MOMENT_MS)

    def _on_copied(self, purpose: str) -> None:
        self.window.status.showMessage(tr("Copied the URL of {purpose}", purpose=purpose), MOMENT_MS)

    def _on_deleted(self, channel: str) -> None:
        self.window.status.showMessage(tr("Deleted the channel {channel}", channel=channel), MOMENT_MS)
