"""The fetcher: finds what is due, downloads a few files at once, and says what became of each."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from time import monotonic

from models.database import connection
from models.files import queue
from models.files.queue import Claim, Due
from models.files.store import Store
from models.news import troubles
from models.problems import Problem
from models.settings.config import Config
from models.upkeep import low_space
from receiver.fetching import line
from receiver.fetching.download import host_of
from receiver.fetching.errand import Errand
from receiver.fetching.hosts import BUSY, Hosts, Queueing
from receiver.fetching.line import Resolve
from receiver.fetching.policy import policy_of

logger = logging.getLogger(__name__)

# Seconds between two looks at what is due: files may be late, posts may not.
INTERVAL = 0.5
# Files that are looked at each time: the others are behind them.
SCANNED = 2000
# Seconds that storing a file may take after its time is over, before others may take it up.
GRACE = 30


class Fetcher:
    """Fetches from start() to stop(), unless it is switched off. Several at a time share the work on one database."""

    def __init__(self, config: Config, store: Store, resolve: Resolve = line.resolve) -> None:
        self._config = config
        self._store = store
        self._resolve = resolve
        self._policy = policy_of(config)
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._guard = threading.Lock()
        self._room = threading.Lock()
        self._hosts = Hosts()
        self._errands: dict[Errand, threading.Thread] = {}
        self._thread = threading.Thread(target=self._run, name="fetching", daemon=True)

    def start(self) -> None:
        if self._config.fetch == "on":
            self._thread.start()

    def is_alive(self) -> bool:
        """Whether it does what it shall."""
        return self._config.fetch == "off" or self._thread.is_alive()

    def stop(self, timeout: float = 5.0) -> bool:
        """Stop; what is under way waits for the next start. True when all ended within `timeout` seconds."""
        deadline = monotonic() + timeout
        self._stopping.set()
        self._woken.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        with self._guard:
            threads = list(self._errands.values())
            for errand in self._errands:
                errand.cut()
        for thread in threads:
            thread.join(max(0.1, deadline - monotonic()))
        return not any(thread.is_alive() for thread in (self._thread, *threads))

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._look()
            except Problem as problem:
                logger.warning("Files wait: %s", problem.title)
                self._stopping.wait(10 * INTERVAL)
            except Exception as error:
                troubles.survive(error, "Files wait to be fetched.")
                self._stopping.wait(10 * INTERVAL)
            self._woken.wait(INTERVAL)
            self._woken.clear()

    def _look(self) -> None:
        """Cut what takes too long, and take up what there is a place for."""
        with self._guard:
            for errand in self._errands:
                if errand.line.deadline <= monotonic():
                    errand.cut()
            busy = Counter(errand.host for errand in self._errands)
        free = self._config.fetch_at_once - busy.total()
        if free > 0 and not low_space.is_low():
            now = datetime.now(UTC)
            queueing = Queueing(self._hosts, busy, self._config.fetch_per_host, now)
            with connection():
                self._take_up(queueing, free, now)
                for rest, late in queueing.late.items():
                    until, why = (now + BUSY, None) if rest is None else (rest.until, rest.why)
                    queue.put_off(late, until, now, why)

    def _take_up(self, queueing: Queueing, free: int, now: datetime) -> None:
        for due in islice(queue.due(now), SCANNED):
            if free <= 0 or self._stopping.is_set():
                return
            host = host_of(due.url)
            if queueing.is_in_turn(host, due.id) and (claim := self._claimed(due)) is not None:
                queueing.take(host)
                free -= 1
                self._begin(claim, host)

    def _claimed(self, due: Due) -> Claim | None:
        until = datetime.now(UTC) + timedelta(seconds=self._config.fetch_seconds + GRACE)
        return queue.claim(due, until)

    def _begin(self, claim: Claim, host: str) -> None:
        errand = Errand(claim, host, self._config, self._store, self._policy, self._resolve, self._room)
        thread = threading.Thread(target=self._do, args=(errand,), name="download", daemon=True)
        with self._guard:
            self._errands[errand] = thread
        try:
            thread.start()
        except RuntimeError:  # the system has no thread left: its place is free again
            with self._guard:
                del self._errands[errand]
            raise

    def _do(self, errand: Errand) -> None:
        try:
            _survived(lambda: errand.run(self._stopping.is_set))
            self._hosts.note(errand.host, errand.unreached, datetime.now(UTC))
        finally:
            with self._guard:
                del self._errands[errand]
            self._woken.set()


def _survived(work: Callable[[], None]) -> None:
    """Do a work; where the database is away or we were wrong, the claim runs out and the file is taken up again."""
    try:
        work()
    except Problem as problem:
        logger.warning("A file waits: %s", problem.title)
    except Exception as error:
        troubles.survive(error, "A file waits to be fetched.")
