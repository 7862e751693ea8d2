"""The Filter menu: every part of a filter, by mouse and by letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop.cases.list.filter_words import HIGH, FilterChoices, clear
from desktop.dialogs.between_dialog import BetweenDialog
from desktop.menus.menu import Menu
from desktop.words import clock
from desktop.words.language import Sentence, tr
from desktop.words.priorities import or_none
from models.cases.case_filter import Between, Filter
from models.cases.cases import PRIORITIES

Period = Literal["created", "updated", "closed"]
PERIODS: tuple[tuple[Period, Sentence], ...] = (
    ("created", Sentence("&Created")),
    ("updated", Sentence("&Updated")),
    ("closed", Sentence("C&losed")),
)
BETWEEN: dict[Period, Sentence] = {
    "created": Sentence("Created between"),
    "updated": Sentence("Updated between"),
    "closed": Sentence("Closed between"),
}
DAYS = ((Sentence("&Today"), 1), (Sentence("Last &7 days"), 7), (Sentence("Last &30 days"), 30))


class StayingMenu(Menu):
    """Stays open when one of several things that go together is checked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._check(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._check(self.activeAction()):
            super().keyPressEvent(event)

    def _check(self, action: QAction | None) -> bool:
        if action is None or not action.isEnabled() or not action.isCheckable():
            return False
        action.trigger()
        return True


class FilterMenu(Menu):
    """Filled when it opens, from the filter and the choices of that moment."""

    filtered = Signal(object)
    """The Filter as it was chosen."""

    def __init__(self, now: Callable[[], tuple[Filter, FilterChoices]], parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now
        self.assignee = self.add_menu(tr("&Assignee"))
        self.priority = StayingMenu(tr("&Priority"), self)
        self.addMenu(self.priority)
        self.hook = self.add_menu(tr("Opened &by"))
        self.overdue = self.addAction(tr("&Overdue"))
        self.overdue.setCheckable(True)
        self.overdue.triggered.connect(lambda on: self._change(overdue=on))
        self.closed_by_sender = self.addAction(tr("Closed by the &sender"))
        self.closed_by_sender.setCheckable(True)
        self.closed_by_sender.triggered.connect(lambda on: self._change(closed_by_sender=on))
        self.addSeparator()
        self.periods = {period: self.add_menu(tr(label)) for period, label in PERIODS}
        self.addSeparator()
        self.clear_all = self.addAction(tr("Clea&r filters"))
        self.clear_all.triggered.connect(lambda: self.filtered.emit(clear(self._now()[0])))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what can be chosen now."""
        filter_, choices = self._now()
        self._fill_assignee(filter_, choices)
        self._fill_priority(filter_)
        hooks = [(tr("Any web hook"), None), *((hook.purpose, hook.id) for hook in choices.hooks)]
        self._fill_one(self.hook, hooks, filter_.hook_id, lambda chosen: self._change(hook_id=chosen))
        self.overdue.setChecked(filter_.overdue)
        self.closed_by_sender.setChecked(filter_.closed_by_sender)
        for period, menu in self.periods.items():
            self._fill_period(menu, period, getattr(filter_, period))
        self.clear_all.setEnabled(filter_ != clear(filter_))

    def _change(self, **values: object) -> None:
        filter_ = self._now()[0]
        self.filtered.emit(replace(filter_, **values))  # type: ignore[arg-type]  # names of Filter's own fields

    def _fill_assignee(self, filter_: Filter, choices: FilterChoices) -> None:
        lines: list[tuple[str, int | None]] = [(tr("Anybody"), None), (tr("Nobody"), 0)]
        lines += [(person.name, person.id) for person in choices.people]
        current = 0 if filter_.nobody else filter_.assignee_id

        def choose(chosen: int | None) -> None:
            self._change(nobody=chosen == 0, assignee_id=chosen or None)

        self._fill_one(self.assignee, lines, current, choose)

    def _fill_one(
        self,
        menu: Menu,
        lines: Sequence[tuple[str, int | None]],
        current: int | None,
        chosen: Callable[[int | None], None],
    ) -> None:
        menu.clear()
        for label, value in lines:
            action = menu.add_line(label)
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(partial(_call, chosen, value))

    def _fill_priority(self, filter_: Filter) -> None:
        self.priority.clear()
        for place in reversed(range(len(PRIORITIES))):
            action = self.priority.add_line(or_none(place))
            action.setCheckable(True)
            action.setChecked(place in filter_.priorities)
            action.triggered.connect(partial(self._on_priority, place, action))
        self.priority.addSeparator()
        high = tuple(range(HIGH, len(PRIORITIES)))
        self.priority.add_line(tr("High and above")).triggered.connect(lambda: self._change(priorities=high))
        self.priority.add_line(tr("Any priority")).triggered.connect(lambda: self._change(priorities=()))

    def _on_priority(self, place: int, action: QAction, _: bool = False) -> None:
        others = set(self._now()[0].priorities) - {place}
        self._change(priorities=tuple(sorted(others | {place} if action.isChecked() else others)))

    def _fill_period(self, menu: Menu, period: Period, current: Between) -> None:
        menu.clear()
        menu.addAction(tr("&Any time")).triggered.connect(partial(self._on_period, period, Between()))
        for label, days in DAYS:
            menu.addAction(tr(label)).triggered.connect(partial(self._on_period, period, last_days(days, clock.now())))
        menu.addAction(tr("&Between…")).triggered.connect(partial(self._ask_period, period, current))

    def _ask_period(self, period: Period, current: Between, _: bool = False) -> None:
        dialog = BetweenDialog(tr(BETWEEN[period]), current, self.parentWidget())
        dialog.chosen.connect(partial(self._on_period, period))
        dialog.open()

    def _on_period(self, period: Period, between: Between, _: bool = False) -> None:
        self._change(**{period: between})


def last_days(days: int, now: datetime) -> Between:
    """The last `days` days, from a local midnight on; 1 is today alone."""
    return Between(since=clock.midnight(now.astimezone().date() - timedelta(days=days - 1)))


def _call(chosen: Callable[[int | None], None], value: int | None, _: bool = False) -> None:
    chosen(value)
