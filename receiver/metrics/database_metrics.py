"""The metrics of the database: measured when somebody asks for them, but not each time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from time import monotonic

from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from models.database import connection
from models.messages import attachments
from models.problems import Problem
from models.upkeep import space

KEPT_SECONDS = 15.0

logger = logging.getLogger(__name__)


class DatabaseMetrics(Collector):
    """Gives none while the database cannot be reached, and no error: the other metrics are needed all the more then."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._guard = Lock()
        self._kept: Sequence[Metric] = ()
        self._next = clock()

    def collect(self) -> Iterator[Metric]:
        with self._guard:
            now = self._clock()
            if now >= self._next:
                self._kept, self._next = _look(), now + KEPT_SECONDS
            found = self._kept
        yield from found


def _look() -> Sequence[Metric]:
    try:
        with connection():
            size, number = space.size(), attachments.number()
    except Problem as problem:
        logger.warning("The database cannot be measured: %s", problem.title)
        return ()
    return (
        GaugeMetricFamily("hookdesk_database_bytes", "What the database takes on its disk.", size),
        GaugeMetricFamily("hookdesk_attachments", "Attachments of messages.", number),
    )
