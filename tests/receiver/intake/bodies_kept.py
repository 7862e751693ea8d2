"""Steps: deliveries that a hook was sent, without a server."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from time import perf_counter

from models.channels import hook_targets
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.deliveries import Received
from models.recording.replay_writer import Replay
from receiver.intake.intake import Intake

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
_HEADERS = (("Host", "127.0.0.1"), ("Content-Type", "application/json"))


def came(
    hook: Hook, body: object, *, minutes: float = 0, headers: tuple[tuple[str, str], ...] = _HEADERS, path: str = ""
) -> int:
    """Take a body at a hook, so many minutes after a moment, by its rules; the id of its delivery."""
    target = hook_targets.of_hook(hook.id)
    assert target is not None
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    received = Received(
        hook.id, hook.channel_id, hook.purpose, AT + timedelta(minutes=minutes), "10.0.0.1", "POST", headers, sent,
        len(sent), perf_counter(), target.revision, path=path, reads=target.rules.reads,
    )  # fmt: skip
    Intake(Replay()).take(received, dict(headers).get("Content-Type", ""), "")
    return deliveries.newest_id(hook.channel_id)
