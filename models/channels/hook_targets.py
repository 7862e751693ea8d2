"""Targets: what the URL of a hook leads to, with all that decides whether a request is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from models.channels import hook_rules
from models.channels.hook_rules import NO_RULES, Rules
from models.database import execute
from models.database.tables import from_stored

TargetState = Literal["enabled", "disabled", "gone"]

_RULES = ", ".join(hook_rules.COLUMNS)

SELECT = (
    "SELECT hooks.id, hooks.channel_id, hooks.purpose, hooks.enabled, hooks.removed_at IS NOT NULL, hooks.revision,"
    f" old_urls.id, old_urls.ends_at, {_RULES}"
    " FROM hooks JOIN channels ON channels.id = hooks.channel_id LEFT JOIN old_urls ON old_urls.guid = ?"
)
OF_URL = SELECT + (
    " WHERE channels.guid = ? AND hooks.id = COALESCE((SELECT id FROM hooks AS own WHERE own.guid = ?),"
    " (SELECT hook_id FROM old_urls AS old WHERE old.guid = ?))"
)
OF_HOOK = f"{SELECT} WHERE hooks.id = ? AND channels.removed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Target:
    """What a URL leads to; one that was replaced leads there until `ends_at`."""

    hook_id: int
    channel_id: int
    purpose: str
    state: TargetState
    revision: int
    rules: Rules = NO_RULES
    old_url_id: int | None = None
    ends_at: datetime | None = None


def of_url(channel_guid: str, hook_guid: str) -> Target | None:
    """What the two guids of a URL lead to, in lower case; None if nothing ever had that URL."""
    rows = execute(OF_URL, (hook_guid, channel_guid, hook_guid, hook_guid))
    return _target(rows[0]) if rows else None


def of_hook(hook_id: int) -> Target | None:
    """The hook with an id, removed or not, as its own URL leads to it; None if its channel is gone."""
    rows = execute(OF_HOOK, (None, hook_id))
    return _target(rows[0]) if rows else None


def _target(row: tuple[Any, ...]) -> Target:
    hook_id, channel_id, purpose, enabled, removed, revision, old_url_id, ends_at, *rules = row
    ends = None if ends_at is None else from_stored(ends_at)
    return Target(
        hook_id,
        channel_id,
        purpose,
        _state(enabled, removed),
        revision,
        hook_rules.read(tuple(rules)),
        old_url_id,
        ends,
    )


def _state(enabled: object, removed: object) -> TargetState:
    return "gone" if removed else "enabled" if enabled else "disabled"
