"""Web hooks: the secret URLs of a channel, each with a purpose."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from models.channels import hook_rules
from models.channels.hook_rules import NO_RULES
from models.database import connection, execute, read_column, read_value, writing
from models.database.rows import Column, Rows
from models.database.tables import from_stored, from_stored_or_none, to_stored
from models.news.changes import tell
from models.problems import NotThere, Problem

PURPOSE_LENGTH = 100
T = TypeVar("T", "HookEdit", hook_rules.Rules)

# Whoever looked the hook up before looks it up again: see HookChanged.
REVISED = "revision = revision + 1"


@dataclass(frozen=True, slots=True)
class HookEdit:
    """A hook as it shall be saved."""

    guid: str
    purpose: str
    enabled: bool
    rules: hook_rules.Rules = NO_RULES


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook with what the list of hooks shows.

    `last_accepted_at` is when a sender last posted what was accepted; `watched_since` is from when on silence counts.
    """

    id: int
    guid: str
    channel_id: int
    channel: str
    channel_guid: str
    purpose: str
    enabled: bool
    created_at: datetime
    last_delivery_at: datetime | None
    deliveries: int
    rejected: int = 0
    last_accepted_at: datetime | None = None
    watched_since: datetime | None = None
    rules: hook_rules.Rules = NO_RULES

    def edit(self) -> HookEdit:
        """The hook as it would be saved unchanged."""
        return HookEdit(self.guid, self.purpose, self.enabled, self.rules)


HOOKS = Rows(
    Hook,
    Column("id", "hooks.id"),
    Column("guid", "hooks.guid"),
    Column("channel_id", "channels.id"),
    Column("channel", "channels.name"),
    Column("channel_guid", "channels.guid"),
    Column("purpose", "hooks.purpose"),
    Column("enabled", "hooks.enabled", bool),
    Column("created_at", "hooks.created_at", from_stored),
    Column("last_delivery_at", "hooks.last_delivery_at", from_stored_or_none),
    Column("deliveries", "hooks.deliveries"),
    Column("rejected", "hooks.rejected"),
    Column("last_accepted_at", "hooks.last_accepted_at", from_stored_or_none),
    Column("watched_since", "hooks.watched_since", from_stored_or_none),
    given=("rules",),
)
SELECT = (
    f"SELECT {HOOKS.sql}, {hook_rules.STORED.sql} FROM hooks JOIN channels ON channels.id = hooks.channel_id"
    " WHERE hooks.removed_at IS NULL"
)


def new_guid() -> str:
    """The secret part of a new hook's URL: 122 random bits (RFC 9562, version 4)."""
    return str(uuid.uuid4())


def url(base_url: str, channel_guid: str, hook_guid: str) -> str:
    """The address that tools post to."""
    return f"{base_url.rstrip('/')}/hooks/channels/{channel_guid}/{hook_guid}"


def revisions(hook_ids: Collection[int]) -> dict[int, int]:
    """By their ids, how often these hooks were changed; those that are gone are left out. The connection is open."""
    if not hook_ids:
        return {}
    marks = ", ".join("?" * len(hook_ids))
    return dict(execute(f"SELECT id, revision FROM hooks WHERE id IN ({marks})", tuple(hook_ids)))


def of_channel(channel_id: int | None) -> list[Hook]:
    """The hooks of a channel, or of all, newest first."""
    with connection():
        if channel_id is None:
            rows = execute(SELECT + " ORDER BY hooks.id DESC")
        else:
            rows = execute(SELECT + " AND hooks.channel_id = ? ORDER BY hooks.id DESC", (channel_id,))
    return [_hook(row) for row in rows]


def get(guid: str) -> Hook:
    """The hook with a guid; raises NotThere, also for the guid of a URL that was replaced."""
    with connection():
        rows = execute(SELECT + " AND hooks.guid = ?", (guid.lower(),))
        if not rows and execute("SELECT 1 FROM old_urls WHERE guid = ?", (guid.lower(),)):
            raise NotThere("This URL was replaced.", "Use the web hook's new URL; the list of web hooks shows it.")
    if not rows:
        raise NotThere("This web hook is not there.", "It may have been removed; look at the list of web hooks.")
    return _hook(rows[0])


def find(guid: str) -> Hook:
    """The hook that a guid leads to, or led to before its URL was replaced; raises NotThere."""
    with connection():
        text = "SELECT hooks.guid FROM old_urls JOIN hooks ON hooks.id = hook_id WHERE old_urls.guid = ?"
        return get(read_value(text, (guid.lower(),)) or guid)


