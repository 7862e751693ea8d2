"""The metrics of the database: measured when somebody asks for them, but not each time, and on a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from threading import Condition, Thread
from time import monotonic

from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from models.database import connection
from models.messages import attachments
from models.problems import Problem
from models.upkeep import file_room, space

KEPT_SECONDS = 15.0
PATIENCE = 1.0  # seconds that who asks waits for what is measured

logger = logging.getLogger(__name__)


class DatabaseMetrics(Collector):
    """Gives none while the database cannot be reached or does not answer, and no error: the other metrics are needed
    all the more then."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._guard = Condition()
        self._kept: Sequence[Metric] = ()
        self._next = clock()
        self._since: float | None = None  # when the measuring that is under way began

    def collect(self) -> Iterator[Metric]:
        with self._guard:
            now = self._clock()
            if now >= self._next and self._since is None:
                self._since = now
                Thread(target=self._measure, name="measuring", daemon=True).start()
            if self._since is not None:
                left = max(0.0, self._since + PATIENCE - now)
                if not self._guard.wait_for(lambda: self._since is None, left):
                    self._kept = ()
            found = self._kept
        yield from found

    def _measure(self) -> None:
        found: Sequence[Metric] = ()
        try:
            found = _look()
        finally:
            with self._guard:
                self._kept, self._next, self._since = found, self._clock() + KEPT_SECONDS, None
                self._guard.notify_all()


def _look() -> Sequence[Metric]:
    try:
        with connection():
            size, number = space.size(), attachments.number()
            states, kept = attachments.states(), file_room.size()
    except Problem as problem:
        logger.warning("The database cannot be measured: %s", problem.title)
        return ()
    files = GaugeMetricFamily(
        "hookdesk_files", "Files that came with messages, by what became of them.", labels=("state",)
    )
    for state, many in states.items():
        files.add_metric((state,), many)
    return (
        GaugeMetricFamily("hookdesk_database_bytes", "What the database takes on its disk.", size),
        GaugeMetricFamily("hookdesk_attachments", "Attachments of messages.", number),
        files,
        GaugeMetricFamily("hookdesk_files_bytes", "The contents of files that are kept, each once.", kept),
    )
