"""Unknown URLs: the requests that came to no hook's, in two small rings, so that near misses always have room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime

import msgspec

from models.database import change, connection, execute, insert_rows, writing
from models.database.rows import Column, Rows
from models.database.tables import from_stored, from_stored_or_none, to_stored
from models.news.changes import tell
from models.problems import NotThere
from models.settings import desk_settings

KEPT_OF_BODY = 64 * 1024  # bytes
LONGEST_TARGET = 2000  # characters
# Together the last 1,000 requests: those that are like a hook's URL, and whatever else came.
RINGS = {True: 900, False: 100}
SEEN = "unknown_urls_seen"  # the name of a setting: up to which id somebody has looked


@dataclass(frozen=True, slots=True)
class UnknownRequest:
    """A request as it came to a URL of no hook.

    `target` is what its request line named: it may hold a hook's guid almost whole, so it is in no log. `alike` says
    that it is like a hook's URL. `size` is the whole length of the body in bytes, `body` the beginning of it.
    `left_out` counts those that came soon after it and were not kept.
    """

    received_at: datetime
    remote_address: str
    method: str
    target: str
    alike: bool
    left_out: int
    size: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class UnknownUrl:
    """A request to an unknown URL as a row in a list shows it; its parts are as UnknownRequest has them."""

    id: int
    received_at: datetime
    remote_address: str
    method: str
    target: str
    alike: bool
    left_out: int
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a request brought."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many requests like a hook's URL came that nobody has looked at, and when the last one did."""

    count: int
    last_at: datetime | None


def _headers(stored: str) -> tuple[tuple[str, str], ...]:
    return msgspec.json.decode(stored, type=tuple[tuple[str, str], ...])


UNKNOWN_URLS = Rows(
    UnknownUrl,
    Column("id", "id"),
    Column("received_at", "received_at", from_stored),
    Column("remote_address", "remote_address"),
    Column("method", "method"),
    Column("target", "target"),
    Column("alike", "alike", bool),
    Column("left_out", "left_out"),
    Column("size", "size"),
)
CONTENT = Rows(Content, Column("headers", "headers", _headers), Column("body", "body", bytes))
INSERT = "INSERT INTO unknown_urls (received_at, remote_address, method, target, alike, left_out, size, headers, body)"
OVER = (
    "DELETE FROM unknown_urls WHERE alike = ? AND id <="
    " (SELECT id FROM unknown_urls WHERE alike = ? ORDER BY id DESC LIMIT 1 OFFSET ?)"
)
UNSEEN = "SELECT COALESCE(SUM(1 + left_out), 0), MAX(received_at) FROM unknown_urls WHERE alike AND id > ?"


def store(requests: Sequence[UnknownRequest]) -> None:
    """Keep these, in the order in which they came, and delete what the rings do not hold. Raises Problem."""
    with writing(beside=True):
        insert_rows(INSERT, [_stored(each) for each in requests])
        for alike, most in RINGS.items():
            execute(OVER, (alike, alike, most))
        tell(())


def page(*, all_paths: bool = False, limit: int = sum(RINGS.values())) -> list[UnknownUrl]:
    """The requests that are like a hook's URL, or all, newest first."""
    where = "" if all_paths else " WHERE alike"
    with connection():
        rows = execute(f"SELECT {UNKNOWN_URLS.sql} FROM unknown_urls{where} ORDER BY id DESC LIMIT ?", (limit,))
    return [UNKNOWN_URLS.make(row) for row in rows]


def content(request_id: int) -> Content:
    """What a request brought; raises NotThere."""
    with connection():
        rows = execute(f"SELECT {CONTENT.sql} FROM unknown_urls WHERE id = ?", (request_id,))
    if not rows:
        raise NotThere("This request is not kept any more.", "Newer ones have taken its place.")
    return CONTENT.make(rows[0])


def unseen() -> Unseen:
    """What nobody has looked at."""
    with connection():
        ((count, last_at),) = execute(UNSEEN, (int(desk_settings.get(SEEN) or 0),))
    return Unseen(int(count), from_stored_or_none(last_at))


def mark_seen(newest: int) -> None:
    """Somebody has looked at those up to this id."""
    with connection():
        if newest > int(desk_settings.get(SEEN) or 0):
            desk_settings.put(SEEN, str(newest))
            tell(())


def delete_older(than: datetime) -> int:
    """Delete what came before a time; how many that were."""
    with writing(beside=True):
        return change("DELETE FROM unknown_urls WHERE received_at < ?", (to_stored(than),))


def _stored(request: UnknownRequest) -> tuple[object, ...]:
    at, *middle, headers, body = astuple(replace(request, target=request.target.replace("\0", "\ufffd")))
    return (to_stored(at), *middle, msgspec.json.encode(headers).decode(), body)
