"""Silence: hooks that should speak every so often, and did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.channels import hooks
from models.channels.hooks import Hook


@dataclass(frozen=True, slots=True)
class SilentHook:
    """A hook that is silent; `since` is when it last spoke or began to be watched, `silent_after` in seconds."""

    hook_id: int
    guid: str
    purpose: str
    channel_id: int
    channel: str
    since: datetime
    silent_after: int


def silent_hooks(now: datetime) -> list[SilentHook]:
    """The hooks that are silent, the longest silent first."""
    found = [silent(hook, now) for hook in hooks.watched()]
    return sorted((each for each in found if each is not None), key=lambda each: (each.since, each.hook_id))


def silent(hook: Hook, now: datetime) -> SilentHook | None:
    """What there is to say of a hook's silence, or None while it is not silent, need not speak, or cannot."""
    silent_after, expires_at = hook.rules.silent_after, hook.rules.expires_at
    if silent_after is None or not hook.enabled or (expires_at is not None and expires_at <= now):
        return None
    watched_since = hook.watched_since or hook.created_at
    since = max(watched_since, hook.last_accepted_at or watched_since)
    if since + timedelta(seconds=silent_after) >= now:
        return None
    return SilentHook(hook.id, hook.guid, hook.purpose, hook.channel_id, hook.channel, since, silent_after)
