"""The left side of the window: the channels, and below them the views; one of all these is current."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from desktop.channels.kept_on_top import KeptOnTop
from desktop.data.shown import Shown
from desktop.widgets.theme import ThemeHolder
from desktop.window.side_bar.channel_list import ChannelList
from desktop.window.side_bar.view_list import ViewList

NARROWEST_CHARACTERS = 25


class SideBar(QWidget):
    """Two lists that are walked through as one."""

    def __init__(self, *, theme: ThemeHolder, shown: Shown, on_top: KeptOnTop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.zoomed.connect(self._fit)
        self._fit()
        self.channels = ChannelList(theme=theme, shown=shown, on_top=on_top)
        self.views = ViewList(theme=theme, shown=shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.channels, 1)
        layout.addWidget(self.views)
        layout.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding))

    def _fit(self) -> None:
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * NARROWEST_CHARACTERS)

    def step(self, by: int) -> None:
        """Go so many channels or views down, or up."""
        channels, views = self.channels.model.rowCount(), self.views.model.rowCount()
        channel, view = self.channels.list.currentIndex(), self.views.list.currentIndex()
        row = (channels + view.row() if view.isValid() else channel.row()) + by
        if 0 <= row < channels:
            self.channels.list.setCurrentIndex(self.channels.model.index(row))
        elif channels <= row < channels + views:
            self.views.choose(row - channels)
