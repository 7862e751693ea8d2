"""The left side of the Cases page: which cases, in which order, and the list of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.cases.case_delegate import CaseDelegate
from desktop.cases.case_list import ORDERS, STATES, CaseListModel, Filter
from desktop.cases.scroll_anchor import ScrollAnchor
from desktop.empty_state import EmptyState
from desktop.segments import Segments
from desktop.tasks import Tasks
from desktop.theme import ThemeHolder
from models.cases import Case, Counts

OPEN, CLOSED, ALL = range(3)
NOTHING = {
    OPEN: ("Nothing open.", "A post with an “id” opens a case; it appears here by itself."),
    CLOSED: ("Nothing closed yet.", "A case that is closed moves here; an update can open it again."),
}


class CasePane(QWidget):
    """Emits `chosen` for a row that the person went to, not for rows that move by themselves."""

    chosen = Signal(object)

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = CaseListModel(tasks, parent=self)
        self.states = Segments(("Open", "Closed", "All"), name="Which cases")
        self.sort = QPushButton(ORDERS[0][1])
        self.list = QListView()
        self.delegate = CaseDelegate(theme, self.list)
        self.nothing = EmptyState("circle-check", NOTHING[OPEN][0], theme=theme)
        self._stack = QStackedWidget()
        self._current_leaves = False
        self._dress_list()
        self._build_menu()
        self._lay_out()
        self.states.chosen.connect(self._on_state)
        theme.changed.connect(self._dress)
        self._dress()

    def show_channel(self, channel_id: int | None) -> None:
        """Show the cases of a channel by the chosen state and order."""
        self._show(replace(self.model.filter, channel_id=channel_id, pinned=None))

    def show_counts(self, counts: Counts) -> None:
        """Show how many are open."""
        self.states.set_label(OPEN, f"Open  {counts.open:,}" if counts.open else "Open")

    def pin(self, case: Case | None) -> None:
        """Keep this case's row in the list although it may not fit the chosen state any more, and choose it."""
        pinned = None if case is None else case.id
        if self.model.filter.pinned != pinned:
            self.model.filter = replace(self.model.filter, pinned=pinned)
        if case is None:
            self.list.setCurrentIndex(QModelIndex())
            self.list.clearSelection()
        else:
            self.select(case.id)

    def select(self, case_id: int) -> None:
        """Choose the row of a case, if it is in the list."""
        index = self.model.index_of(case_id)
        if index.isValid() and index != self.list.currentIndex():
            self.list.setCurrentIndex(index)

    def refresh(self) -> None:
        """Take in what has changed."""
        self.model.refresh()
        self.list.viewport().update()

    def _show(self, wanted: Filter) -> None:
        self._stack.setCurrentWidget(self.list)
        self.delegate.by_update = wanted.order == "updated"
        self.model.show_filter(wanted)

    def _on_state(self, place: int) -> None:
        self._show(replace(self.model.filter, state=STATES[place]))

    def _on_order(self, action: QAction) -> None:
        place = int(action.data())
        self.sort.setText(ORDERS[place][1])
        self._show(replace(self.model.filter, order=ORDERS[place][0]))

    def _on_arrived(self) -> None:
        pinned = self.model.filter.pinned
        if pinned is not None:
            self.select(pinned)
        empty = self.model.rowCount() == 0
        if empty:
            self.nothing.show_text(*NOTHING.get(self.states.current(), ("No cases yet.",)))
        self._stack.setCurrentWidget(self.nothing if empty else self.list)

    def _on_current(self, index: QModelIndex) -> None:
        case = self.model.record(index)
        if case is not None and not self._current_leaves and case.id != self.model.filter.pinned:
            self.model.filter = replace(self.model.filter, pinned=case.id)
            self.chosen.emit(case)

    def _on_rows_leave(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Qt goes to the next row when the current one leaves; nobody chose that one."""
        self._current_leaves = first <= self.list.currentIndex().row() <= last

    def _on_rows_left(self) -> None:
        if self._current_leaves:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())
        self._current_leaves = False

    def _dress(self) -> None:
        self.sort.setIcon(self._theme.current.icon("arrow-down-wide-short"))
        self.list.viewport().update()

    def _dress_list(self) -> None:
        # Before the view looks at the model: the rows shall be known to leave before the view reacts.
        self.model.rowsAboutToBeRemoved.connect(self._on_rows_leave)
        self.list.setModel(self.model)
        self.model.rowsRemoved.connect(self._on_rows_left)
        self.model.loaded.connect(self._on_arrived)
        self.model.refreshed.connect(self._on_arrived)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Cases")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.verticalScrollBar().setSingleStep(self.fontMetrics().height() * 2)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        ScrollAnchor(self.list, self.model, parent=self)

    def _build_menu(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for place, (_, label) in enumerate(ORDERS):
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(place == 0)
            action.setData(place)
            group.addAction(action)
        group.triggered.connect(self._on_order)
        self.sort.setMenu(menu)
        self.sort.setProperty("kind", "flat")
        self.sort.setAccessibleName("Order of the cases")
        self.sort.setToolTip("Order of the cases")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 8)
        head.addWidget(self.states)
        head.addStretch()
        head.addWidget(self.sort)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
