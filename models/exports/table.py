"""What an export has of each record: the columns of its sheets, and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from models.exports.case_document import Document


class Numbered(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> int: ...


Record = TypeVar("Record", bound=Numbered)
Value = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """A column of the sheets; `width` is in characters."""

    title: str
    width: int
    value: Callable[[Record], Value]


@dataclass(frozen=True, slots=True)
class Table(Generic[Record]):
    """Of one kind of records: the name of their sheet, its columns, the JSON of a record, and what it has many of."""

    name: str
    columns: Sequence[Column[Record]]
    document: Callable[[Record], Document]
    parts: Parts[Record] | None = None


@dataclass(frozen=True, slots=True)
class Parts(Generic[Record]):
    """What a record can have a million of: a sheet of its own in a workbook, a list under `key` in JSON.

    A CSV file is one sheet, and has no place for them.
    """

    key: str
    table: Table[Any]
    of: Callable[[Record], Iterable[Any]]
