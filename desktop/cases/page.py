"""The Cases page of a channel or of a view: the list on the left, the chosen case on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.actions.case_actions import CaseActions
from desktop.cases.case_columns import CaseColumns
from desktop.cases.case_mark import case_mark
from desktop.cases.detail.begun_comments import BegunComments
from desktop.cases.detail.case_view import CaseView
from desktop.cases.list.case_model import Listed
from desktop.cases.list.case_pane import CasePane
from desktop.cases.list.list_counts import CountedList, read_counts
from desktop.cases.no_cases import NoCases
from desktop.data.fresh_page import FreshPage
from desktop.data.reload import Reload
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.cases import cases
from models.cases.case_filter import Filter
from models.cases.cases import Case
from models.news.changes import Change


class CasesPage(FreshPage):
    """Follows the database: on_changed() refreshes counts, rows and the open case where they are."""

    counts_changed = Signal(int, int)
    """How many cases of the channel are open and closed."""
    announced = Signal(str)
    """A line for the status bar: what a person did has been done."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        ask: Ask,
        by: Callable[[], str],
        base_url: Callable[[], str],
        open_url: Callable[[str], object],
        use: AttachmentUse,
        begun: BegunComments,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self.shown, self.use = tasks, shown, use
        self._of_channel = Listed(Filter(state="open"))
        """What is listed of the channel, or will be when it is shown again after a view."""
        self.case_actions = CaseActions(tasks=tasks, theme=theme, ask=ask, by=by, parent=self)
        self.pane = CasePane(tasks=tasks, theme=theme)
        self.view = CaseView(
            tasks=tasks,
            theme=theme,
            shown=shown,
            ask=ask,
            opener=open_url,
            use=use,
            actions=self.case_actions,
            begun=begun,
        )
        self.no_cases = NoCases(tasks=tasks, theme=theme, shown=shown, base_url=base_url)
        self._no_choice = EmptyState("inbox", tr("Choose a case"), tr("It is shown here."), theme=theme)
        self._right = QStackedWidget()
        self._all = QStackedWidget()
        self._count = Reload(tasks, read_counts, self._on_counted, question=self._to_count, owner=self)
        self._lay_out()
        self._connect()

    def on_changed(self, change: Change) -> None:
        """Refresh what is shown if the change may concern it; a hidden page waits until it is shown."""
        listed = self.pane.model.listed
        shown = self.shown.case
        there = {listed.filter.channel_id if listed else None, shown.channel_id if shown else None}
        if listed is None or (change.channels is not None and None not in there and not there & change.channels):
            return
        self._count()
        self.refresh_if_seen()

    def open_case(self, case_id: int) -> None:
        """Show a case, or the one it was merged into, in the list of its channel or in a view that has all."""
        self._tasks.run(lambda: cases.get(case_id), self._on_found, owner=self)

    def reopen(self, mark: str) -> None:
        """Show the case that was open before the program ended, unless it is gone or the person is elsewhere by now."""
        case_id = mark.partition("-")[0]
        if case_id.isdecimal():
            self._tasks.run(
                lambda: cases.get(int(case_id)), partial(self._on_found_again, mark), owner=self, problem=lambda _: None
            )

    def _on_found_again(self, mark: str, case: Case) -> None:
        channel = self.shown.channel_in_front
        is_here = channel is not None and channel.id == case.channel_id and self.shown.case is None
        if is_here and case_mark(case) == mark and not case.deleted:
            self.shown.show_case(case)

    def chosen_cases(self) -> list[Case]:
        """The cases that an action is for, as they were seen: the marked ones, otherwise the one on the screen."""
        marked = self.pane.list.marked()
        shown = self.shown.case
        return marked or ([] if shown is None else [shown])

    def refresh(self) -> None:
        """Read again what is shown."""
        self.pane.refresh()
        self.view.refresh()

    def _on_moved(self) -> None:
        view, channel, own = self.shown.view, self.shown.channel, self._of_channel.filter
        if view is not None:
            self._list(Listed(view.filter, view.order))
        elif channel is None:
            self._list(None)
        else:
            # A web hook belongs to one channel; the other parts of the filter go along.
            hook_id = own.hook_id if own.channel_id == channel.id else None
            self._of_channel = replace(self._of_channel, filter=replace(own, channel_id=channel.id, hook_id=hook_id))
            self._list(self._of_channel)

    def _list(self, listed: Listed | None) -> None:
        self._all.setCurrentWidget(self._split)
        self.pane.show_listed(listed)
        self._count()

    def _on_case_shown(self) -> None:
        case = self.shown.case
        self.pane.pin(case)
        self._right.setCurrentWidget(self._no_choice if case is None else self.view)

    def _on_found(self, case: Case) -> None:
        listed = self.pane.model.listed
        if listed is None or listed.filter.channel_id not in (None, case.channel_id):
            self.shown.show_channel(case.channel_id)
        self.shown.show_case(case)

    def _on_case_read(self) -> None:
        case = self.shown.case
        if case is None or case.deleted:
            self.shown.show_case(None)
            return
        pinned = self.pane.model.pinned()
        if pinned is not None and case.id != pinned.id:
            self.pane.pin(case)
            self.pane.refresh()
        if case.unread and self.isVisible():
            self._tasks.run(lambda: cases.mark_read(case.id), lambda _: None, owner=self)

    def _on_relisted(self) -> None:
        listed = self.pane.model.listed
        if listed is not None and self.shown.view is None:
            self._of_channel = replace(listed, pinned=None)
        self.shown.show_case(None)
        self._count()

    def _on_undone(self, sentence: str) -> None:
        self.announced.emit(sentence)
        self.refresh()

    def _on_counted(self, read: CountedList) -> None:
        self.pane.show_counts(read.counts, read.choices)
        total = read.counts.channel
        never = total is not None and total.open + total.closed == 0 and self.shown.view is None
        if never:
            self.no_cases.refresh()
        self._all.setCurrentWidget(self.no_cases if never else self._split)
        if total is not None:
            self.counts_changed.emit(total.open, total.closed)

    def _to_count(self) -> Filter | None:
        """What to count: the cases of the list in both states."""
        listed = self.pane.model.listed
        return None if listed is None else replace(listed.filter, state=None)

    def _connect(self) -> None:
        self.shown.moved.connect(self._on_moved)
        self.shown.case_shown.connect(self._on_case_shown)
        self.shown.case_read.connect(self._on_case_read)
        self.pane.list.chosen.connect(self.shown.show_case)
        self.pane.list.opened.connect(self.view.timeline.setFocus)
        self.view.left.connect(self.pane.list.setFocus)
        self.pane.relisted.connect(self._on_relisted)
        self.view.announced.connect(self.announced)
        self.view.case_wanted.connect(self.open_case)
        self.case_actions.done.connect(self.refresh)  # the bar with the way back says what was done
        self.case_actions.undone.connect(self._on_undone)
        self.case_actions.problem.connect(lambda _: self.refresh())

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right.addWidget(self._no_choice)
        self._right.addWidget(self.view)
        self._split = CaseColumns(self.pane, self._right)
        self._all.addWidget(self._split)
        self._all.addWidget(self.no_cases)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._all)
