"""What can be done with channels; the menu bar, the button and the list all lead here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.channels.kept_on_top import KeptOnTop
from desktop.channels.properties import PropertiesDialog, Tab
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.channels import channels, hooks
from models.channels.channels import Channel, Contents
from models.channels.hooks import Hook
from models.names import folded
from models.problems import Problem

Result = TypeVar("Result")
MOST_NAMED = 8


class ChannelActions(QObject):
    """Acts on the channel that is in front at the click."""

    added = Signal(int)
    """The id of a channel that was added here."""
    deleted = Signal(str)
    """The name of a channel that was deleted here."""
    format_wanted = Signal(object)
    """A WantedFormat that shall be edited."""
    reads_otherwise = Signal(object)
    """A Hook for which another format was saved."""
    rejected_wanted = Signal(int)
    """The id of a web hook whose rejected deliveries shall be listed."""
    hooks_changed = Signal()
    """Other web hooks are offered, or they are called otherwise."""
    copied = Signal(str)
    """The purpose of the web hook whose URL is on the clipboard."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        ask: Ask,
        base_url: Callable[[], str],
        on_top: KeptOnTop,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._theme, self._ask = parent, tasks, theme, ask
        self._shown, self._base_url, self._on_top = shown, base_url, on_top
        self.dialog: PropertiesDialog | None = None
        self.hooks: Sequence[Hook] = ()
        """Those whose URLs are offered."""

    def show_hooks(self, found: Sequence[Hook]) -> None:
        """Offer the URLs of these, the web hooks of the channel."""
        self.hooks = found
        self.hooks_changed.emit()

    def has_unread(self) -> bool:
        """Whether something in the channel is unread."""
        channel = self._shown.channel_in_front
        return channel is not None and channel.unread > 0

    def new(self) -> None:
        """Ask for a name and add a channel."""
        name = self._ask.text(self._window, tr("New channel"), tr("Name"), wrong=lambda typed: self._taken(typed, None))
        if name is not None:
            self._run(lambda: channels.add(name), lambda channel: self.added.emit(channel.id))

    def edit(self, tab: Tab = "general") -> None:
        """Open the properties of the channel."""
        self._read(lambda channel, found: self._open(channel, found, tab))

    def new_hook(self) -> None:
        """Open the properties with a new web hook that waits for its purpose."""
        self._read(self._open_with_new_hook)

    def edit_hook(self, hook_id: int) -> None:
        """Open the properties on a web hook of the channel."""
        self._read(lambda channel, found: self._open_on_hook(channel, found, hook_id))

    def rename(self) -> None:
        """Ask for another name."""
        channel = self._shown.channel_in_front
        if channel is None:
            return
        title = tr("Rename {name}", name=channel.name)
        name = self._ask.text(
            self._window, title, tr("Name"), channel.name, wrong=lambda typed: self._taken(typed, channel)
        )
        if name is not None and name != channel.name:
            self._run(lambda: channels.rename(channel.id, name), lambda _: None)

    def mark_read(self) -> None:
        """Mark all messages of the channel as read."""
        channel = self._shown.channel_in_front
        if channel is not None:
            self._run(lambda: channels.mark_seen(channel.id), lambda _: None)

    def is_on_top(self) -> bool:
        """Whether the channel is kept on top of the list."""
        channel = self._shown.channel_in_front
        return channel is not None and self._on_top.has(channel)

    def turn_on_top(self) -> None:
        """Keep the channel on top of the list, or no longer."""
        channel = self._shown.channel_in_front
        if channel is not None:
            self._on_top.turn(channel)

    def copy_url(self, hook: Hook) -> None:
        """Put the URL of a web hook on the clipboard."""
        url = hooks.url(self._base_url(), hook.channel_guid, hook.guid)
        QGuiApplication.clipboard().setText(url)
        self.copied.emit(hook.purpose)

    def delete(self) -> None:
        """Count what the channel holds, ask, and delete it."""
        channel = self._shown.channel_in_front
        if channel is not None:
            self._run(
                lambda: (channels.contents(channel.id), hooks.of_channel(channel.id)),
                lambda read: self._delete(channel, *read),
            )

    def _taken(self, name: str, channel: Channel | None) -> str:
        """A sentence where another channel has a name already."""
        others = (each for each in self._shown.channels if channel is None or each.id != channel.id)
        same = next((each.name for each in others if folded(each.name) == folded(name)), None)
        return "" if same is None else tr("There is a channel {name} already.", name=same)

    def _delete(self, channel: Channel, held: Contents, ending: Sequence[Hook]) -> None:
        title = tr("Delete channel {name}?", name=channel.name)
        if self._ask.confirm(self._window, title, what_is_lost(held, ending), tr("Delete"), danger=True):
            self._run(lambda: channels.remove(channel.id), lambda _: self.deleted.emit(channel.name))

    def _read(self, show: Callable[[Channel, Sequence[Hook]], None]) -> None:
        channel = self._shown.channel_in_front
        if channel is None or self.dialog is not None:
            return
        self._run(
            lambda: (channels.get(channel.id), hooks.of_channel(channel.id)),
            lambda read: show(*read),
        )

    def _open(self, channel: Channel, found: Sequence[Hook], tab: Tab) -> None:
        if self.dialog is not None:
            return
        self.dialog = PropertiesDialog(
            channel,
            list(found),
            self._base_url(),
            tasks=self._tasks,
            theme=self._theme,
            ask=self._ask,
            by_tab=tab,
            parent=self._window,
        )
        self.dialog.finished.connect(self._on_closed)
        self.dialog.format_wanted.connect(self.format_wanted)
        self.dialog.reads_otherwise.connect(self.reads_otherwise)
        self.dialog.rejected_wanted.connect(self.rejected_wanted)
        self.dialog.open()

    def _open_with_new_hook(self, channel: Channel, found: Sequence[Hook]) -> None:
        self._open(channel, found, "web_hooks")
        if self.dialog is not None:
            self.dialog.web_hooks.add.click()

    def _open_on_hook(self, channel: Channel, found: Sequence[Hook], hook_id: int) -> None:
        self._open(channel, found, "web_hooks")
        if self.dialog is not None:
            self.dialog.web_hooks.choose_hook(hook_id)

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _run(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        self._tasks.run(work, done, owner=self, problem=self._on_problem)

    def _on_problem(self, problem: Problem) -> None:
        self._ask.problem(self._window, problem)


def what_is_lost(held: Contents, ending: Sequence[Hook]) -> str:
    """The second half of the question before a channel is deleted; `ending` are its web hooks."""
    what = {"messages": tr("{count} messages", held.messages), "cases": tr("{count} cases", held.cases)}
    if not ending:
        return tr("It holds {messages} and {cases}. This cannot be undone.", **what)
    named = "\n".join(hook.purpose for hook in ending[:MOST_NAMED])
    more = len(ending) - MOST_NAMED
    if more > 0:
        named = tr("{names}\nand {count} more", more, names=named)
    return tr(
        "It holds {messages} and {cases}. The URLs of its {count} web hooks end at once:\n{names}\n\n"
        "This cannot be undone.",
        len(ending),
        names=named,
        **what,
    )
