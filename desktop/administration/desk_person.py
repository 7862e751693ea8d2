"""Who works at this desk: the name for what is done here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.dialogs.chooser import Choice, Chooser
from desktop.words.language import tr
from models.cases import people
from models.cases.people import Person
from models.problems import NotThere
from models.settings import option_files


class DeskPerson(QObject):
    """Has the current name; a new name is saved for the next start, and put on the list of people."""

    changed = Signal(str)

    def __init__(self, name: str, *, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self._tasks = name, tasks

    def name(self) -> str:
        """The name of the person at this desk."""
        return self._name

    def choose(self, anchor: QWidget) -> None:
        """Ask who works at this desk."""
        self._tasks.run(people.all_people, partial(self._ask, anchor), owner=anchor)

    def become(self, name: str) -> None:
        """Take this name from now on: somebody else works here."""
        self._tasks.run(lambda: _keep(name), self._on_kept, owner=self)

    def _ask(self, anchor: QWidget, everybody: Sequence[Person]) -> None:
        names = [person.name for person in everybody]
        if self._name not in names:
            names.insert(0, self._name)
        choices = [Choice(name, name) for name in names]
        chooser = Chooser(tr("Who works at this desk?"), choices, anchor, current=self._name, new=_new)
        chooser.chosen.connect(self.become)
        chooser.open()

    def _on_kept(self, person: Person) -> None:
        self._name = person.name
        self.changed.emit(person.name)


def _new(asked: str) -> Choice:
    return Choice(tr("Add “{asked}” to the people", asked=asked), asked)


def _keep(name: str) -> Person:
    try:
        person = people.find(name)
    except NotThere:
        person = people.add(name)
    option_files.save("person", person.name)
    return person
