"""Targets: what the URL of a hook leads to, with all that decides whether a request is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from models.channels import hook_rules
from models.channels.hook_rules import NO_RULES
from models.database import execute
from models.database.rows import Column, Rows
from models.database.tables import from_stored_or_none

TargetState = Literal["enabled", "disabled", "gone"]


@dataclass(frozen=True, slots=True)
class InForce:
    """The published version of the administrator's own format that a hook reads by; `name` is the format's."""

    format_id: int
    version: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a URL leads to; one that was replaced leads there until `ends_at`.

    `in_force` is None for a hook that reads by no format of the administrator's own, or by one without a version. Ids
    are known in `scope` (models/recording/report_writer.py).
    """

    hook_id: int
    channel_id: int
    purpose: str
    state: TargetState
    revision: int
    old_url_id: int | None = None
    ends_at: datetime | None = None
    scope: int = 0
    in_force: InForce | None = None
    rules: hook_rules.Rules = NO_RULES


IN_FORCE = Rows(
    InForce,
    Column("format_id", "formats.id"),
    Column("version", "formats.published"),
    Column("name", "formats.name"),
    Column("text", "format_versions.text"),
)
TARGETS = Rows(
    Target,
    Column("hook_id", "hooks.id"),
    Column("channel_id", "hooks.channel_id"),
    Column("purpose", "hooks.purpose"),
    Column(
        "state",
        "CASE WHEN hooks.removed_at IS NOT NULL THEN 'gone' WHEN hooks.enabled THEN 'enabled' ELSE 'disabled' END",
    ),
    Column("revision", "hooks.revision"),
    Column("old_url_id", "old_urls.id"),
    Column("ends_at", "old_urls.ends_at", from_stored_or_none),
    Column("scope", "CASE WHEN channels.ids_per_hook THEN hooks.id ELSE 0 END"),
    given=("in_force", "rules"),
)
OWN_FORMAT = "CASE WHEN SUBSTR(hooks.reads, 1, 7) = 'format:' THEN CAST(SUBSTR(hooks.reads, 8) AS INTEGER) END"
SELECT = (
    f"SELECT {TARGETS.sql}, {IN_FORCE.sql}, {hook_rules.STORED.sql} FROM hooks"
    f" JOIN channels ON channels.id = hooks.channel_id LEFT JOIN formats ON formats.id = {OWN_FORMAT}"
    " LEFT JOIN format_versions ON format_versions.format_id = formats.id AND number = formats.published"
    " LEFT JOIN old_urls ON old_urls.guid = ?"
)
_OF_GUID = (
    "hooks.id = COALESCE((SELECT id FROM hooks AS own WHERE own.guid = ?),"
    " (SELECT hook_id FROM old_urls AS old WHERE old.guid = ?))"
)
OF_URL = f"{SELECT} WHERE channels.guid = ? AND {_OF_GUID}"
OF_SHORT_URL = f"{SELECT} WHERE {_OF_GUID}"
OF_HOOK = f"{SELECT} WHERE hooks.id = ? AND channels.removed_at IS NULL"


def of_url(channel_guid: str | None, hook_guid: str) -> Target | None:
    """What the guids of a URL lead to, in lower case; a short URL has no channel's.

    None if nothing ever had that URL.
    """
    if channel_guid is None:
        rows = execute(OF_SHORT_URL, (hook_guid, hook_guid, hook_guid))
    else:
        rows = execute(OF_URL, (hook_guid, channel_guid, hook_guid, hook_guid))
    return _target(rows[0]) if rows else None


def of_hook(hook_id: int) -> Target | None:
    """The hook with an id, removed or not, as its own URL leads to it; None if its channel is gone."""
    rows = execute(OF_HOOK, (None, hook_id))
    return _target(rows[0]) if rows else None


def _target(row: tuple[Any, ...]) -> Target:
    found = TARGETS.rest(row)
    in_force = IN_FORCE.make(found)
    rules = hook_rules.read(hook_rules.STORED.make(IN_FORCE.rest(found)))
    return TARGETS.make(row, in_force if in_force.version is not None else None, rules)
