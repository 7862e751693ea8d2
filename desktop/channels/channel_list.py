"""The side bar: the channels with what is unread in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QToolButton, QVBoxLayout, QWidget

from desktop.channels.channel_delegate import CHANNEL_ROLE, ChannelDelegate
from desktop.plain_tooltip import plain_tooltip
from desktop.theme import ThemeHolder
from models.channels import Channel

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ChannelModel(QAbstractListModel):
    """All channels by name; they are few, a person made each of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._channels: list[Channel] = []

    def channels(self) -> Sequence[Channel]:
        """The channels in the order of the list."""
        return self._channels

    def show(self, channels: Sequence[Channel]) -> None:
        """Takes over what the database has; rows that stay are kept, so that nothing jumps."""
        if [one.id for one in channels] == [one.id for one in self._channels]:
            for row, channel in enumerate(channels):
                if channel != self._channels[row]:
                    self._channels[row] = channel
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._channels = list(channels)
        self.endResetModel()

    def index_of(self, channel_id: int | None) -> QModelIndex:
        """Where a channel is, an invalid index when it is not there."""
        ids = [channel.id for channel in self._channels]
        return self.index(ids.index(channel_id)) if channel_id in ids else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._channels)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        channel = self._channels[index.row()]
        if role == CHANNEL_ROLE:
            return channel
        if role == Qt.ItemDataRole.DisplayRole:
            return channel.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{channel.name}, {channel.unread} unread" if channel.unread else channel.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(filter(None, (channel.name, channel.description))))
        return None


class ChannelList(QWidget):
    """The heading with its + and the list below it."""

    chosen = Signal(object)
    """The Channel that became the current one, or None."""
    edit_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ChannelModel(self)
        self.add_button = QToolButton()
        self.add_button.setToolTip("New channel (Ctrl+N)")
        self.add_button.setAccessibleName("New channel")
        self.view = self._view()
        self._arrange()
        self._current: int | None = None
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self._show_theme)
        self._show_theme()

    def show_channels(self, channels: Sequence[Channel], current: int | None) -> None:
        """Shows the channels and makes `current` the current one, or the first if it is not there."""
        self.model.show(channels)
        index = self.model.index_of(current)
        if not index.isValid() and channels:
            index = self.model.index(0)
        self._current = self._id(index)  # first: only a person's choice is told
        self.view.setCurrentIndex(index)

    def choose(self, channel_id: int) -> None:
        """Makes a channel the current one, as a click does."""
        index = self.model.index_of(channel_id)
        if index.isValid():
            self.view.setCurrentIndex(index)

    def step(self, by: int) -> None:
        """Goes to the channel so many rows below, or above."""
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def _view(self) -> QListView:
        view = QListView()
        view.setObjectName("channels")
        view.setAccessibleName("Channels")
        view.setModel(self.model)
        view.setItemDelegate(ChannelDelegate(self._theme, view))
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu)
        view.doubleClicked.connect(lambda _: self.edit_wanted.emit())
        return view

    def _arrange(self) -> None:
        heading = QLabel("CHANNELS")
        heading.setProperty("role", "section")
        head = QHBoxLayout()
        head.setContentsMargins(18, 0, 14, 0)
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.view)

    def _id(self, index: Index) -> int | None:
        return self.model.channels()[index.row()].id if index.isValid() else None

    def _on_current_changed(self, index: QModelIndex) -> None:
        channel_id = self._id(index)
        if channel_id is not None and channel_id != self._current:
            self._current = channel_id
            self.chosen.emit(self.model.channels()[index.row()])

    def _on_menu(self, at: QPoint) -> None:
        if self.view.indexAt(at).isValid():
            self.menu_wanted.emit(self.view.viewport().mapToGlobal(at))

    def _show_theme(self) -> None:
        self.add_button.setIcon(self._theme.current.icon("plus"))
        self.view.viewport().update()
