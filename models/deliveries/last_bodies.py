"""Last bodies: what senders sent to a hook lately, whole, to be read once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.database import connection, execute
from models.database.rows import Column, Rows
from models.database.tables import from_stored
from models.deliveries.deliveries import headers_of
from models.deliveries.delivery_filter import DeliveryFilter
from models.deliveries.delivery_pages import Place, select
from models.files import uploads
from models.files.uploads import Upload

_SLICE = 10  # bodies of up to a megabyte each
_LOOK = (
    "SELECT page.received_at, page.id, deliveries.replay_of IS NULL,"
    " deliveries.size > 0 AND LENGTH(deliveries.body) + deliveries.left_out = deliveries.size"
    " FROM ({page}) AS page JOIN deliveries ON deliveries.id = page.id"
)


@dataclass(frozen=True, slots=True)
class Came:
    """A delivery as it came, without what became of it."""

    id: int
    received_at: datetime
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    files: tuple[Upload, ...] = ()


CAME = Rows(
    Came,
    Column("id", "id"),
    Column("received_at", "received_at", from_stored),
    Column("method", "method"),
    Column("path", "path"),
    Column("headers", "headers", headers_of),
    Column("body", "body", bytes),
    Column("files", "files", uploads.read),
)


@dataclass(frozen=True, slots=True)
class Last:
    """The ids of the last deliveries of a hook, oldest first, and how many more there are without their whole body."""

    ids: tuple[int, ...]
    left_out: int


def last(hook_id: int, most: int) -> Last:
    """The last deliveries of a hook, `most` of them. What an administrator replayed is not of the sender."""
    filter_, place = DeliveryFilter(hook_id=hook_id), None
    found: list[tuple[int, bool]] = []
    with connection():
        while len(found) < most:
            page = select(filter_, place, most)
            rows = sorted(execute(_LOOK.format(page=page.sql), page.params), reverse=True)
            found += [(id_, bool(is_whole)) for _, id_, is_own, is_whole in rows if is_own]
            if len(rows) < most:
                break
            place = Place(*rows[-1][:2])
    found = found[:most]
    ids = tuple(id_ for id_, is_whole in reversed(found) if is_whole)
    return Last(ids, len(found) - len(ids))


def bodies(ids: Sequence[int]) -> Iterator[Came]:
    """These deliveries in their order, a few at a time; those that are gone meanwhile are left out."""
    for start in range(0, len(ids), _SLICE):
        some = ids[start : start + _SLICE]
        marks = ", ".join("?" * len(some))
        with connection():
            rows = execute(f"SELECT {CAME.sql} FROM deliveries WHERE id IN ({marks})", some)
        yield from sorted(map(CAME.make, rows), key=lambda came: some.index(came.id))
