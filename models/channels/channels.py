"""Channels: the named places where messages and cases collect."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.channels import channel_rules, hooks, purging
from models.channels.channel_rules import DEFAULT, Rules
from models.database import change, connection, execute, read_value, writing
from models.database.rows import Column, Rows
from models.database.tables import to_stored
from models.names import folded, natural
from models.news.changes import tell
from models.problems import NotThere, Problem, Words

NAME_LENGTH = 100
FIRST_CHANNEL = "General"

# Counting unread messages stops here, so that a badge costs the same in a busy channel.
UNREAD_LIMIT = 1000
# So does counting what was rejected since somebody looked; a hundred is shown as "99+".
REJECTED_LIMIT = 100

NEW_TO_SEE = (
    "SELECT id FROM channels WHERE (id = ? OR CAST(? AS BIGINT) IS NULL) AND EXISTS (SELECT 1 FROM deliveries"
    " WHERE deliveries.channel_id = channels.id AND deliveries.id > channels.seen_delivery_id"
    " AND deliveries.id <= ? AND outcome = 'rejected' AND replay_of IS NULL)"
)
MARK_SEEN = "UPDATE channels SET seen_delivery_id = ? WHERE id = ? AND seen_delivery_id < ?"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel with what a list of channels shows.

    `unread` are messages that nobody saw, among the newest UNREAD_LIMIT. `new_rejected` are the posts that were
    rejected since somebody looked at the channel's deliveries, replays not among them; it stops at REJECTED_LIMIT.
    """

    id: int
    guid: str
    name: str
    description: str
    hooks: int
    open_cases: int
    unread: int
    new_rejected: int = 0
    rules: Rules = DEFAULT


CHANNELS = Rows(
    Channel,
    Column("id", "id"),
    Column("guid", "guid"),
    Column("name", "name"),
    Column("description", "description"),
    Column("hooks", "(SELECT COUNT(*) FROM hooks WHERE hooks.channel_id = channels.id AND hooks.removed_at IS NULL)"),
    Column(
        "open_cases",
        "(SELECT COUNT(*) FROM cases WHERE cases.channel_id = channels.id AND state = 'open'"
        " AND merged_into_id IS NULL AND deleted_at IS NULL)",
    ),
    Column(
        "unread",
        # What a person has read in its case is not unread, wherever the case went. Only the newest are looked at: where
        # people read cases alone, all of the channel's messages came after the last that was seen.
        "(SELECT COUNT(*) FROM (SELECT case_id FROM messages WHERE messages.channel_id = channels.id"
        " AND messages.id > channels.seen_message_id AND messages.kind <> 'comment'"
        f" ORDER BY messages.id DESC LIMIT {UNREAD_LIMIT}) AS unseen LEFT JOIN cases ON cases.id = unseen.case_id"
        " WHERE cases.unread IS NOT FALSE)",
    ),
    Column(
        "new_rejected",
        "(SELECT COUNT(*) FROM (SELECT 1 FROM deliveries WHERE deliveries.channel_id = channels.id"
        " AND deliveries.id > channels.seen_delivery_id AND outcome = 'rejected' AND replay_of IS NULL"
        f" LIMIT {REJECTED_LIMIT}) AS unseen)",
    ),
    given=("rules",),
)
SELECT = f"SELECT {CHANNELS.sql}, {channel_rules.OF_CHANNEL.sql} FROM channels WHERE removed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a channel holds."""

    messages: int
    cases: int
    hooks: int


CONTENTS = Rows(
    Contents,
    Column("messages", "(SELECT COUNT(*) FROM messages WHERE channel_id = channels.id)"),
    Column(
        "cases",
        "(SELECT COUNT(*) FROM cases WHERE channel_id = channels.id AND merged_into_id IS NULL AND deleted_at IS NULL)",
    ),
    Column("hooks", "(SELECT COUNT(*) FROM hooks WHERE channel_id = channels.id AND removed_at IS NULL)"),
)


def all_channels() -> list[Channel]:
    """Every channel, by name as people count: 2 before 10."""
    with connection():
        found = [_made(row) for row in execute(SELECT)]
    return sorted(found, key=lambda channel: (natural(channel.name), channel.id))


def get(channel_id: int) -> Channel:
    """The channel with an id; raises NotThere."""
    with connection():
        rows = execute(SELECT + " AND id = ?", (channel_id,))
    return _one(rows, Words("This channel is not there."))


def find(name_or_guid: str) -> Channel:
    """The channel with a name, or with a guid; raises NotThere."""
    with connection():
        rows = execute(SELECT + " AND name = ?", (name_or_guid,)) or execute(
            SELECT + " AND guid = ?", (name_or_guid.lower(),)
        )
    return _one(rows, Words("Channel {name} is not there.", {"name": name_or_guid}))


def add(name: str, description: str = "", guid: uuid.UUID | None = None) -> Channel:
    """A new channel, under this guid if no other ever had it; raises Problem when the name cannot be taken."""
    with writing():
        name = _free_name(name, None)
        new_id = read_value(
            "INSERT INTO channels (guid, name, description, reopen_on_update, last_case_number,"
            " seen_message_id, created_at) VALUES (?, ?, ?, TRUE, 0, 0, ?) RETURNING id",
            (_free_guid(guid), name, description, to_stored(datetime.now(UTC))),
        )
        tell([new_id])
        return get(new_id)


def rename(channel_id: int, name: str) -> Channel:
    """Give a channel another name; raises Problem as add() does."""
    with writing():
        get(channel_id)
        execute("UPDATE channels SET name = ? WHERE id = ?", (_free_name(name, channel_id), channel_id))
        tell([channel_id])
        return get(channel_id)


