"""The head of the right side: the channel's title, its description, the Channel button and the tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.page_tabs import PageTabs
from desktop.widgets.theme import ThemeHolder
from models.channels.channels import Channel

ACTIVITY, CASES, DELIVERIES = 0, 1, 2
REJECTED_SHOWN = 99


class Header(QWidget):
    """Says which channel this is and which page of it."""

    page_chosen = Signal(int)

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ElidedLabel(role="title")
        self._description = ElidedLabel(role="muted")
        self.button = QPushButton("Channel")
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.tabs = PageTabs()
        self.tabs.setAccessibleName("Pages")
        for number, name in enumerate(("Activity", "Cases", "Deliveries")):
            self.tabs.addTab(name)
            self.tabs.setTabToolTip(number, f"{name} (Ctrl+{number + 1})")
        self.tabs.currentChanged.connect(self.page_chosen)
        self._arrange()
        theme.changed.connect(self._dress)
        self._dress()

    def show_channel(self, channel: Channel | None) -> None:
        """Show a channel, or that there is none."""
        self._title.show_text("No channel" if channel is None else channel.name)
        self._description.show_text("" if channel is None else channel.description)
        self.button.show()
        self.button.setEnabled(channel is not None)
        self.show_open_cases(0 if channel is None else channel.open_cases)

    def show_view(self, name: str) -> None:
        """Show that the cases below are those of a view."""
        self._title.show_text(name)
        self._description.show_text("A view of cases")
        self.button.hide()

    def place_search(self, field: QWidget) -> None:
        """Put the search field beside the Channel button."""
        self._row.insertWidget(self._row.indexOf(self.button), field, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_open_cases(self, count: int) -> None:
        """The number beside Cases."""
        text = f"Cases  {count:,}" if count else "Cases"
        if text != self.tabs.tabText(CASES):
            self.tabs.setTabText(CASES, text)

    def show_rejected(self, count: int) -> None:
        """How many deliveries were rejected since somebody looked at them, beside Deliveries."""
        number = f"{count}" if count <= REJECTED_SHOWN else f"{REJECTED_SHOWN}+"
        text = f"Deliveries  {number} rejected" if count else "Deliveries"
        if text != self.tabs.tabText(DELIVERIES):
            self.tabs.setTabText(DELIVERIES, text)

    def _arrange(self) -> None:
        row = self._row = QHBoxLayout()
        row.setContentsMargins(24, 16, 20, 6)
        row.setSpacing(12)
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._description, 1, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(24, 0, 20, 0)
        tabs.addWidget(self.tabs)
        tabs.addStretch()
        line = QFrame()
        line.setProperty("line", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addLayout(tabs)
        layout.addWidget(line)

    def _dress(self) -> None:
        self.button.setIcon(self._theme.current.icon("ellipsis"))