def is_spent(guid: str) -> bool:
    """Whether a guid is that of a hook that was removed: its URL answers that it is gone, for ever."""
    with connection():
        return bool(execute("SELECT 1 FROM hooks WHERE guid = ? AND removed_at IS NOT NULL", (guid.lower(),)))


def watched() -> list[Hook]:
    """The enabled hooks that should not be silent for long."""
    with connection():
        rows = execute(SELECT + " AND hooks.enabled AND hooks.silent_after IS NOT NULL ORDER BY hooks.id")
    return [_hook(row) for row in rows]


def credentials() -> frozenset[str]:
    """The names, in lower case, of the headers in which senders show a secret to any hook."""
    with connection():
        names = read_column("SELECT DISTINCT secret_header FROM hooks WHERE secret_header IS NOT NULL")
    return frozenset(name.lower() for name in names)


def add(channel_id: int, purpose: str) -> Hook:
    """A new, enabled hook of a channel; raises Problem when the purpose is empty or too long."""
    with writing():
        guid = new_guid()
        insert(channel_id, HookEdit(guid, purpose, True))
        tell([channel_id])
        return get(guid)


def insert(channel_id: int, edit: HookEdit) -> None:
    """Add a hook whose guid is known already. The caller holds the write transaction. Raises Problem as save() does."""
    purpose, rules = _purpose(edit.purpose), hook_rules.check(edit.rules)
    at = to_stored(datetime.now(UTC))
    stored = asdict(hook_rules.stored(rules))
    marks = ", ".join("?" * len(stored))
    execute(
        "INSERT INTO hooks (channel_id, guid, purpose, enabled, created_at, deliveries, rejected, revision,"
        f" watched_since, {', '.join(stored)}) VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?, {marks})",
        (channel_id, edit.guid, purpose, edit.enabled, at, at, *stored.values()),
    )


def change(edit: HookEdit) -> None:
    """Store another purpose, state and rules of a hook that is still there. The caller holds the write transaction.

    Waiting for a silent hook begins anew when it is enabled, or when its time is set. Raises Problem as save() does.
    """
    purpose, rules = _purpose(edit.purpose), hook_rules.check(edit.rules)
    stored = asdict(hook_rules.stored(rules))
    sets = ", ".join(f"{name} = ?" for name in stored)
    silent_after, at = rules.silent_after, to_stored(datetime.now(UTC))
    execute(
        f"UPDATE hooks SET purpose = ?, {REVISED}, watched_since = CASE WHEN enabled <> ?"
        " OR COALESCE(silent_after, 0) <> COALESCE(CAST(? AS BIGINT), 0) THEN ? ELSE watched_since END,"
        f" enabled = ?, {sets} WHERE guid = ? AND removed_at IS NULL",
        (purpose, edit.enabled, silent_after, at, edit.enabled, *stored.values(), edit.guid),
    )


def save(before: HookEdit, after: HookEdit) -> Hook:
    """Store what a person changed from `before` to `after`, and only that: what others changed meanwhile stays.

    Raises NotThere, and Problem when a rule cannot be used.
    """
    with writing():
        hook = find(before.guid)
        changed = _merged(hook.edit(), before, after)
        change(replace(changed, guid=hook.guid, rules=_merged(hook.rules, before.rules, after.rules)))
        tell([hook.channel_id])
        return get(hook.guid)


def remove(guid: str) -> None:
    """Stop a hook for good: its URL answers "gone" from now on. Raises NotThere."""
    with writing():
        hook = get(guid)
        execute(f"UPDATE hooks SET removed_at = ?, {REVISED} WHERE id = ?", (to_stored(datetime.now(UTC)), hook.id))
        tell([hook.channel_id])


def set_enabled(guid: str, enabled: bool) -> None:
    """Let a hook take reports, or refuse them for now. Raises NotThere."""
    with writing():
        hook = get(guid)
        change(replace(hook.edit(), enabled=enabled))
        tell([hook.channel_id])


def _hook(row: tuple[Any, ...]) -> Hook:
    return HOOKS.make(row, hook_rules.read(hook_rules.STORED.make(HOOKS.rest(row))))


def _merged(now: T, before: T, after: T) -> T:
    """What is there now, with each field that differs between before and after as it is after."""
    names = [each.name for each in fields(now) if getattr(before, each.name) != getattr(after, each.name)]
    return replace(now, **{name: getattr(after, name) for name in names})


def _purpose(purpose: str) -> str:
    purpose = " ".join(purpose.split())
    if not purpose:
        raise Problem("A web hook needs a purpose.", "Say what it is for, such as Nightly backup.")
    if len(purpose) > PURPOSE_LENGTH:
        raise Problem("This purpose is too long.", "Use {most} characters at the most.", most=PURPOSE_LENGTH)
    return purpose
