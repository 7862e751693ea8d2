"""The web hooks of the sample desk as somebody looks after them: limits, secrets, a URL that was replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from models.channels import hooks, old_urls
from models.channels.hook_rules import Rules, Secret
from models.channels.hooks import Hook
from models.database import execute, writing
from models.database.tables import to_stored
from tests.samples.sample_reports import BACKUP, CERTIFICATES, MONITOR, PIPELINE, SENSORS

# Who still posts to the URL that the monitor had: every so many of its newest deliveries.
SENDERS = (("10.20.0.31", "nightly-monitor/4.2 (line 3)"), ("10.20.0.14", "curl/8.5.0"))
SECRET = Secret("github", "c2FtcGxlLXNlY3JldC1vZi10aGUtc2FtcGxlLWRlc2s")


class SampleHooks:
    """Settles the web hooks of a channel; `now` is the time at the sample desk."""

    def __init__(self, channel_id: int, now: datetime) -> None:
        self._now = now
        self._hooks = {hook.purpose: hook for hook in hooks.of_channel(channel_id)}

    def settle(self) -> None:
        """Everything; what was posted is there already."""
        hour = 3600
        self._change(BACKUP, Rules(silent_after=24 * hour, senders=("10.20.0.0/16",), rate_limit="60/minute"))
        self._change(SENSORS, Rules(silent_after=6 * hour, secret=SECRET))
        self._change(CERTIFICATES, Rules(expires_at=self._now + timedelta(days=3, hours=2)))
        self._change(PIPELINE, Rules(), enabled=False)
        with writing():
            # They have been watched since long before they spoke last.
            since = to_stored(self._now - timedelta(days=60))
            execute("UPDATE hooks SET watched_since = ?", (since,))
        self._replace(self._hooks[MONITOR])

    def _change(self, purpose: str, rules: Rules, *, enabled: bool = True) -> None:
        with writing():
            hooks.change(replace(self._hooks[purpose].edit(), rules=rules, enabled=enabled))

    def _replace(self, hook: Hook) -> None:
        """Two days ago, for a week; the newest deliveries came through the old URL."""
        old_urls.replace_url(hook.guid, timedelta(days=7))
        [old] = old_urls.of_hook(hook.id)
        at = self._now - timedelta(days=2, hours=1)
        with writing():
            times = (to_stored(at), to_stored(at + timedelta(days=7)), old.id)
            execute("UPDATE old_urls SET replaced_at = ?, ends_at = ? WHERE id = ?", times)
            newest = execute("SELECT id FROM deliveries WHERE hook_id = ? ORDER BY id DESC LIMIT 7", (hook.id,))
            for place, (ident,) in enumerate(newest):
                address, agent = SENDERS[place % 3 // 2]
                headers = msgspec.json.encode([("User-Agent", agent)]).decode()
                execute(
                    "UPDATE deliveries SET old_url_id = ?, remote_address = ?, headers = ? WHERE id = ?",
                    (old.id, address, headers, ident),
                )
