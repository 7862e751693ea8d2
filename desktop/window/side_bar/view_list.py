"""The views in the side bar, below the channels: filters with a name, and how many cases each has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QSizePolicy, QVBoxLayout, QWidget

from desktop.data.shown import Shown
from desktop.menus.action import Action
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import new_menu
from desktop.widgets.theme import ThemeHolder
from desktop.window.side_bar.view_delegate import VIEW_ROLE, ViewDelegate
from desktop.words.language import Sentence, tr
from desktop.words.plain_tooltip import plain_tooltip
from desktop.words.view_words import view_name
from models.cases import case_pages
from models.cases.views import View

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class CountedView:
    """A view and how many cases it has; counting stops at COUNT_LIMIT."""

    view: View
    count: int


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved view that was clicked, and what removes it."""

    view: View
    remove: Callable[[View], object]


# fmt: off
ON_VIEW: tuple[Action[Saved], ...] = (
    Action("remove_view", Sentence("&Remove view…"), does=lambda on: on.remove(on.view)),
)
# fmt: on


class ViewModel(QAbstractListModel):
    """All views in their order; they are few."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CountedView] = []

    def rows(self) -> Sequence[CountedView]:
        """The views in the order of the list."""
        return self._rows

    def show(self, rows: Sequence[CountedView]) -> None:
        """Take over what the database has; rows that stay are kept, so that nothing jumps."""
        if [name_of(row) for row in rows] == [name_of(row) for row in self._rows]:
            for at, row in enumerate(rows):
                if row != self._rows[at]:
                    self._rows[at] = row
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def index_of(self, view: View | None) -> QModelIndex:
        """Where a view is, an invalid index when it is not there."""
        wanted = None if view is None else (view.id is None, view.name)
        names = [name_of(row) for row in self._rows]
        return self.index(names.index(wanted)) if wanted in names else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == VIEW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return view_name(row.view)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{name}, {cases}", name=view_name(row.view), cases=_cases(row.count))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(view_name(row.view))
        return None


class ViewList(QWidget):
    """The heading and the list below it, as high as its rows."""

    remove_wanted = Signal(object)
    """A View that a person saved and wants no more."""

    def __init__(self, *, theme: ThemeHolder, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._following = False
        self._clicked: View | None = None
        actions = ActionSet(ON_VIEW, self._saved, theme=theme, parent=self)
        self.menu = new_menu(("remove_view",), actions, self)
        self.menu.aboutToShow.connect(actions.update)
        self.model = ViewModel(self)
        self.list = QListView()
        self.list.setObjectName("channels")
        self.list.setAccessibleName(tr("Views"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ViewDelegate(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.clicked.connect(self._choose)  # also on the current row: the click leads out of the search
        shown.moved.connect(self._follow)
        heading = QLabel(tr("VIEWS"))
        heading.setProperty("role", "section")
        heading.setContentsMargins(18, 4, 14, 4)
        heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self.list)
        theme.changed.connect(self.list.viewport().update)
        theme.zoomed.connect(self._fit)

    def show_views(self, rows: Sequence[CountedView]) -> None:
        """Show these views, and go on marking the one that is shown."""
        self.model.show(rows)
        self._follow()
        self._fit()

    def _fit(self) -> None:
        shown = min(self.model.rowCount(), MOST_ROWS)
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * shown + 2 if shown else 0)
        self.setMaximumHeight(self._column.maximumSize().height())
        self.setVisible(shown > 0)

    def choose(self, row: int) -> None:
        """Go to a view by its place, as a click does."""
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    def _follow(self) -> None:
        """Make the row of the view that is shown the current one."""
        view = self._shown.view
        self._following = True
        self.list.setCurrentIndex(self.model.index_of(view))
        if view is None:
            self.list.clearSelection()
        self._following = False

    def _on_current_changed(self, index: QModelIndex) -> None:
        if not self._following:  # only a person's choice is told
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self._shown.show_view(self.model.rows()[index.row()].view)

    def _on_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid() and (view := self.model.rows()[index.row()].view).id is not None:
            self._clicked = view
            self.menu.popup(self.list.viewport().mapToGlobal(at))

    def _saved(self) -> Saved | None:
        return None if self._clicked is None else Saved(self._clicked, self.remove_wanted.emit)


def name_of(row: CountedView) -> tuple[bool, str]:
    """What tells views apart: a saved one may be called like one that comes with the program."""
    return (row.view.id is None, row.view.name)


def _cases(count: int) -> str:
    limited = count >= case_pages.COUNT_LIMIT
    return tr("{count}+ cases", case_pages.COUNT_LIMIT) if limited else tr("{count} cases", count)
