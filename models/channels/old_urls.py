"""Old URLs: those of hooks whose URL was replaced. They lead on for a while, and it is known who still uses them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from models.channels import hooks
from models.channels.hooks import Hook
from models.database import connection, execute, writing
from models.database.rows import Column, Rows
from models.database.tables import StoredTime, from_stored, from_stored_or_none, to_stored
from models.news.changes import tell
from models.problems import NotThere, Problem

LONGEST_GRACE = timedelta(days=366)

# So many deliveries to an old URL are looked at to say who uses it.
LOOKED_AT = 1000
_HEADERS = msgspec.json.Decoder(tuple[tuple[str, str], ...])

SENDERS = "SELECT remote_address, received_at, headers FROM deliveries WHERE old_url_id = ? ORDER BY id DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class OldUrl:
    """A URL that was replaced; `deliveries` and `last_at` are of what came to it since, as far as that is kept."""

    id: int
    guid: str
    replaced_at: datetime
    ends_at: datetime
    deliveries: int
    last_at: datetime | None


OLD_URLS = Rows(
    OldUrl,
    Column("id", "id"),
    Column("guid", "guid"),
    Column("replaced_at", "replaced_at", from_stored),
    Column("ends_at", "ends_at", from_stored),
    Column("deliveries", "(SELECT COUNT(*) FROM deliveries WHERE old_url_id = old_urls.id)"),
    Column(
        "last_at",
        "(SELECT received_at FROM deliveries WHERE old_url_id = old_urls.id ORDER BY id DESC LIMIT 1)",
        from_stored_or_none,
    ),
)
SELECT = f"SELECT {OLD_URLS.sql} FROM old_urls"


@dataclass(frozen=True, slots=True)
class OldSender:
    """Somebody who still posts to an old URL."""

    remote_address: str
    user_agent: str
    deliveries: int
    last_at: datetime


def replace_url(hook_guid: str, grace: timedelta) -> Hook:
    """Give a hook another URL. The old one leads to it until `grace` from now has passed; with 0 it ends at once.

    Raises NotThere, and Problem when the grace period cannot be used.
    """
    if not timedelta(0) <= grace <= LONGEST_GRACE:
        raise Problem("This grace period cannot be used.", "Choose up to {days} days.", days=LONGEST_GRACE.days)
    with writing():
        hook, now, guid = hooks.get(hook_guid), datetime.now(UTC), hooks.new_guid()
        execute(f"UPDATE hooks SET guid = ?, {hooks.REVISED} WHERE id = ?", (guid, hook.id))
        execute(
            "INSERT INTO old_urls (hook_id, guid, replaced_at, ends_at) VALUES (?, ?, ?, ?)",
            (hook.id, hook.guid, to_stored(now), to_stored(now + grace)),
        )
        tell([hook.channel_id])
        return hooks.get(guid)


def of_hook(hook_id: int) -> list[OldUrl]:
    """The URLs that a hook had before, newest first."""
    with connection():
        rows = execute(SELECT + " WHERE hook_id = ? ORDER BY id DESC", (hook_id,))
    return [OLD_URLS.make(row) for row in rows]


def find(guid: str) -> OldUrl:
    """The old URL with a guid; raises NotThere."""
    with connection():
        rows = execute(SELECT + " WHERE guid = ?", (guid.lower(),))
    if not rows:
        raise NotThere("This is no URL that was replaced.", "Look at the old URLs of the web hook.")
    return OLD_URLS.make(rows[0])


def senders(old_url_id: int, limit: int = 50) -> list[OldSender]:
    """Who posted to an old URL, by its newest 1,000 deliveries, the last one first."""
    with connection():
        rows = execute(SENDERS, (old_url_id, LOOKED_AT))
    found: dict[tuple[str, str], list[StoredTime]] = {}
    for remote_address, received_at, headers in rows:
        found.setdefault((remote_address, _user_agent(headers)), []).append(received_at)
    return [OldSender(*who, len(times), from_stored(times[0])) for who, times in list(found.items())[:limit]]


def revoke(old_url_id: int) -> None:
    """End an old URL now; raises NotThere. One that has ended stays as it is."""
    with writing():
        rows = execute(
            "SELECT hooks.id, hooks.channel_id, ends_at FROM old_urls JOIN hooks ON hooks.id = hook_id"
            " WHERE old_urls.id = ?",
            (old_url_id,),
        )
        if not rows:
            raise NotThere("This old URL is not there.", "Look at the old URLs of the web hook.")
        hook_id, channel_id, ends_at = rows[0]
        now = to_stored(datetime.now(UTC))
        if ends_at > now:
            execute("UPDATE old_urls SET ends_at = ? WHERE id = ?", (now, old_url_id))
            execute(f"UPDATE hooks SET {hooks.REVISED} WHERE id = ?", (hook_id,))
            tell([channel_id])


def _user_agent(headers: str) -> str:
    return next((value for name, value in _HEADERS.decode(headers) if name.lower() == "user-agent"), "")
