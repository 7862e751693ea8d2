"""Web hooks: the secret URLs of a channel, each with a purpose."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from models.changes import tell
from models.database import connection, execute, writing
from models.problems import NotThere, Problem
from models.tables import from_stored, to_stored

PURPOSE_LENGTH = 100
TargetState = Literal["enabled", "disabled", "gone"]

SELECT = (
    "SELECT hooks.id, hooks.guid, channels.id, channels.name, channels.guid, hooks.purpose, hooks.enabled,"
    " hooks.created_at, hooks.last_delivery_at, hooks.deliveries"
    " FROM hooks JOIN channels ON channels.id = hooks.channel_id WHERE hooks.removed_at IS NULL"
)
TARGET = (
    "SELECT hooks.id, hooks.channel_id, hooks.purpose, hooks.enabled, hooks.removed_at IS NOT NULL"
    " FROM hooks JOIN channels ON channels.id = hooks.channel_id WHERE hooks.guid = ? AND channels.guid = ?"
)


@dataclass(frozen=True, slots=True)
class HookEdit:
    """A hook as it shall be saved."""

    guid: str
    purpose: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook with what the list of hooks shows."""

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


@dataclass(frozen=True, slots=True)
class Target:
    """What a URL leads to."""

    hook_id: int
    channel_id: int
    purpose: str
    state: TargetState


def new_guid() -> str:
    """The secret part of a new hook's URL: 122 random bits (RFC 9562, version 4)."""
    return str(uuid.uuid4())


def url(base_url: str, channel_guid: str, hook_guid: str) -> str:
    """The address that tools post to."""
    return f"{base_url.rstrip('/')}/hooks/channels/{channel_guid}/{hook_guid}"


def target(channel_guid: str, hook_guid: str) -> Target | None:
    """What the two guids of a URL lead to, in lower case; None if nothing ever had that URL."""
    rows = execute(TARGET, (hook_guid, channel_guid))
    if not rows:
        return None
    hook_id, channel_id, purpose, enabled, removed = rows[0]
    return Target(hook_id, channel_id, purpose, _state(enabled, removed))


def now(hook_ids: Collection[int]) -> dict[int, tuple[str, TargetState]]:
    """Purpose and state of the hooks with these ids, those that are there. The connection is open."""
    if not hook_ids:
        return {}
    marks = ", ".join("?" * len(hook_ids))
    text = f"SELECT id, purpose, enabled, removed_at IS NOT NULL FROM hooks WHERE id IN ({marks})"
    rows = execute(text, tuple(hook_ids))
    return {hook_id: (purpose, _state(enabled, removed)) for hook_id, purpose, enabled, removed in rows}


def of_channel(channel_id: int | None) -> list[Hook]:
    """The hooks of a channel, or of all, newest first."""
    with connection():
        if channel_id is None:
            rows = execute(SELECT + " ORDER BY hooks.id DESC")
        else:
            rows = execute(SELECT + " AND hooks.channel_id = ? ORDER BY hooks.id DESC", (channel_id,))
    return [_hook(row) for row in rows]


def get(guid: str) -> Hook:
    """The hook with a guid; raises NotThere."""
    with connection():
        rows = execute(SELECT + " AND hooks.guid = ?", (guid.lower(),))
    if not rows:
        raise NotThere("This web hook is not there.", "It may have been removed; look at the list of web hooks.")
    return _hook(rows[0])


def add(channel_id: int, purpose: str) -> Hook:
    """A new, enabled hook of a channel; raises Problem when the purpose is empty or too long."""
    with writing():
        guid = new_guid()
        insert(channel_id, HookEdit(guid, purpose, True))
        tell([channel_id])
        return get(guid)


def insert(channel_id: int, edit: HookEdit) -> None:
    """Add a hook whose guid is known already. The caller holds the write transaction."""
    execute(
        "INSERT INTO hooks (channel_id, guid, purpose, enabled, created_at, deliveries) VALUES (?, ?, ?, ?, ?, 0)",
        (channel_id, edit.guid, _purpose(edit.purpose), edit.enabled, to_stored(datetime.now(UTC))),
    )


def change(edit: HookEdit) -> None:
    """Store another purpose and state of a hook that is still there. The caller holds the write transaction."""
    execute(
        "UPDATE hooks SET purpose = ?, enabled = ? WHERE guid = ? AND removed_at IS NULL",
        (_purpose(edit.purpose), edit.enabled, edit.guid),
    )


def remove(guid: str) -> None:
    """Stop a hook for good: its URL answers "gone" from now on. Raises NotThere."""
    with writing():
        hook = get(guid)
        execute("UPDATE hooks SET removed_at = ? WHERE id = ?", (to_stored(datetime.now(UTC)), hook.id))
        tell([hook.channel_id])


def set_enabled(guid: str, enabled: bool) -> None:
    """Let a hook take reports, or refuse them for now. Raises NotThere."""
    with writing():
        hook = get(guid)
        execute("UPDATE hooks SET enabled = ? WHERE id = ?", (enabled, hook.id))
        tell([hook.channel_id])


def _hook(row: tuple[Any, ...]) -> Hook:
    last = None if row[8] is None else from_stored(row[8])
    values = (*row[:6], bool(row[6]), from_stored(row[7]), last, row[9])
    return Hook(*values)


def _state(enabled: object, removed: object) -> TargetState:
    return "gone" if removed else "enabled" if enabled else "disabled"


def _purpose(purpose: str) -> str:
    purpose = " ".join(purpose.split())
    if not purpose:
        raise Problem("A web hook needs a purpose.", "Say what it is for, such as Nightly backup.")
    if len(purpose) > PURPOSE_LENGTH:
        raise Problem("This purpose is too long.", f"Use {PURPOSE_LENGTH} characters at the most.")
    return purpose
