"""Targets: which hook a path leads to, kept from one request to the next."""

from __future__ import annotations

import re

from models.channels import hook_targets
from models.channels.hook_targets import Target
from models.database.errors import explained

_GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_PATH = re.compile(f"/hooks/channels/(?P<channel>{_GUID})/(?P<hook>{_GUID})")
_MOST = 1000


class Targets:
    """What was looked up before may have changed since: the recorder checks it when it writes (HookChanged).

    To look each request's hook up cost a fifth of the receiver's speed: whatever another connection writes
    makes SQLite forget the pages it has read.
    """

    def __init__(self) -> None:
        self._found: dict[str, Target] = {}

    def takes(self, path: str) -> bool:
        """Whether this path is a hook's, known or not."""
        return path in self._found or _PATH.fullmatch(path) is not None

    def find(self, path: str) -> Target | None:
        """What a path leads to, or led to a while ago. Raises Problem; the connection is open."""
        return self._found.get(path) or self._look_up(path)

    def forget(self, path: str) -> None:
        """Look it up the next time."""
        self._found.pop(path, None)

    def _look_up(self, path: str) -> Target | None:
        parts = _PATH.fullmatch(path)
        if parts is None:
            return None
        with explained():
            target = hook_targets.of_url(parts["channel"].lower(), parts["hook"].lower())
        if target is not None:
            if len(self._found) >= _MOST:
                self._found.clear()
            self._found[path] = target
        return target