def save(
    channel_id: int,
    *,
    name: str,
    description: str,
    rules: Rules,
    before: Sequence[hooks.HookEdit],
    after: Sequence[hooks.HookEdit],
) -> None:
    """Store what the properties dialog shows, in one transaction: what a person changed in it, and only that.

    `before` are the hooks that the dialog was opened with, `after` those it shows now. What others did to hooks
    meanwhile stays: one they removed is not brought back. Raises Problem as add() does.
    """
    with writing():
        found = get(channel_id)
        execute(
            "UPDATE channels SET name = ?, description = ? WHERE id = ?",
            (_free_name(name, channel_id), description, channel_id),
        )
        if rules != found.rules:
            channel_rules.set_rules(channel_id, rules)
        _save_hooks(channel_id, before, after)
        tell([channel_id])


def remove(channel_id: int) -> None:
    """Take a channel away at once, its hooks with it; housekeeping deletes what it held (purging)."""
    with writing():
        get(channel_id)
        now = to_stored(datetime.now(UTC))
        execute("UPDATE channels SET removed_at = ? WHERE id = ?", (now, channel_id))
        execute(
            f"UPDATE hooks SET removed_at = ?, {hooks.REVISED} WHERE channel_id = ? AND removed_at IS NULL",
            (now, channel_id),
        )
        tell({channel_id, *purging.part(channel_id, now)})


def contents(channel_id: int) -> Contents:
    """What would be lost with a channel, for the question before it is deleted."""
    with connection():
        rows = execute(f"SELECT {CONTENTS.sql} FROM channels WHERE id = ?", (channel_id,))
    return CONTENTS.make(rows[0]) if rows else Contents(0, 0, 0)


def mark_seen(channel_id: int) -> None:
    """Note that somebody has seen all messages of a channel."""
    with writing(beside=True):
        rows = execute(
            "UPDATE channels SET seen_message_id = newest.id"
            " FROM (SELECT COALESCE(MAX(id), 0) AS id FROM messages WHERE channel_id = ?) AS newest"
            " WHERE channels.id = ? AND seen_message_id <> newest.id RETURNING channels.id",
            (channel_id, channel_id),
        )
        if rows:
            tell([channel_id])


def mark_seen_up_to(channel_id: int, newest_id: int) -> None:
    """Note that somebody has seen the messages of a channel up to the one with the id `newest_id`."""
    with writing(beside=True):
        if change(
            "UPDATE channels SET seen_message_id = ? WHERE id = ? AND seen_message_id < ?",
            (newest_id, channel_id, newest_id),
        ):
            tell([channel_id])


def mark_deliveries_seen(channel_id: int | None, newest_id: int) -> None:
    """Note that somebody has seen the deliveries of a channel, or of all, up to the one with the id `newest_id`."""
    with connection():
        # Called at every look at a list that moves: it writes only where there is something new to note.
        rows = execute(NEW_TO_SEE, (channel_id, channel_id, newest_id))
    if rows:
        with writing():
            for (found,) in rows:
                execute(MARK_SEEN, (newest_id, found, newest_id))
            tell(found for (found,) in rows)


def ensure_first(purpose: str) -> hooks.Hook | None:
    """Give a database that never had a channel its first one, with a hook; that hook, or None."""
    with connection():  # a database that can only be read is not written at the start either
        if _has_any():
            return None
    with writing():
        return None if _has_any() else hooks.add(add(FIRST_CHANNEL).id, purpose)


def _has_any() -> bool:
    return bool(execute("SELECT 1 FROM channels LIMIT 1"))


def _one(rows: Sequence[tuple[Any, ...]], what: Words) -> Channel:
    if not rows:
        raise NotThere("{what}", "It may have been renamed or deleted; look at the list of channels.", what=what)
    return _made(rows[0])


def _made(row: tuple[Any, ...]) -> Channel:
    return CHANNELS.make(row, channel_rules.OF_CHANNEL.make(CHANNELS.rest(row)))


def _free_name(name: str, channel_id: int | None) -> str:
    """The name, trimmed, if no other channel has it; other letter cases of it count as the same."""
    name = " ".join(name.split())
    if not name:
        raise Problem("A channel needs a name.", "Enter one.")
    if len(name) > NAME_LENGTH:
        raise Problem("This name is too long.", "Use {most} characters at the most.", most=NAME_LENGTH)
    for other_id, other in execute("SELECT id, name FROM channels WHERE removed_at IS NULL"):
        if other_id != channel_id and folded(other) == folded(name):
            raise Problem("There is a channel {name} already.", "Choose another name.", name=other)
    return name


def _free_guid(guid: uuid.UUID | None) -> str:
    """The guid, if no channel ever had it; else a new one."""
    if guid is None or execute("SELECT 1 FROM channels WHERE guid = ?", (str(guid),)):
        return str(uuid.uuid4())
    return str(guid)


def _save_hooks(channel_id: int, before: Sequence[hooks.HookEdit], after: Sequence[hooks.HookEdit]) -> None:
    known = {edit.guid: edit for edit in before}
    for edit in after:
        if edit.guid not in known:
            hooks.insert(channel_id, edit)
        elif edit != known[edit.guid]:
            with suppress(NotThere):
                hooks.save(known[edit.guid], edit)
    for guid in known.keys() - {edit.guid for edit in after}:
        with suppress(NotThere):
            hooks.remove(hooks.find(guid).guid)
