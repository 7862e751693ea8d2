"""Saving what the list shows under a name, and forgetting it again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.words.language import tr
from models.cases import views
from models.cases.case_filter import Filter, Order
from models.cases.views import View
from models.problems import Problem


class ViewActions(QObject):
    """Asks where it has to, and tells what is on disk."""

    saved = Signal(object)
    """The View that was saved."""

    def __init__(self, *, tasks: Tasks, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks, self._ask, self._window = tasks, ask, parent

    def save(self, filter_: Filter, order: Order, name: str) -> None:
        """Ask for a name and save; a view that has the name already is replaced."""
        chosen = self._ask.text(self._window, tr("Save view"), tr("Name"), name)
        if chosen is not None:
            self._tasks.run(
                lambda: views.save(chosen, filter_, order), self.saved.emit, owner=self, problem=self._on_problem
            )

    def remove(self, view: View) -> None:
        """Forget a saved view once the person has said so; the cases in it stay."""
        ident = view.id
        if ident is None:
            return
        text = tr("Only the view goes away. The cases in it stay as they are.")
        if self._ask.confirm(
            self._window, tr("Remove the view {name}?", name=view.name), text, tr("Remove"), danger=True
        ):
            self._tasks.run(lambda: views.remove(ident), lambda _: None, owner=self, problem=self._on_problem)

    def _on_problem(self, problem: Problem) -> None:
        self._ask.problem(self._window, problem)
