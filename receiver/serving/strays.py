"""Strays: requests that came to no web hook. They are counted, and written to the log once a second at most.

A line for each let anybody wipe the log of what matters, at some thousand requests a second, in half a minute.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from models.deliveries.deliveries import Answer
from models.settings.log_lines import fields
from receiver.codes import CODES

CODES_OF_STRAYS = (*(name for name, code in CODES.items() if not code.of_hook), "request_timeout", "unavailable")
_SECONDS = 1.0  # between two lines about the same code

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Untold:
    """Requests that are counted, and not yet in the log."""

    not_before: float = 0.0
    number: int = 0
    remote_address: str = ""
    status: int = 0
    why: str = ""


class Strays:
    """Counts, for all threads, by the code of the answer; `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._guard = Lock()
        self._numbers: Counter[str] = Counter()
        self._untold: dict[str, _Untold] = {}

    def note(self, answer: Answer, remote_address: str, why: str = "") -> None:
        """Count a request that was answered so; `why` has nothing of the request itself, which is in no log."""
        assert answer.code is not None
        with self._guard:
            self._numbers[answer.code] += 1
            untold = self._untold.setdefault(answer.code, _Untold())
            untold.number += 1
            untold.remote_address, untold.status, untold.why = remote_address, answer.status, why
        self.tell()

    def tell(self) -> None:
        """Write what is due to the log; has to be called now and then for the last of a flood."""
        now = self._clock()
        with self._guard:
            due = [(code, each) for code, each in self._untold.items() if each.number and now >= each.not_before]
            lines = [(code, replace(each)) for code, each in due]
            for _, each in due:
                each.number, each.not_before = 0, now + _SECONDS
        for code, told in lines:
            _write(code, told)

    def numbers(self) -> Mapping[str, int]:
        """How many requests were answered with each code."""
        with self._guard:
            return dict(self._numbers)


def _write(code: str, told: _Untold) -> None:
    times = "" if told.number == 1 else f", {told.number:,} of them, the last"
    logger.info(
        "%s %d, no hook%s from %s%s",
        code, told.status, times, told.remote_address, told.why and f": {told.why}",
        extra=fields(
            outcome="rejected", code=code, status=told.status, number=told.number, remote_address=told.remote_address
        ),
    )  # fmt: skip
