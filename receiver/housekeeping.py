"""Housekeeping: a thread that deletes what has to go, and once a day checks the database and backs it up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from models.channels import purging
from models.deliveries import retention
from models.files.store import Store
from models.news import troubles
from models.problems import Problem
from models.recording import awaiting
from models.upkeep import clock_back, file_room, space, upkeep

logger = logging.getLogger(__name__)

# Seconds: the first time not while the program starts, then often enough that a flood of posts is never far ahead.
FIRST = 10.0
INTERVAL = 60.0


class Housekeeping:
    """Looks after the database from start() to stop(). Several at a time on one database do no harm."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stopping = threading.Event()
        self._told_of_log = False
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def ask_to_stop(self) -> None:
        """Do nothing more but end what is under way, which takes milliseconds."""
        self._stopping.set()

    def stop(self, timeout: float = 5.0) -> bool:
        """Stop; True when the thread has ended within `timeout` seconds."""
        self.ask_to_stop()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        pause = FIRST
        while not self._stopping.wait(pause):
            if pause == FIRST:
                _try(self._clear_up, "What was left of files stays for now.")
            pause = INTERVAL
            _try(self._catch_up, "What a clock that was set back left to wait waits for now.")
            _try(self._look_after, "The daily check and backup failed.")
            _try(self._purge, "What removed channels held stays for now.")
            _try(self._forget, "References that nobody told stay awaited for now.")
            _try(self._sweep, "Old deliveries stay for now.")
            _try(self._sweep_files, "Files that no message shows stay for now.")
            _try(self._look_at_log, "The write-ahead log was not looked at.")

    def _catch_up(self) -> None:
        found = clock_back.catch_up(datetime.now(UTC))
        if found:
            logger.warning("The clock was set back: %d times that were ahead of it are now.", found)

    def _look_after(self) -> None:
        upkeep.run_if_due(datetime.now(UTC), self._store, self._stopping.is_set)

    def _purge(self) -> None:
        rows = purging.purge_removed(self._keeps_going)
        if rows:
            space.empty_log()
            logger.info("deleted %d rows of removed channels", rows)

    def _forget(self) -> None:
        forgotten = awaiting.sweep(datetime.now(UTC), self._keeps_going)
        if forgotten:
            logger.info("forgot %d references that were awaited too long, or were too many", forgotten)

    def _sweep(self) -> None:
        swept = retention.sweep(datetime.now(UTC), keep_going=self._keeps_going)
        pages = space.give_back(self._keeps_going)
        if swept.deliveries or swept.bodies or pages:
            space.empty_log()
            logger.info(
                "deleted %d deliveries and %d bodies, gave %d pages back", swept.deliveries, swept.bodies, pages
            )

    def _look_at_log(self) -> None:
        """Tell once that it is large, not each minute."""
        told, self._told_of_log = self._told_of_log, False
        try:
            space.look_at_log()
        except Problem:
            self._told_of_log = True
            if not told:
                raise

    def _clear_up(self) -> None:
        left = self._store.sweep()
        if left:
            logger.info("deleted %d files that a program had left when it was killed", left)

    def _sweep_files(self) -> None:
        swept = file_room.sweep(self._store, self._keeps_going)
        if swept:
            logger.info("deleted %d files that no message shows any more", swept)

    def _keeps_going(self) -> bool:
        return not self._stopping.is_set()


def _try(work: Callable[[], None], failed: str) -> None:
    """Do one of the works; whatever it raises, the others are done all the same, and this one the next time."""
    try:
        work()
    except Exception as error:
        troubles.survive(error, failed)
