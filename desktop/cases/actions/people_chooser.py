"""Who shall work on cases: a name of the list, a new one, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.dialogs.chooser import Choice, Chooser
from desktop.words.language import tr
from models.cases import people
from models.cases.people import Person
from models.names import folded


@dataclass(frozen=True, slots=True)
class Nobody:
    """The choice that takes the assignee away."""


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that is not on the list yet."""

    name: str


def choose_person(
    heading: str,
    anchor: QWidget,
    *,
    tasks: Tasks,
    me: str,
    now: int | None,
    chosen: Callable[[Person | None], None],
) -> None:
    """Ask for somebody; `me` is the person at this desk, `now` the id of the assignee. A new name goes on the list."""
    show = partial(_show, heading, anchor, tasks, me, now, chosen)
    tasks.run(people.all_people, show, owner=anchor)


def _show(
    heading: str,
    anchor: QWidget,
    tasks: Tasks,
    me: str,
    now: int | None,
    chosen: Callable[[Person | None], None],
    everybody: Sequence[Person],
) -> None:
    def take(value: object) -> None:
        if isinstance(value, NewName):
            tasks.run(lambda: people.add(value.name), chosen, owner=anchor)
        else:
            chosen(value if isinstance(value, Person) else None)

    # Where nobody is assigned, Enter assigns the person at this desk, whose line is the first.
    current = next((person for person in everybody if person.id == now), None)
    chooser = Chooser(heading, _choices(everybody, me), anchor, current=current, new=_new)
    chooser.chosen.connect(take)
    chooser.open()


def _choices(everybody: Sequence[Person], me: str) -> list[Choice]:
    """The person at this desk first, then nobody, then all others."""
    own = next((person for person in everybody if folded(person.name) == folded(me)), None)
    others = [Choice(person.name, person) for person in everybody if person is not own]
    return [
        Choice(tr("{name} (me)", name=own.name if own else me), own or NewName(me)),
        Choice(tr("Nobody"), Nobody()),
        *others,
    ]


def _new(asked: str) -> Choice:
    return Choice(tr("Add “{asked}” to the people", asked=asked), NewName(asked))
