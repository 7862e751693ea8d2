"""The bar below the list while cases are marked: how many, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.menus.action_button import ActionButton, plain_words
from desktop.menus.menu import Entry, Menu, fill
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr


class SelectionBar(QWidget):
    """Its buttons are actions of the Case menu, so that both can do the same at the same time."""

    ended = Signal()
    """Nothing shall be marked any more."""
    all_wanted = Signal()
    """All cases of the list shall be marked, loaded or not."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = QLabel()
        self.count.setProperty("role", "heading")
        self.all = QPushButton()
        self.all.setProperty("kind", "link")
        self.all.setAutoDefault(False)
        self.all.clicked.connect(self.all_wanted)
        self.more = QPushButton(tr("More"))
        self.more.setProperty("kind", "small")
        self.more.setAutoDefault(False)
        self.menu = Menu(self.more)
        self.more.setMenu(self.menu)
        self._close = QToolButton()
        self._close.setIcon(theme.icon("xmark"))
        self._close.setToolTip(tr("Select nothing (Esc)"))
        self._close.setAccessibleName(tr("Select nothing"))
        self._close.clicked.connect(self.ended)
        self._buttons: dict[QAction, QPushButton] = {}
        holder = QWidget()
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._flow = FlowLayout(holder, spacing=6)
        self._flow.addWidget(self.more)
        self._lay_out(holder)
        self.hide()

    def offer(self, buttons: Sequence[str], more: Sequence[Entry], actions: Mapping[str, QAction]) -> None:
        """Offer these actions: as buttons, and in the menu behind More."""
        self._flow.removeWidget(self.more)
        for name in buttons:
            self._flow.addWidget(self._button(actions[name]))
        self._flow.addWidget(self.more)
        fill(self.menu, more, actions)

    def button(self, action: QAction) -> QPushButton:
        """The button of an action."""
        return self._buttons[action]

    def show_count(self, count: int) -> None:
        """Show how many cases are marked; 0 hides the bar."""
        self.count.setText(tr("{count} selected", count))
        self.all.hide()
        self.setVisible(count > 0)

    def offer_all(self, count: int, *, limited: bool) -> None:
        """Offer to mark all `count` cases of the list; with `limited` there are more, of which so many are taken."""
        words = tr("Select the first {count}", count) if limited else tr("Select all {count}", count)
        self.all.setText(words)
        self.all.show()

    def _button(self, action: QAction) -> QPushButton:
        button = ActionButton(action, kind="small", text=plain_words(action))
        self._buttons[action] = button
        return button

    def _lay_out(self, holder: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addWidget(self.all)
        head.addStretch()
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(holder)
