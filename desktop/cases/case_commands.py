"""What the actions on cases do: the Case menu, the context menu, the selection bar and the keys all lead here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.cases.case_keys import CaseKeys
from desktop.cases.page import CasesPage
from desktop.data.shown import CASES, Shown
from models.cases.cases import Case

Act = Callable[[Sequence[Case], QWidget], None]


class CaseCommands(QObject):
    """Enables what can be done with the marked cases, or with the one on the screen."""

    def __init__(self, menu: CaseKeys, page: CasesPage, shown: Shown) -> None:
        super().__init__(page)
        self._menu, self._page, self._shown = menu, page, shown
        self._ends_marking = False
        self._rows, self._bar = page.pane.list, page.pane.bar
        self._connect_actions()
        self._connect_list()
        self._context = QMenu(page)
        menu.fill(self._context)
        buttons = [menu.close, menu.assign, menu.priority]
        self._bar.set_actions(buttons, [one for one in menu.of_several() if one not in buttons])
        for changed in (shown.moved, shown.page_shown, shown.case_shown, shown.case_read, self._rows.marks_changed):
            changed.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        menu, there = self._menu, self._shown.page_in_front == CASES
        found = self._page.chosen_cases() if there else []
        for action in menu.of_several():
            action.setEnabled(bool(found))
        states = {case.state for case in found}
        for action in (menu.close, menu.close_with_comment):
            action.setEnabled("open" in states)
        menu.reopen.setEnabled("closed" in states)
        for action in menu.of_one():
            action.setEnabled(there and self._shown.case is not None)
        for action in menu.of_list():
            action.setEnabled(there)

    def _connect_actions(self) -> None:
        menu, actions = self._menu, self._page.case_actions
        ending: tuple[tuple[QAction, Act], ...] = (
            (menu.close, actions.close),
            (menu.close_with_comment, actions.close_with_comment),
            (menu.reopen, actions.reopen),
            (menu.move, actions.move),
            (menu.merge, actions.merge),
            (menu.delete, actions.delete),
        )
        keeping: tuple[tuple[QAction, Act], ...] = (
            (menu.assign, actions.assign),
            (menu.priority, actions.priority),
            (menu.deadline, actions.deadline),
            (menu.link, actions.link),
        )
        for action, act in ending:
            action.triggered.connect(partial(self._act, act, True))
        for action, act in keeping:
            action.triggered.connect(partial(self._act, act, False))
        actions.done.connect(self._on_done)

    def _connect_list(self) -> None:
        menu, page, rows = self._menu, self._page, self._rows
        menu.next.triggered.connect(partial(rows.step, 1))
        menu.previous.triggered.connect(partial(rows.step, -1))
        menu.mark.triggered.connect(rows.toggle_mark)
        menu.mark_all.triggered.connect(rows.mark_all)
        menu.filter.triggered.connect(page.pane.open_filter_menu)
        menu.save_view.triggered.connect(page.pane.save_wanted)
        menu.comment.triggered.connect(page.view.comment.field.setFocus)
        papers = ((menu.copy_number, "number"), (menu.copy_text, "text"), (menu.print, "print"), (menu.save_pdf, "pdf"))
        for action, name in papers:
            action.triggered.connect(partial(self._do, name))
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(self._on_context_menu)

    def _act(self, act: Act, ends_marking: bool, _: bool = False) -> None:
        found = self._page.chosen_cases()
        if found:
            self._ends_marking = ends_marking
            act(found, self._anchor())

    def _do(self, name: str, _: bool = False) -> None:
        self._page.view.do(name)

    def _anchor(self) -> QWidget:
        """Beside what a choice opens: the bar where cases are marked, otherwise the case itself."""
        return self._bar if self._bar.isVisible() else self._page.view

    def _on_done(self) -> None:
        # What was closed, moved or merged is not what the next action is for.
        if self._ends_marking:
            self._ends_marking = False
            self._rows.end_marking()

    def _on_context_menu(self, at: QPoint) -> None:
        if self._rows.indexAt(at).isValid():
            self._context.popup(self._rows.viewport().mapToGlobal(at))
