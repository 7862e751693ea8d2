"""The activity of a channel: its messages, newest first, and what to do while there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.activity.message_menu import MessageMenu
from desktop.activity.message_model import MessageModel
from desktop.activity.message_rows import MessageList
from desktop.attachments.attachment_use import AttachmentUse
from desktop.attachments.drag_out import DragOut
from desktop.data.fresh_page import FreshPage
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.whole_text import WholeText
from desktop.posting.first_start import FirstStart
from desktop.widgets.news_button import NewsButton
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.message_words import author, in_words
from models.messages import messages
from models.messages.messages import Message
from models.news.changes import Change

# About two screens: while messages come, a page is read and laid out again four times a second.
PAGE = 30


class ActivityPage(FreshPage):
    """New messages appear by themselves; while the person reads further down, a button waits instead."""

    case_wanted = Signal(int)
    delivery_wanted = Signal(int)
    announced = Signal(str)
    """A line for the status bar."""
    seen = Signal()
    """The newest messages may be in front of the person."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        base_url: Callable[[], str],
        open_url: Callable[[str], object],
        use: AttachmentUse,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._shown = tasks, theme, shown
        self.model = MessageModel(tasks, page_size=PAGE, parent=self)
        self.list = MessageList(self.model, use.pictures, theme)
        self.menu = MessageMenu(self.list, use=use, theme=theme)
        self.first_start = FirstStart(tasks=tasks, theme=theme, shown=shown, base_url=base_url)
        self.news = NewsButton(self.list, theme=theme)
        self._blank = QWidget()
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()
        self.list.url_wanted.connect(open_url)
        self.list.attachment_wanted.connect(use.open)
        DragOut(self.list.viewport(), self.list.posted_at, use).watch()

    def on_changed(self, change: Change) -> None:
        """Take in what may have changed in the channel that is shown; a hidden page waits until it is shown."""
        channel_id = self.model.channel_id
        if channel_id is None or (change.channels is not None and channel_id not in change.channels):
            return
        self.refresh_if_seen()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.model.refresh()
        if self._stack.currentWidget() is self.first_start:
            self.first_start.refresh()

    def is_at_top(self) -> bool:
        """Whether the newest messages are in view."""
        return self.list.verticalScrollBar().value() <= self.list.verticalScrollBar().singleStep()

    def newest_seen(self, channel_id: int) -> int | None:
        """The id of the newest message of a channel, if that is what the person sees."""
        is_seen = self.model.channel_id == channel_id and self.model.rowCount() > 0 and not self.model.holding
        return self.model.records()[0].id if is_seen else None

    def go_to_top(self) -> None:
        """Show the newest messages."""
        self.list.scrollToTop()
        self._on_scrolled()

    def _on_moved(self) -> None:
        channel = self._shown.channel
        channel_id = None if channel is None else channel.id
        if channel_id != self.model.channel_id:
            self._stack.setCurrentWidget(self._blank)
            self.model.holding = False
            self.news.hide()
            self.model.show_channel(channel_id)

    def _arrange(self) -> None:
        for widget in (self._blank, self.list, self.first_start):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self._shown.moved.connect(self._on_moved)
        self.news.clicked.connect(self.go_to_top)
        self.model.loaded.connect(self._on_loaded)
        self.model.refreshed.connect(self._on_refreshed)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.list.case_wanted.connect(self.case_wanted)
        self.list.delivery_wanted.connect(self._on_delivery_wanted)
        self.list.whole_wanted.connect(self._on_whole_wanted)
        self.list.copy_wanted.connect(self._on_copy_wanted)
        self.list.report_id_wanted.connect(lambda text: QGuiApplication.clipboard().setText(text))

    def _on_loaded(self) -> None:
        self._choose_view()
        self.list.scrollToTop()
        self._tell_seen()

    def _on_refreshed(self, fresh: int) -> None:
        self._choose_view()
        self.list.paint_anew()  # the times change, even where nothing is new
        self.news.show_count(fresh if self.model.holding else 0, self.model.most_fresh())
        if not self.model.holding:
            self._tell_seen()

    def _choose_view(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.list)
        elif self.model.channel_id is not None and self._stack.currentWidget() is not self.first_start:
            self.first_start.refresh()
            self._stack.setCurrentWidget(self.first_start)

    def _on_scrolled(self) -> None:
        holding = not self.is_at_top()
        if holding == self.model.holding:
            return
        self.model.holding = holding
        if not holding:
            self.news.hide()
            self.model.refresh()

    def _tell_seen(self) -> None:
        if self.model.rowCount():
            self.seen.emit()

    def _on_delivery_wanted(self, message_id: int) -> None:
        self._tasks.run(lambda: messages.delivery_of(message_id), self._on_delivery_found, owner=self)

    def _on_delivery_found(self, delivery_id: int | None) -> None:
        if delivery_id is None:
            self.announced.emit(tr("The delivery of this message is not kept any more."))
        else:
            self.delivery_wanted.emit(delivery_id)

    def _on_whole_wanted(self, message: Message) -> None:
        title = tr("{author}: message", author=author(message))

        def show(text: str) -> None:
            whole = "\n\n".join(filter(None, (text, *map(in_words, message.attachments))))
            WholeText(title, whole, theme=self._theme, parent=self).open()

        self._tasks.run(lambda: messages.text(message.id), show, owner=self)

    def _on_copy_wanted(self, message: Message) -> None:
        clipboard = QGuiApplication.clipboard()
        if len(message.text) >= message.text_length:
            clipboard.setText(message.text)
        else:
            self._tasks.run(lambda: messages.text(message.id), clipboard.setText, owner=self)
