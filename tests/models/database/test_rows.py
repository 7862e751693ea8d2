"""Rows by name: what is made of a row, and that a column and a field that differ are noticed at once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from models.database.rows import Column, Rows

ID, NAME, BIG = Column("id", "t.id"), Column("name", "t.name", str.upper), Column("big", "t.size > 9", bool)


@dataclass(frozen=True)
class Thing:
    id: int
    name: str
    big: bool
    parts: tuple[str, ...] = ()


def test_a_record_is_made_of_what_its_columns_read() -> None:
    rows = Rows(Thing, ID, NAME, BIG, given=("parts",))
    assert rows.sql == "t.id, t.name, t.size > 9"
    row = (7, "lamp", 1, "behind", "it")
    assert rows.make(row, ("bulb",)) == Thing(7, "LAMP", True, ("bulb",))
    assert rows.make(row) == Thing(7, "LAMP", True)
    assert rows.cell("name")(row) == "lamp"
    assert rows.rest(row) == ("behind", "it")


@pytest.mark.parametrize(
    ("columns", "given"),
    [
        ((ID, NAME, BIG), ()),
        ((NAME, ID, BIG), ("parts",)),
        ((ID, NAME), ("parts",)),
        ((ID, NAME, BIG, ID), ("parts",)),
        ((ID, NAME, BIG), ("pieces",)),
    ],
)
def test_columns_that_are_not_the_fields_are_refused(columns: tuple[Column, ...], given: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match="the fields of Thing are"):
        Rows(Thing, *columns, given=given)
