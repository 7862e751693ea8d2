"""Rows by name: a field of a record stands in one line with the SQL that reads it and with what makes its value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from operator import itemgetter
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record, its SQL, and what makes its value of the stored one; without that, they are the same."""

    field: str
    sql: str
    made: Callable[[Any], Any] | None = None


class Rows(Generic[T]):
    """Makes records of a dataclass of the rows of `sql`, which goes behind SELECT.

    `given` names the last fields of the record that are in no column. Raises TypeError when the columns are not the
    other fields, in their order.
    """

    def __init__(self, record: type[T], *columns: Column, given: Sequence[str] = ()) -> None:
        due = [each.name for each in fields(record)]  # type: ignore[arg-type]  # no type says: a dataclass
        self._fields = [column.field for column in columns]
        named = [*self._fields, *given]
        if named != due:
            raise TypeError(f"the fields of {record.__name__} are {due}, its columns {named}")
        self.sql = ", ".join(column.sql for column in columns)
        self._record = record
        self._size = len(columns)
        self._made = [(place, column.made) for place, column in enumerate(columns) if column.made is not None]

    def make(self, row: Sequence[Any], *given: Any) -> T:
        """The record of a row that begins with the columns."""
        values = list(row[: self._size])
        for place, made in self._made:
            values[place] = made(values[place])
        return self._record(*values, *given)

    def cell(self, field: str) -> Callable[[Sequence[Any]], Any]:
        """What finds the stored value of a field in a row."""
        return itemgetter(self._fields.index(field))

    def rest(self, row: Sequence[Any]) -> Sequence[Any]:
        """What stands behind the columns in a row."""
        return row[self._size :]
