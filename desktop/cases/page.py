"""The Cases page of a channel: the list on the left, the chosen case on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from desktop.asking import Ask
from desktop.cases.case_pane import CasePane
from desktop.cases.case_view import CaseView
from desktop.cases.no_cases import NoCases
from desktop.empty_state import EmptyState
from desktop.tasks import Tasks
from desktop.theme import ThemeHolder
from models import cases
from models.cases import Case, Counts
from models.changes import Change
from models.channels import Channel


class CasesPage(QWidget):
    """Follows the database: on_changed() refreshes counts, rows and the open case where they are."""

    counts_changed = Signal(int, int)
    """How many cases of the channel are open and closed."""
    announced = Signal(str)
    """A line for the status bar: what a person did has been done."""
    case_shown = Signal(object)
    """The Case on the screen, or None: when another is chosen, and when the shown one has changed."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        ask: Ask,
        by: str,
        base_url: Callable[[], str],
        open_url: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._channel: Channel | None = None
        self._counts: Counts | None = None
        self._stale = False
        self.pane = CasePane(tasks=tasks, theme=theme)
        self.view = CaseView(tasks=tasks, theme=theme, ask=ask, opener=open_url, by=by)
        self.no_cases = NoCases(tasks=tasks, theme=theme, base_url=base_url)
        self._no_choice = EmptyState("inbox", "Choose a case", "It is shown here.", theme=theme)
        self._right = QStackedWidget()
        self._all = QStackedWidget()
        self._lay_out()
        self.pane.chosen.connect(self._on_chosen)
        self.view.changed.connect(self._on_case_changed)
        self.view.announced.connect(self.announced)
        self.view.gone.connect(lambda: self._show(None))

    def show_channel(self, channel: Channel | None) -> None:
        """Show the cases of a channel; None shows nothing. The same channel again changes nothing."""
        before, self._channel = self._channel, channel
        if (before and before.id) == (channel and channel.id):
            return
        self._counts = None
        self._show(None)
        self._all.setCurrentWidget(self._split)
        self.pane.show_channel(channel.id if channel else None)
        self._count()

    def on_changed(self, change: Change) -> None:
        """Refresh what is shown if the change may concern it; a hidden page waits until it is shown."""
        if self._channel is None or (change.channels is not None and self._channel.id not in change.channels):
            return
        self._count()
        if self.isVisible():
            self._refresh()
        else:
            self._stale = True

    def open_case(self, case_id: int) -> None:
        """Show a case of this channel, or the one it was merged into."""
        self._tasks.run(lambda: cases.get(case_id), self._show, owner=self)

    def case(self) -> Case | None:
        """The case on the screen."""
        return self.view.case()

    def close_or_reopen(self) -> None:
        """Close the case on the screen, or reopen it when it is closed."""
        self.view.close_or_reopen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self.pane.refresh()
        self.view.refresh()

    def _show(self, case: Case | None) -> None:
        self.pane.pin(case)
        self.view.show_case(case)
        self._right.setCurrentWidget(self._no_choice if case is None else self.view)
        self.case_shown.emit(case)

    def _on_chosen(self, case: Case) -> None:
        self._show(case)

    def _on_case_changed(self, case: Case) -> None:
        if case.id != self.pane.model.filter.pinned:
            self.pane.pin(case)
            self.pane.refresh()
        if case.unread and self.isVisible():
            self._tasks.run(lambda: cases.mark_read(case.id), lambda _: None, owner=self)
        self.case_shown.emit(case)

    def _count(self) -> None:
        channel = self._channel
        if channel is not None:
            self._tasks.run(
                lambda: cases.counts(channel.id), lambda counts: self._on_counted(channel, counts), owner=self
            )

    def _on_counted(self, channel: Channel, counts: Counts) -> None:
        if self._channel is None or channel.id != self._channel.id:
            return
        self._counts = counts
        self.pane.show_counts(counts)
        if counts.open + counts.closed == 0:
            self.no_cases.show_channel(channel)
            self._all.setCurrentWidget(self.no_cases)
        else:
            self._all.setCurrentWidget(self._split)
        self.counts_changed.emit(counts.open, counts.closed)

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right.addWidget(self._no_choice)
        self._right.addWidget(self.view)
        self._split = QSplitter()
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.pane)
        self._split.addWidget(self._right)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        letter = self.fontMetrics().averageCharWidth()
        self._split.setSizes([letter * 52, letter * 85])
        self._all.addWidget(self._split)
        self._all.addWidget(self.no_cases)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._all)
