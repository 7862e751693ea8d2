"""The Filter menu of the deliveries: every part of a filter, by mouse and by letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.deliveries.list.delivery_words import CAUSES, OUTCOMES, cause
from desktop.deliveries.list.filter_words import ACCEPTED, clear, outcome_words
from desktop.dialogs.between_dialog import BetweenDialog
from desktop.menus.menu import Menu
from desktop.words import clock
from desktop.words.language import tr
from models.cases.case_filter import Between
from models.channels.hooks import Hook
from models.deliveries.deliveries import REJECTED
from models.deliveries.delivery_filter import DeliveryFilter

OUTCOMES_OFFERED = (ACCEPTED, *OUTCOMES, REJECTED)
Line = tuple[str, object]


class DeliveryFilterMenu(Menu):
    """Filled when it opens, from the filter and the web hooks of that moment."""

    filtered = Signal(object)
    """The DeliveryFilter as it was chosen."""

    def __init__(self, now: Callable[[], tuple[DeliveryFilter, Sequence[Hook]]], parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now
        self.outcome = self.add_menu(tr("&Outcome"))
        self.cause = self.add_menu(tr("Why &rejected"))
        self.hook = self.add_menu(tr("&Web hook"))
        self.time = self.add_menu(tr("&Time"))
        self.addSeparator()
        self.clear_all = self.addAction(tr("&Clear filters"))
        self.clear_all.triggered.connect(lambda: self.filtered.emit(clear(self._now()[0])))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what can be chosen now."""
        filter_, hooks = self._now()
        outcomes: list[Line] = [(tr("Any outcome"), None), *((outcome_words(one), one) for one in OUTCOMES_OFFERED)]
        self._fill(self.outcome, outcomes, filter_.outcome, self._choose_outcome)
        causes: list[Line] = [(tr("Any cause"), None), *((cause(code), code) for code in CAUSES)]
        self._fill(self.cause, causes, filter_.code, self._choose_cause)
        lines: list[Line] = [(tr("Any web hook"), None), *((_label(hook, filter_), hook.id) for hook in hooks)]
        self._fill(self.hook, lines, filter_.hook_id, lambda chosen: self._change(hook_id=chosen))
        self._fill_time()
        self.clear_all.setEnabled(filter_ != clear(filter_))

    def _change(self, **values: object) -> None:
        self.filtered.emit(replace(self._now()[0], **values))  # type: ignore[arg-type]  # names of its own fields

    def _choose_outcome(self, outcome: object) -> None:
        code = self._now()[0].code if outcome == REJECTED else None
        self._change(outcome=outcome, code=code)

    def _choose_cause(self, code: object) -> None:
        """Filter by a cause, and then by rejected: nothing else has a cause."""
        self._change(code=code, outcome=self._now()[0].outcome if code is None else REJECTED)

    def _fill(self, menu: Menu, lines: Sequence[Line], current: object, chosen: Callable[[object], None]) -> None:
        menu.clear()
        for label, value in lines:
            action = menu.add_line(label)
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(partial(_call, chosen, value))

    def _fill_time(self) -> None:
        self.time.clear()
        now = clock.now()
        spans: tuple[tuple[str, Between], ...] = (
            (tr("&Any time"), Between()),
            (tr("&Today"), Between(since=clock.midnight(now.astimezone().date()))),
            (tr("Last 2&4 hours"), Between(since=now - timedelta(hours=24))),
            (tr("Last &7 days"), Between(since=now - timedelta(days=7))),
        )
        for label, span in spans:
            self.time.addAction(label).triggered.connect(partial(self._on_time, span))
        self.time.addAction(tr("&Between…")).triggered.connect(self._ask_time)

    def _ask_time(self) -> None:
        filter_ = self._now()[0]
        dialog = BetweenDialog(tr("Received between"), Between(filter_.since, filter_.until), self.parentWidget())
        dialog.chosen.connect(self._on_time)
        dialog.open()

    def _on_time(self, span: Between, _: bool = False) -> None:
        self._change(since=span.since, until=span.until)


def _label(hook: Hook, filter_: DeliveryFilter) -> str:
    return hook.purpose if filter_.channel_id is not None else f"{hook.purpose} ({hook.channel})"


def _call(chosen: Callable[[object], None], value: object, _: bool = False) -> None:
    chosen(value)
