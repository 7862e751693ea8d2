"""The actions of the Cases page: made of their tables, and put into the page's own menus and the selection bar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from desktop.cases.case_table import (
    BAR_BUTTONS,
    CASE_MENU,
    ENDS_MARKING,
    MORE_OF_BAR,
    ON_CASE,
    ON_CASES,
    Chosen,
)
from desktop.cases.page import CasesPage
from desktop.cases.page_table import ON_PAGE
from desktop.data.shown import CASES, Shown
from desktop.menus.action_button import name_key
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import new_menu
from desktop.widgets.theme import ThemeHolder
from models.cases.cases import Case


class CaseCommands(QObject):
    """The actions are for the marked cases, or for the one on the screen."""

    def __init__(self, page: CasesPage, shown: Shown, *, theme: ThemeHolder, window: QWidget) -> None:
        """The keys of the actions work in `window`."""
        super().__init__(page)
        self._page, self._shown = page, shown
        self._ends_marking = False
        self._rows, self._bar = page.pane.list, page.pane.bar
        head = page.pane.head
        self.on_cases = ActionSet(ON_CASES, self._marked, theme=theme, parent=window)
        self.on_case = ActionSet(ON_CASE, self._open, theme=theme, parent=window)
        menus = {"filter_cases": head.filter_menu, "order_cases": head.sort_menu}
        self.on_page = ActionSet(ON_PAGE, self._in_front, theme=theme, parent=window, menus=menus)
        self._connect()
        self.actions = {**self.on_cases, **self.on_case, **self.on_page}
        self._context = new_menu(CASE_MENU, self.actions, page)
        self._bar.offer(BAR_BUTTONS, MORE_OF_BAR, self.on_cases)
        name_key(head.filter, self.actions["filter_cases"])

    def update(self) -> None:
        """Say what can be done now."""
        for actions in (self.on_cases, self.on_case, self.on_page):
            actions.update()

    def _in_front(self) -> CasesPage | None:
        return self._page if self._shown.page_in_front == CASES else None

    def _marked(self) -> Chosen | None:
        return self._chosen(self._page.chosen_cases())

    def _open(self) -> Chosen | None:
        case = self._shown.case
        return None if case is None else self._chosen([case])

    def _chosen(self, cases: Sequence[Case]) -> Chosen | None:
        """What an action is for. It asks beside the bar where cases are marked, otherwise beside the case."""
        page = self._in_front()
        if page is None or not cases:
            return None
        anchor = self._bar if self._bar.isVisible() else page.view
        return Chosen(cases, page.case_actions, page.view.paper, page.use, anchor)

    def _connect(self) -> None:
        shown, rows = self._shown, self._rows
        for changed in (shown.moved, shown.page_shown, shown.case_shown, shown.case_read, rows.marks_changed):
            changed.connect(self.update)
        for name, action in self.on_cases.items():
            action.triggered.connect(partial(self._on_triggered, name))
        self._page.case_actions.done.connect(self._on_done)
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(self._on_context_menu)

    def _on_triggered(self, name: str, _: bool = False) -> None:
        self._ends_marking = name in ENDS_MARKING

    def _on_done(self) -> None:
        if self._ends_marking:
            self._ends_marking = False
            self._rows.end_marking()

    def _on_context_menu(self, at: QPoint) -> None:
        if self._rows.indexAt(at).isValid():
            self._context.popup(self._rows.viewport().mapToGlobal(at))
