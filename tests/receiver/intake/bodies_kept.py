"""Steps: deliveries that a hook was sent, without a server."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from models.channels.hooks import Hook
from models.database import connection
from models.deliveries import deliveries
from models.recording.replay_writer import Replay
from receiver.intake.intake import Intake
from receiver.intake.sent_again import labels, posted, target_of

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
_HEADERS = (("Host", "127.0.0.1"), ("Content-Type", "application/json"))


def came(
    hook: Hook, body: object, *, minutes: float = 0, headers: tuple[tuple[str, str], ...] = _HEADERS, path: str = ""
) -> int:
    """Take a body at a hook, so many minutes after a moment, by its rules; the id of its delivery."""
    with connection():
        target = target_of(hook.id)
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    received = posted(target, sent, headers, path)
    received = replace(received, received_at=AT + timedelta(minutes=minutes), remote_address="10.0.0.1")
    Intake(Replay()).take(received, *labels(headers))
    return deliveries.newest_id(hook.channel_id)
