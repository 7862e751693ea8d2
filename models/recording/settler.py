"""The settler: a thread that brings home what was put off, from the start of a receiver to its stop."""

from __future__ import annotations

import logging
import threading

from models.database import connection, read_value
from models.problems import Problem
from models.recording import settling
from models.upkeep.batches import in_batches

# Seconds: what another process put off, or this one before it was killed, is found by looking.
INTERVAL = 5.0

logger = logging.getLogger(__name__)


class Settler:
    """Several at a time on one database do no harm: each batch looks for what is left."""

    def __init__(self) -> None:
        self._wanted = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="settler", daemon=True)

    def start(self) -> None:
        settling.wanted.connect(self._wake)
        self._thread.start()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self, timeout: float = 5.0) -> bool:
        """Stop after the batch that is under way; True when the thread has ended within `timeout` seconds."""
        settling.wanted.disconnect(self._wake)
        self._stopping = True
        self._wanted.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _wake(self, _: object) -> None:
        self._wanted.set()

    def _run(self) -> None:
        while not self._stopping:
            self._wanted.clear()
            try:
                self._settle()
            except Problem as problem:
                logger.warning("What waited for reports is brought to its cases later: %s", problem.title)
            except Exception:
                logger.exception("What waited for reports could not be brought to its cases.")
            self._wanted.wait(INTERVAL)

    def _settle(self) -> None:
        with connection():
            if read_value("SELECT 1 FROM settling LIMIT 1"):
                in_batches(settling.batch, lambda: not self._stopping)
