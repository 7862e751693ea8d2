"""Targets: which hook a path leads to, kept from one request to the next."""

from __future__ import annotations

import re
from urllib.parse import quote

from models.channels import hook_targets
from models.channels.hook_targets import Target
from models.database.errors import explained

_GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
# Senders add slashes, and paths of their own, to the URL that they are given; some add a line end.
_PATH = re.compile(
    f"(?P<own>/+hooks/+(?:channels/+(?P<channel>{_GUID})/+)?(?P<hook>{_GUID}))(?P<behind>[^0-9a-zA-Z-].*)?", re.DOTALL
)
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

    def known(self, path: str) -> Target | None:
        """What a path led to a while ago, without a look into the database."""
        target = self._found.get(path)
        if target is not None:
            return target
        parts = _PATH.fullmatch(path)
        return None if parts is None else self._found.get(parts["own"])

    def find(self, path: str) -> Target | None:
        """What a path leads to, or led to a while ago. Raises Problem; the connection is open."""
        return self._found.get(path) or self._look_up(path)

    def forget(self, path: str) -> None:
        """Look it up the next time."""
        parts = _PATH.fullmatch(path)
        if parts is not None:
            self._found.pop(parts["own"], None)

    def behind(self, path: str, target: str) -> str:
        """What a sender put behind the guid of a hook, as the request line (`target`) has it: still quoted."""
        parts = None if path in self._found else _PATH.fullmatch(path)
        if parts is None or not parts["behind"]:
            return ""
        _, found, rest = target.rpartition(parts["hook"])
        # With quoted dashes the guid stands otherwise there.
        return re.split("[?#]", rest)[0] if found else quote(parts["behind"])

    def _look_up(self, path: str) -> Target | None:
        parts = _PATH.fullmatch(path)
        if parts is None:
            return None
        own, channel, hook = parts["own"], parts["channel"], parts["hook"].lower()
        if own in self._found:
            return self._found[own]
        with explained():
            target = hook_targets.of_url(channel and channel.lower(), hook)
        if target is not None:
            if len(self._found) >= _MOST:
                self._found.clear()
            self._found[own] = target
        return target


def own_part(path: str) -> str:
    """The path of a hook without what a sender put behind its guid."""
    parts = _PATH.fullmatch(path)
    return path if parts is None else parts["own"]
