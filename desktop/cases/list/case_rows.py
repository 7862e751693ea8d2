"""The rows of the case list: where the person is, and which cases are marked for an action on all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.cases.list.case_delegate import CaseDelegate
from desktop.cases.list.case_model import CaseListModel
from desktop.cases.list.scroll_anchor import ScrollAnchor
from desktop.widgets.rows_kept import follow_density, uncover
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.cases.cases import Case

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {QAbstractItemView.CursorAction.MoveDown: 1, QAbstractItemView.CursorAction.MoveUp: -1}
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class CaseRows(QListView):
    """Emits `chosen` for a row that the person went to, not for rows that move by themselves.

    While `marking` the marked cases stay as they are when the person goes to another row. It begins with x, Space,
    Ctrl or Shift, and ends with Escape, a plain click, or when nothing is marked any more.
    """

    chosen = Signal(object)
    marks_changed = Signal()
    opened = Signal()
    """Enter: the person wants to go on in the case."""

    def __init__(self, model: CaseListModel, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.marking = False
        self._beyond: tuple[Case, ...] = ()  # marked, and not loaded yet
        self._current_leaves = self._focusing = False
        self._resume: QPersistentModelIndex | None = None
        self._resume_row = 0
        self.delegate = CaseDelegate(theme, self)
        # Before setModel(): this has to hear of rows that leave before the view does.
        model.rowsAboutToBeRemoved.connect(self._on_rows_leave)
        self.setModel(model)
        model.rowsRemoved.connect(self._on_rows_left)
        model.rowsInserted.connect(self._on_rows_came)
        model.modelReset.connect(self._on_reset)
        self._dress(theme)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        ScrollAnchor(self, model, parent=self)

    def marked(self) -> list[Case]:
        """The marked cases in the order of the list, as they were seen; empty while nothing is marked."""
        if not self.marking:
            return []
        rows = sorted(index.row() for index in self.selectedIndexes())
        loaded = [case for row in rows if (case := self._model.record(self._model.index(row))) is not None]
        return [*loaded, *self._beyond]

    def current(self) -> Case | None:
        """The case of the row where the person is."""
        return self._model.record(self.currentIndex())

    def select(self, case_id: int | None) -> None:
        """Go to the row of a case, if it is in the list; None goes nowhere."""
        if case_id is None:
            self._remember(self.currentIndex().row())
            self._go(QModelIndex())
            return
        index = self._model.index_of(case_id)
        if index.isValid() and index != self.currentIndex():
            self._go(index)

    def step(self, by: int) -> None:
        """Go so many rows down, or up; from where the current row was, if it has left the list."""
        index = self._model.index(self._stepped(by))
        if index.isValid():
            self._go(index)
            self.scrollTo(index)
        if index.row() >= self._model.rowCount() - 2 and self._model.canFetchMore():
            self._model.fetchMore()

    def toggle_mark(self) -> None:
        """Mark the current row, or take its mark away."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self.marking:
            self.marking = True
            self.selectionModel().select(index, Flag.ClearAndSelect)
            self._on_selected()
        else:
            self.selectionModel().select(index, Flag.Toggle)

    def mark_all(self) -> None:
        """Mark every row that is loaded."""
        self.marking = self._model.rowCount() > 0
        self._beyond = ()
        self.selectAll()
        self._on_selected()

    def mark_beyond(self, found: Sequence[Case]) -> None:
        """Mark cases of the list, loaded or not, while all that is loaded is marked."""
        if self.are_all_marked():
            self._beyond = tuple(case for case in found if not self._model.index_of(case.id).isValid())
            self.marks_changed.emit()

    def are_all_marked(self) -> bool:
        """Whether every row that is loaded is marked."""
        return self.marking and len(self.selectedIndexes()) == self._model.rowCount()

    def end_marking(self) -> None:
        """Take all marks away."""
        if self.marking:
            self.marking = False
            index = self.currentIndex()
            self.selectionModel().select(index, Flag.ClearAndSelect if index.isValid() else Flag.Clear)
            self._on_selected()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        uncover(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPEN_KEYS:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == NO_MODIFIER:
            self.toggle_mark()
        elif event.key() == Qt.Key.Key_Escape and self.marking:
            self.end_marking()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focusing = True
        super().focusInEvent(event)
        self._focusing = False

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Qt goes to the first row when the list gets the keyboard, which is no choice of a person."""
        if self._focusing:
            return QModelIndex()
        if not self.currentIndex().isValid() and action in STEPS:
            return self._model.index(self._stepped(STEPS[action]))
        return super().moveCursor(action, modifiers)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Flag:  # noqa: N802 - Qt calls it
        """What a click or a key does to the marks."""
        plain = isinstance(event, QMouseEvent | QKeyEvent) and event.modifiers() == NO_MODIFIER
        if self.marking and plain and isinstance(event, QKeyEvent):
            return Flag.NoUpdate
        if self.marking and plain and event is not None and event.type() == QEvent.Type.MouseButtonPress:
            self.marking = event.button() == Qt.MouseButton.RightButton  # type: ignore[attr-defined]
        command = super().selectionCommand(index, event)
        if command & Flag.Clear:
            self._beyond = ()
        return command

    def _go(self, index: QModelIndex) -> None:
        flag = Flag.NoUpdate if self.marking else Flag.ClearAndSelect if index.isValid() else Flag.Clear
        self.selectionModel().setCurrentIndex(index, flag)
        if not index.isValid() and not self.marking:
            self.selectionModel().clearSelection()

    def _stepped(self, by: int) -> int:
        """The row `by` rows below the current one, or below the place where that was before it left."""
        row = self.currentIndex().row() + by
        if not self.currentIndex().isValid():
            there = self._resume is not None and self._resume.isValid()
            row = self._resume.row() if there and self._resume is not None else self._resume_row
            row = row if by > 0 else row + by
        return max(0, min(row, self._model.rowCount() - 1))

    def _remember(self, first: int, last: int | None = None) -> None:
        """Where to go on when the current row is left without another one being chosen."""
        if first >= 0:
            self._resume_row = first
            self._resume = QPersistentModelIndex(self._model.index((first if last is None else last) + 1))

    def _on_current(self, index: QModelIndex) -> None:
        case, pinned = self._model.record(index), self._model.pinned()
        if case is not None and not self._current_leaves and (pinned is None or case.id != pinned.id):
            self.chosen.emit(case)
        if index.isValid() and not self.marking and not self.selectionModel().isSelected(index):
            self.selectionModel().select(index, Flag.ClearAndSelect)
        self.viewport().update()

    def _on_selected(self) -> None:
        count = len(self.selectedIndexes())
        self.marking = count > 1 or (self.marking and count > 0)
        if not self.marking:
            self._beyond = ()
        self.marks_changed.emit()
        self.viewport().update()

    def _on_rows_leave(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Qt goes to the next row when the current one leaves; nobody chose that one."""
        self._current_leaves = first <= self.currentIndex().row() <= last
        if self._current_leaves:
            self._remember(first, last)

    def _on_rows_came(self, _parent: QModelIndex, first: int, last: int) -> None:
        """What was marked before it was loaded is a marked row from now on."""
        beyond = {case.id for case in self._beyond}
        rows = [self._model.index(row) for row in range(first, last + 1)]
        came = {case.id: index for index in rows if (case := self._model.record(index)) and case.id in beyond}
        self._beyond = tuple(case for case in self._beyond if case.id not in came)
        for index in came.values():
            self.selectionModel().select(index, Flag.Select)

    def _on_rows_left(self) -> None:
        if self._current_leaves:
            self._go(QModelIndex())
        self._current_leaves = False

    def _on_reset(self) -> None:
        self._resume, self._resume_row = None, 0
        self._on_selected()

    def _dress(self, theme: ThemeHolder) -> None:
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Cases"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(self.fontMetrics().height() * 2)
        theme.changed.connect(self.viewport().update)
        follow_density(self, theme)
