"""SIGTERM and Ctrl-C: a wish to stop in order, heard at any moment, also twice."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType


class StopSignals:
    """Hears the signals while `listening`; `wait` returns at the first."""

    def __init__(self) -> None:
        # SimpleQueue.put may run inside a signal handler, at any point of the thread's own get;
        # the lock of a threading.Event could be held at that point, and then by us.
        self._heard: SimpleQueue[int] = SimpleQueue()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """The signals ask for a stop instead of ending the process."""
        before = {number: signal.signal(number, self._hear) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def wait(self) -> None:
        """Block until a signal was heard; one that came earlier counts."""
        while True:
            try:
                self._heard.get(timeout=1.0)  # Windows hears Ctrl-C only between two waits
            except Empty:
                continue
            return

    def ask(self) -> None:
        """Ask for the stop as a signal does; from any thread."""
        self._heard.put(0)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._heard.put(number)
