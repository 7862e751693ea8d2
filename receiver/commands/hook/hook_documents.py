"""Web hooks as JSON for scripts: they live on these keys (docs/api.md), which stay as they are. It holds no secret."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.channels import silence
from models.channels.hooks import Hook
from models.channels.old_urls import OldSender, OldUrl
from models.deliveries.rejecting import rejecting
from models.exports.case_document import Document, utc

# A URL that a hook had before: what is known of it, the URL itself, and who still uses it.
Old = tuple[OldUrl, str, Sequence[OldSender]]


def of_hook(hook: Hook, url: str, now: datetime) -> Document:
    rules = hook.rules
    secret = None if rules.secret is None else {"kind": rules.secret.kind, "header": rules.secret.header or None}
    return {
        "channel": hook.channel,
        "purpose": hook.purpose,
        "url": url,
        "enabled": hook.enabled,
        "silent": silence.silent(hook, now) is not None,
        "created_at": utc(hook.created_at),
        "last_delivery_at": utc(hook.last_delivery_at),
        "last_accepted_at": utc(hook.last_accepted_at),
        "deliveries": hook.deliveries,
        "accepted": hook.deliveries - hook.rejected,
        "rejected": hook.rejected,
        "rejects_most": bool(rejecting([hook])),
        "expires_at": utc(rules.expires_at),
        "silent_after": rules.silent_after,
        "rate_limit": rules.rate_limit,
        "senders": list(rules.senders),
        "secret": secret,
        "reopen_within": rules.reopen_within,
        "reads": rules.reads,
        "answers": rules.answers,
        "fetches": rules.fetches,
        "largest_body": rules.largest_body,
    }


def of_hook_whole(hook: Hook, url: str, now: datetime, old: Sequence[Old]) -> Document:
    """What `hook show` prints: the hook with the URLs that it had before, newest first."""
    return {**of_hook(hook, url, now), "old_urls": [_old_url(*one) for one in old]}


def _old_url(one: OldUrl, url: str, senders: Sequence[OldSender]) -> Document:
    return {
        "url": url,
        "replaced_at": utc(one.replaced_at),
        "ends_at": utc(one.ends_at),
        "deliveries": one.deliveries,
        "last_delivery_at": utc(one.last_at),
        "senders": [
            {
                "remote_address": sender.remote_address,
                "user_agent": sender.user_agent,
                "deliveries": sender.deliveries,
                "last_delivery_at": utc(sender.last_at),
            }
            for sender in senders
        ],
    }
