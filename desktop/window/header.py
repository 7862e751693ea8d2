"""The head of the right side: the channel's title, its description, the Channel button and the tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.data.shown import CASES, DELIVERIES, Shown
from desktop.menus.action_button import tooltip
from desktop.menus.menu import Menu
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.segments import PageTabs
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.view_words import view_name

REJECTED_SHOWN = 99


class Header(QWidget):
    """Says which channel or view this is and which page of it."""

    def __init__(self, *, theme: ThemeHolder, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._title = ElidedLabel(role="title")
        self._description = ElidedLabel(role="muted")
        self.button = QPushButton(theme.icon("ellipsis"), tr("Channel"))
        self.menu = Menu(self.button)
        self.button.setMenu(self.menu)
        self.tabs = PageTabs()
        self.tabs.setAccessibleName(tr("Pages"))
        for name in (tr("Activity"), tr("Cases"), tr("Deliveries")):
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(self._on_page_chosen)
        self.tabs.tabBarClicked.connect(self._on_clicked)
        for known in (shown.moved, shown.channels_read):
            known.connect(self._show)
        shown.page_shown.connect(lambda: self.tabs.setCurrentIndex(shown.page))
        self._arrange()
        self._show()

    def name_keys(self, pages: Sequence[QAction]) -> None:
        """Let the tabs name the keys of the actions that turn to them."""
        for number, action in enumerate(pages):
            self.tabs.setTabToolTip(number, tooltip(action))

    def place_search(self, field: QWidget) -> None:
        """Put the search field beside the Channel button."""
        self._row.insertWidget(self._row.indexOf(self.button), field, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_open_cases(self, count: int) -> None:
        """The number beside Cases."""
        text = tr("Cases  {count}", count) if count else tr("Cases")
        if text != self.tabs.tabText(CASES):
            self.tabs.setTabText(CASES, text)

    def show_rejected(self, count: int) -> None:
        """How many deliveries were rejected since somebody looked at them, beside Deliveries."""
        if count > REJECTED_SHOWN:
            text = tr("Deliveries  {count}+ rejected", REJECTED_SHOWN)
        else:
            text = tr("Deliveries  {count} rejected", count) if count else tr("Deliveries")
        if text != self.tabs.tabText(DELIVERIES):
            self.tabs.setTabText(DELIVERIES, text)

    def _show(self) -> None:
        view, channel = self._shown.view, self._shown.channel_in_front
        if view is not None:
            self._show_title(view_name(view), tr("A view of cases"))
        elif channel is not None:
            self._show_title(channel.name, channel.description)
            self.show_open_cases(channel.open_cases)
        else:
            self._show_title(tr("No channel"), "")
        self.button.setVisible(view is None)
        self.button.setEnabled(channel is not None)
        self.tabs.setVisible(channel is not None)

    def _show_title(self, title: str, description: str) -> None:
        self._title.show_text(title)
        self._description.show_text(description)

    def _on_page_chosen(self, page: int) -> None:
        if page != self._shown.page:  # a change that came from elsewhere is heard here, too
            self._shown.show_page(page)

    def _on_clicked(self, page: int) -> None:
        """Leave the search at any click, also on the page that is chosen already, or beside the tabs."""
        self._shown.show_page(self._shown.page if page < 0 else page)

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
