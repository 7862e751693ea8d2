"""The line above the list: which state, the Filter menu and the order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.cases.list.case_words import ORDERS
from desktop.cases.list.filter_menu import FilterMenu
from desktop.cases.list.filter_words import FilterChoices, clear
from desktop.cases.list.list_counts import ListCounts
from desktop.menus.menu import Menu
from desktop.widgets.segments import Segments
from desktop.widgets.theme import ThemeHolder
from desktop.words.case_states import CLOSED, OPEN
from desktop.words.filter_spans import count_words
from desktop.words.language import Sentence, tr
from models.cases.case_filter import Filter, Order
from models.cases.cases import State

STATES: tuple[State | None, ...] = ("open", "closed", None)
LABELS = (OPEN, CLOSED, Sentence("All"))
SPARE = 2


class ListHead(QWidget):
    """Tells what the person chose; it shows what it is told."""

    state_chosen = Signal(object)
    """A State, or None for all."""
    order_chosen = Signal(str)

    def __init__(
        self, now: Callable[[], tuple[Filter, FilterChoices]], *, theme: ThemeHolder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._filter_icons = (theme.icon("filter"), theme.icon("filter", "accent"))
        self._order = tr(ORDERS[0][1])
        self.states = Segments([tr(label) for label in LABELS], name=tr("Which cases"))
        self.states.chosen.connect(lambda place: self.state_chosen.emit(STATES[place]))
        self.filter, self.sort = QPushButton(), QPushButton()
        self.filter.setIcon(self._filter_icons[False])
        self.sort.setIcon(theme.icon("arrow-down-wide-short"))
        self.filter_menu = FilterMenu(now, self)
        self.sort_menu = Menu(self)
        self._build()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8, 8)
        row.setSpacing(0)
        row.addWidget(self.states)
        row.addStretch()
        row.addWidget(self.filter)
        row.addWidget(self.sort)
        self._fit()

    def show_listed(self, filter_: Filter, order: Order) -> None:
        """Show what is listed."""
        self.filter.setIcon(self._filter_icons[filter_ != clear(filter_)])
        self.states.show_choice(STATES.index(filter_.state))
        place = [known for known, _ in ORDERS].index(order)
        self._order = tr(ORDERS[place][1])
        self.sort_menu.actions()[place].setChecked(True)
        self.sort.setToolTip(tr("Order of the cases: {order}", order=self._order))
        self._fit()

    def show_counts(self, counts: ListCounts) -> None:
        """Show how many there are of each state."""
        for place, count in enumerate((counts.open, counts.closed, counts.all)):
            label = tr(LABELS[place])
            words = f"{label}  {count_words(count, counts.limited)}" if count else label
            self.states.set_label(place, words)
        self._fit()

    def open_filter_menu(self) -> None:
        """Open the menu below its button."""
        self.filter_menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show words on the buttons where there is room, first on that of the order; the tooltips always have them."""
        room = self.width() - self.states.sizeHint().width() - 24 - SPARE
        for button in (self.filter, self.sort):
            button.setText("")
        room -= self.filter.sizeHint().width() + self.sort.sizeHint().width()
        for button, words in ((self.sort, self._order), (self.filter, tr("Filter"))):
            room -= self.fontMetrics().horizontalAdvance(words) + 8
            button.setText(f" {words}" if room >= 0 else "")

    def _on_order(self, action: QAction) -> None:
        self.order_chosen.emit(ORDERS[int(action.data())][0])

    def _build(self) -> None:
        group = QActionGroup(self.sort_menu)
        for place, (_, label) in enumerate(ORDERS):
            action = self.sort_menu.add_line(tr(label))
            action.setCheckable(True)
            action.setChecked(place == 0)
            action.setData(place)
            group.addAction(action)
        group.triggered.connect(self._on_order)
        self.sort.setMenu(self.sort_menu)
        self.filter.setMenu(self.filter_menu)
        for button, name in ((self.filter, tr("Filter")), (self.sort, tr("Order of the cases"))):
            button.setProperty("kind", "flat")
            button.setAutoDefault(False)
            button.setAccessibleName(name)
            button.setToolTip(name)
