"""The side bar: the channels with what is unread in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.channels.kept_on_top import KeptOnTop
from desktop.data.record_model import Index, RecordModel
from desktop.data.shown import Shown
from desktop.suggestions.notice import rejects_most
from desktop.widgets.theme import ThemeHolder
from desktop.window.side_bar.channel_delegate import ON_TOP_ROLE, REJECTING_ROLE, WARNING_ROLE, ChannelDelegate
from desktop.window.side_bar.channel_filter import ChannelFilter
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip
from models.channels.channels import Channel
from models.deliveries.rejecting import RejectingHook
from models.names import begins


class ChannelModel(RecordModel[Channel]):
    """Those kept on top, then the others, each by name; they are few, a person made each of them."""

    def __init__(self, on_top: KeptOnTop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_top = on_top
        self._warnings: Mapping[int, str] = {}
        self._rejecting: Mapping[int, str] = {}

    def key(self, record: Channel) -> int:
        return record.id

    def text(self, record: Channel) -> str:
        unread = tr("{count} unread", record.unread) if record.unread else ""
        top = tr("kept on top") if self._on_top.has(record) else ""
        matters = top, self._warnings.get(record.id), self._rejecting.get(record.id)
        return ", ".join(filter(None, (record.name, unread, *matters)))

    def in_order(self, channels: Sequence[Channel]) -> list[Channel]:
        """Those that are kept on top before the others, all else as it was."""
        return sorted(channels, key=lambda channel: not self._on_top.has(channel))

    def show_warnings(self, warnings: Mapping[int, str]) -> None:
        """Mark channels, by their ids, with a sentence on what is the matter there."""
        before, self._warnings = self._warnings, warnings
        self._tell_changed(before, warnings)

    def show_rejecting(self, rejecting: Sequence[RejectingHook]) -> None:
        """Mark the channels of these web hooks."""
        found: dict[int, list[str]] = {}
        for hook in rejecting:
            found.setdefault(hook.channel_id, []).append(rejects_most(hook))
        before = self._rejecting
        self._rejecting = {channel_id: "\n".join(said) for channel_id, said in found.items()}
        self._tell_changed(before, self._rejecting)

    def _tell_changed(self, before: Mapping[int, str], now: Mapping[int, str]) -> None:
        for channel_id in before.keys() | now.keys():
            index = self.index_of(channel_id)
            if index.isValid() and before.get(channel_id) != now.get(channel_id):
                self.dataChanged.emit(index, index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        channel = self.record(index)
        if channel is not None and role == Qt.ItemDataRole.DisplayRole:
            return channel.name  # what a letter on the keyboard searches
        if channel is not None and role == ON_TOP_ROLE:
            return self._on_top.has(channel)
        if channel is not None and role == WARNING_ROLE:
            return self._warnings.get(channel.id, "")
        if channel is not None and role == REJECTING_ROLE:
            return self._rejecting.get(channel.id, "")
        if channel is not None and role == Qt.ItemDataRole.ToolTipRole:
            matters = self._warnings.get(channel.id), self._rejecting.get(channel.id)
            lines = (channel.name, channel.description, *matters)
            return plain_tooltip("\n".join(filter(None, lines)))
        return super().data(index, role)


class ChannelList(QWidget):
    """The heading with its + and the list below it."""

    edit_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, *, theme: ThemeHolder, shown: Shown, on_top: KeptOnTop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._shown = theme, shown
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ChannelModel(on_top, self)
        self.add_button = QToolButton()
        self.add_button.setIcon(theme.icon("plus"))
        self.add_button.setToolTip(tr("New channel"))
        self.add_button.setAccessibleName(tr("New channel"))
        self.filter = ChannelFilter(theme=theme)
        self.list = self._new_list()
        self._arrange()
        self._following = False
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.clicked.connect(self._choose)  # also on the current row: the click leads out of the search
        shown.moved.connect(self._follow)
        for changed in (shown.channels_read, on_top.changed, self.filter.textChanged):
            changed.connect(self._show_channels)
        theme.zoomed.connect(self._fit)
        self.filter.went_down.connect(self._enter)
        theme.changed.connect(self.list.viewport().update)

    def _new_list(self) -> QListView:
        made = QListView()
        made.setObjectName("channels")
        made.setAccessibleName(tr("Channels"))
        made.setModel(self.model)
        made.setItemDelegate(ChannelDelegate(self._theme, made))
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(self._on_menu)
        made.doubleClicked.connect(lambda _: self.edit_wanted.emit())
        return made

    def _arrange(self) -> None:
        heading = QLabel(tr("CHANNELS"))
        heading.setProperty("role", "section")
        head = QHBoxLayout()
        head.setContentsMargins(18, 0, 14, 0)
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self.add_button)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._filter_row())
        layout.addWidget(self.list)

    def _filter_row(self) -> QWidget:
        row = QWidget()
        filtering = QHBoxLayout(row)
        filtering.setContentsMargins(14, 0, 14, 0)
        filtering.addWidget(self.filter)
        # Without the field the row is empty, and would take all the height that the few channels leave.
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return row

    def _show_channels(self) -> None:
        channels = self._shown.channels
        self.filter.show_count(len(channels))
        self._following = True  # when the current row goes, Qt makes another row current
        left = [each for each in channels if begins(each.name, self.filter.text())]
        self.model.become(self.model.in_order(left))
        self._follow()
        self._fit()

    def _fit(self) -> None:
        # As high as its rows: what stands below it follows at once.
        self.list.setMaximumHeight(max(1, self.list.sizeHintForRow(0)) * self.model.rowCount() + 2)
        self.setMaximumHeight(self._column.maximumSize().height())

    def _follow(self) -> None:
        """Make the row of the channel that is shown the current one, and none while a view is shown."""
        channel = self._shown.channel_in_front
        self._following = True
        self.list.setCurrentIndex(QModelIndex() if channel is None else self.model.index_of(channel.id))
        if channel is None:
            self.list.clearSelection()
        self._following = False

    def _enter(self) -> None:
        """Go from the filter into the list, and show the first of what is left unless one of it is shown."""
        if self.model.rowCount():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))

    def _on_current_changed(self, index: QModelIndex) -> None:
        if not self._following:  # only a person's choice is told
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        channel = self.model.record(index)
        if channel is not None:
            self._shown.show_channel(channel.id)

    def _on_menu(self, at: QPoint) -> None:
        if self.list.indexAt(at).isValid():
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))
