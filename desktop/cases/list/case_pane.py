"""The left side of the Cases page: which cases, in which order, and the list of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.cases.list.case_model import CaseListModel, Listed
from desktop.cases.list.case_rows import CaseRows
from desktop.cases.list.filter_chips import FilterChips
from desktop.cases.list.filter_words import FilterChoices, clear
from desktop.cases.list.list_counts import ListCounts
from desktop.cases.list.list_head import ListHead
from desktop.cases.list.selection_bar import SelectionBar
from desktop.data.tasks import Tasks
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.cases.case_filter import Between, Filter, Order
from models.cases.case_pages import COUNT_LIMIT, every
from models.cases.cases import Case, State

NOTHING: dict[State | None, tuple[Sentence, Sentence | None]] = {
    "open": (Sentence("Nothing open."), Sentence("A post with an “id” opens a case; it appears here by itself.")),
    "closed": (
        Sentence("Nothing closed yet."),
        Sentence("A case that is closed moves here; an update can open it again."),
    ),
    None: (Sentence("No cases yet."), None),
}
NOTHING_FITS = (Sentence("No case fits."), Sentence("Take a filter away to see more."))


class CasePane(QWidget):
    """Shows what it is told, and tells what the person wants to see instead."""

    relisted = Signal()
    """The person chose another filter or order; it is shown already."""
    save_wanted = Signal()

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._choices = FilterChoices()
        self._counts: ListCounts | None = None
        self.model = CaseListModel(tasks, parent=self)
        self.head = ListHead(lambda: (self._filter(), self._choices), theme=theme)
        self.chips = FilterChips(theme=theme)
        self.list = CaseRows(self.model, theme)
        self.bar = SelectionBar(theme=theme)
        self.nothing = EmptyState("circle-check", tr(NOTHING["open"][0]), theme=theme)
        self.clear = self.nothing.add_button(tr("Clear filters"), lambda: self._on_filtered(clear(self._filter())))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_listed(self, listed: Listed | None) -> None:
        """Show these cases, None for none at all."""
        self._stack.setCurrentWidget(self.list)
        if listed is not None:
            self.head.show_listed(listed.filter, listed.order)
            self.list.delegate.order = listed.order
            self.list.delegate.names_channel = listed.filter.channel_id is None
            self.chips.show_filter(listed.filter, self._choices)
        self.model.show(listed)

    def show_counts(self, counts: ListCounts, choices: FilterChoices) -> None:
        """Show how many there are of each state, and name what the filters can name."""
        self._choices, self._counts = choices, counts
        self.head.show_counts(counts)
        self.chips.show_filter(self._filter(), choices)
        self._on_marks()

    def pin(self, case: Case | None) -> None:
        """Keep the row of the case on the screen until another case is there."""
        before = self.model.pinned()
        if before is not None and case is not None and before.id == case.id:
            return
        self.model.pin(case)
        self.list.select(None if case is None else case.id)
        if before is not None and self._has_changed(before):
            self.model.refresh()

    def refresh(self) -> None:
        """Take in what has changed."""
        if self.model.listed is not None:
            self.model.refresh()
        self.list.viewport().update()

    def open_filter_menu(self) -> None:
        """Open the menu below its button."""
        self.head.open_filter_menu()

    def _filter(self) -> Filter:
        return Filter() if self.model.listed is None else self.model.listed.filter

    def _has_changed(self, before: Case) -> bool:
        now = self.model.record(self.model.index_of(before.id))
        return now is not None and replace(now, unread=before.unread) != before

    def _on_filtered(self, filter_: Filter) -> None:
        listed = self.model.listed
        if listed is not None and filter_ != listed.filter:
            self.show_listed(replace(listed, filter=_in_harmony(filter_), pinned=None))
            self.relisted.emit()

    def _on_state(self, state: State | None) -> None:
        filter_ = replace(self._filter(), state=state)
        if state == "open":
            self._on_filtered(replace(filter_, closed_by_sender=False))
        else:
            self._on_filtered(replace(filter_, overdue=False))

    def _on_order(self, order: Order) -> None:
        if self.model.listed is not None:
            self.show_listed(replace(self.model.listed, order=order, pinned=None))
            self.relisted.emit()

    def _on_arrived(self) -> None:
        if self.model.listed is None:
            return
        pinned = self.model.pinned()
        if pinned is not None:
            self.list.select(pinned.id)
        empty = self.model.rowCount() == 0
        if empty:
            filter_ = self._filter()
            plain = filter_ == clear(filter_)
            title, text = NOTHING[filter_.state] if plain else NOTHING_FITS
            self.nothing.show_text(tr(title), "" if text is None else tr(text))
            self.clear.setVisible(not plain)
        self._stack.setCurrentWidget(self.nothing if empty else self.list)

    def _on_marks(self) -> None:
        self.list.delegate.marking = self.list.marking
        marked = len(self.list.marked())
        self.bar.show_count(marked)
        there = self._there()
        if self.list.are_all_marked() and marked < min(there, COUNT_LIMIT):
            limited = there > COUNT_LIMIT or (
                self._counts is not None and self._counts.limited and there == COUNT_LIMIT
            )
            self.bar.offer_all(min(there, COUNT_LIMIT), limited=limited)

    def _there(self) -> int:
        """How many cases the list has, loaded or not."""
        if self._counts is None:
            return 0
        of_state = {"open": self._counts.open, "closed": self._counts.closed, None: self._counts.all}
        return of_state[self._filter().state]

    def _on_all_wanted(self) -> None:
        listed = self.model.listed
        if listed is not None:
            self._tasks.run(lambda: _first(listed), self.list.mark_beyond, owner=self)

    def _connect(self) -> None:
        self.head.state_chosen.connect(self._on_state)
        self.head.order_chosen.connect(self._on_order)
        self.head.filter_menu.filtered.connect(self._on_filtered)
        self.chips.filtered.connect(self._on_filtered)
        self.chips.save_wanted.connect(self.save_wanted)
        self.model.loaded.connect(self._on_arrived)
        self.model.refreshed.connect(self._on_arrived)
        self.list.marks_changed.connect(self._on_marks)
        self.bar.ended.connect(self.list.end_marking)
        self.bar.all_wanted.connect(self._on_all_wanted)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)


def _first(listed: Listed) -> list[Case]:
    """The cases of a list as they are now: as many as one action takes without holding up reports for long."""
    return list(islice(every(listed.filter, order=listed.order), COUNT_LIMIT))


def _in_harmony(filter_: Filter) -> Filter:
    """The filter with the state its parts ask for: an overdue case is open, and closed is one with a time of closing,
    or one that its sender closed."""
    if filter_.overdue:
        return replace(filter_, state="open")
    if (filter_.closed != Between() or filter_.closed_by_sender) and filter_.state == "open":
        return replace(filter_, state="closed")
    return filter_
