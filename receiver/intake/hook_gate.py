"""The gate of the hooks: how much of a body is worth reading, by the hook that it is sent to."""

from __future__ import annotations

import logging

from models.channels.hook_targets import Target
from models.database import connection
from models.problems import Problem
from receiver.intake.admission import POSTING
from receiver.intake.target_cache import Targets
from receiver.limits import KEPT_OF_LARGE, MAX_BODY
from receiver.serving.gate import ASIDE, STRANGER, Pass

logger = logging.getLogger(__name__)


class HookGate:
    """Lets in what is sent to hooks that are there, each as a sender of its own."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets

    def look(self, method: str, path: str) -> Pass | None:
        """How a request comes in, where that is known; None for a hook that has to be looked up."""
        target = self._targets.known(path)
        if target is not None:
            return _pass(target, method)
        return None if self._targets.takes(path) else ASIDE

    def look_up(self, method: str, path: str) -> Pass:
        """How a request comes in. When that cannot be told at the moment, it is to hear so as every other."""
        try:
            with connection():
                target = self._targets.find(path)
        except Problem:
            return Pass(MAX_BODY, KEPT_OF_LARGE, STRANGER.of)
        except Exception:
            logger.exception("A hook cannot be looked up.")
            return STRANGER
        return STRANGER if target is None else _pass(target, method)


def _pass(target: Target, method: str) -> Pass:
    if method not in POSTING:
        return Pass(KEPT_OF_LARGE, KEPT_OF_LARGE, target.hook_id)
    # What takes nothing at all has no large body to come for it.
    upload = target.rules.largest_body if target.state == "enabled" else 0
    return Pass(MAX_BODY, KEPT_OF_LARGE, target.hook_id, upload)
