"""People: the names that cases can be assigned to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from models.database import connection, execute, read_value, writing
from models.database.rows import Column, Rows
from models.database.tables import to_stored
from models.names import folded
from models.news.changes import tell
from models.problems import NotThere, Problem

NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk."""

    id: int
    name: str


PEOPLE = Rows(Person, Column("id", "id"), Column("name", "name"))


def all_people() -> list[Person]:
    """Everybody, by name."""
    with connection():
        rows = execute(f"SELECT {PEOPLE.sql} FROM people WHERE removed_at IS NULL")
    return sorted(map(PEOPLE.make, rows), key=lambda person: folded(person.name))


def everybody() -> list[Person]:
    """All people by name, also those who were taken off the list: cases may still be assigned to them."""
    with connection():
        rows = execute(f"SELECT {PEOPLE.sql} FROM people")
    return sorted(map(PEOPLE.make, rows), key=lambda person: (folded(person.name), person.id))


def find(name: str) -> Person:
    """The person with a name, in any letter case; raises NotThere."""
    for person in all_people():
        if folded(person.name) == folded(name):
            return person
    raise NotThere("Nobody is called {name}.", "Look at the list of people, or add the name to it.", name=name)


def add(name: str) -> Person:
    """A new name, or one that was taken off the list; raises Problem when it is empty, too long or on the list."""
    with writing():
        name = _free_name(name, None)
        for person in everybody():
            if folded(person.name) == folded(name):
                execute("UPDATE people SET name = ?, removed_at = NULL WHERE id = ?", (name, person.id))
                tell(None)
                return Person(person.id, name)
        new_id = read_value("INSERT INTO people (name) VALUES (?) RETURNING id", (name,))
        tell(None)
        return Person(new_id, name)


def rename(person_id: int, name: str) -> Person:
    """Give somebody another name; raises Problem as add() does."""
    with writing():
        name = _free_name(name, person_id)
        execute("UPDATE people SET name = ? WHERE id = ?", (name, person_id))
        tell(None)
        return Person(person_id, name)


def remove(person_id: int) -> None:
    """Take a name off the list; the cases that are assigned to it stay so."""
    with writing():
        execute("UPDATE people SET removed_at = ? WHERE id = ?", (to_stored(datetime.now(UTC)), person_id))
        tell(None)


def _free_name(name: str, person_id: int | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Problem("A person needs a name.", "Enter one.")
    if len(name) > NAME_LENGTH:
        raise Problem("This name is too long.", "Use {most} characters at the most.", most=NAME_LENGTH)
    if any(p.id != person_id and folded(p.name) == folded(name) for p in all_people()):
        raise Problem("{name} is on the list already.", "Choose another name.", name=name)
    return name
