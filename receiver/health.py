"""Health: whether reports can be stored now, looked at on a thread of its own and told to all who ask."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from time import monotonic

from models.database import hold_same_file
from models.news import troubles
from models.news.troubles import Trouble
from models.problems import Problem, Replaced, Slow, ThreadEnded
from models.recording.recorder import Recorder
from models.upkeep import checking, low_space
from models.upkeep.checking import Verdict

INTERVAL = 1.0  # seconds from one probe to the next, whoever asks
PATIENCE = 1.5  # seconds that a probe may take until it is told that it takes too long

SLOW = ("The database does not answer.", "Look whether its disk or its server hangs, or another program holds it.")
BUG = ("The receiver failed when it was tried.", "Its log says more.")

logger = logging.getLogger(__name__)


class Health:
    """Probes when somebody asks, and while there is a trouble until it is over. It looks at the threads all the time.

    `threads` says of those that have to live, by name, whether they do.
    """

    def __init__(self, recorder: Recorder, threads: Mapping[str, Callable[[], bool]] | None = None) -> None:
        self._recorder = recorder
        self._threads = threads or {}
        self._guard = threading.Condition()
        self._asked = False
        self._stopping = False
        self._last = -INTERVAL  # when the last probe that has ended began
        self._since: float | None = None  # when the one under way did
        self._probes = 0
        self._failed = False
        self._verdict: Verdict | None = None
        self._thread = threading.Thread(target=self._run, name="health", daemon=True)

    def start(self) -> None:
        troubles.forget()
        low_space.look()
        self._thread.start()

    def stop(self, timeout: float = 5.0) -> bool:
        """Stop; True when the thread has ended within `timeout` seconds."""
        with self._guard:
            self._stopping = True
            self._guard.notify_all()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        troubles.forget()
        low_space.forget()
        return not self._thread.is_alive()

    def trouble(self) -> Problem | None:
        """What keeps reports from being stored, as a probe of the last second found it.

        It takes at most PATIENCE: a probe that takes longer is a trouble by itself.
        """
        with self._guard:
            if not self._is_fresh():
                self._asked, due = True, self._probes + 1
                self._guard.notify_all()
                if not self._guard.wait_for(lambda: self._probes >= due, self._left()):
                    troubles.tell(Slow(*SLOW))
        return troubles.now()

    def _is_fresh(self) -> bool:
        return not self._asked and monotonic() - self._last < INTERVAL

    def _left(self) -> float:
        """Seconds until the probe that is due takes too long. Who asks while one hangs is told at once."""
        now = monotonic()
        return max(0.0, (now if self._since is None else self._since) + PATIENCE - now)

    def _run(self) -> None:
        while self._next():
            try:
                self._look()
            except Exception as error:
                troubles.survive(error, "It could not be seen whether reports can be stored.")

    def _look(self) -> None:
        self._look_at_threads()
        _look_at_file()
        low_space.look()
        if self._asked or troubles.now() is not None:
            self._probe()

    def _next(self) -> bool:
        with self._guard:
            self._guard.wait_for(lambda: self._asked or self._stopping, INTERVAL)
            return not self._stopping

    def _look_at_threads(self) -> None:
        ended = next((name for name, lives in self._threads.items() if not lives()), None)
        if ended is None:
            troubles.tell(None, Trouble.THREAD)
        elif not self._stopping:
            what = "Start Hookdesk again; its log says why."
            troubles.tell(ThreadEnded("A part of the receiver has ended: {name}.", what, name=ended), Trouble.THREAD)

    def _probe(self) -> None:
        with self._guard:
            began = self._since = monotonic()
        problem = self._tried()
        if problem is not None:  # a commit that works is told by who commits: one that fails may have followed it
            troubles.tell(problem)
        with self._guard:
            self._last, self._since = began, None
            self._asked, self._probes = False, self._probes + 1
            self._guard.notify_all()

    def _tried(self) -> Problem | None:
        try:
            verdict = checking.last()
            if verdict != self._verdict:
                self._verdict = verdict
                troubles.tell(checking.problem(verdict), Trouble.DAMAGE)
            self._recorder.check(as_much=troubles.has(Trouble.STORING))
        except Problem as problem:
            return problem
        except Exception:
            if not self._failed:  # once, not each second
                logger.exception("The receiver could not be tried.")
            self._failed = True
            return Problem(*BUG)
        self._failed = False
        return None


def _look_at_file() -> None:
    try:
        hold_same_file()
        troubles.tell(None, Trouble.FILE)
    except Replaced as problem:
        troubles.tell(problem, Trouble.FILE)
