"""The watchdog: ends connections on which a server that takes bytes answers nothing, as a stopped machine does.

The system sees nothing wrong with such a connection, and whoever reads from it would wait for ever.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

import psycopg

LOOK_SECONDS = 0.25
IDLE_SECONDS = 10.0


@dataclass(slots=True, eq=False)
class _Wait:
    """A statement that waits for its answer; after `due` its time is over."""

    conn: psycopg.Connection[Any]
    due: float


class Watchdog:
    """Watches over statements on a thread that is there while there are any.

    One whose time is over is ended unless `answers` says that the server answers others: a long statement of a living
    server is left alone. To ask may take seconds, in which no other statement is ended.
    """

    def __init__(self, answers: Callable[[], bool]) -> None:
        self._answers = answers
        self._guard = threading.Lock()
        self._waits: set[_Wait] = set()
        self._runs = False

    @contextmanager
    def over(self, conn: psycopg.Connection[Any], seconds: float) -> Iterator[None]:
        """Watch over what is done on a connection in the block."""
        wait = _Wait(conn, monotonic() + seconds)
        with self._guard:
            self._waits.add(wait)
            if not self._runs:
                self._runs = True
                threading.Thread(target=self._run, args=(seconds,), name="watchdog", daemon=True).start()
        try:
            yield
        finally:
            with self._guard:
                self._waits.discard(wait)

    def _run(self, seconds: float) -> None:
        idle_since, pause = monotonic(), threading.Event()
        while True:
            pause.wait(LOOK_SECONDS)
            now = monotonic()
            with self._guard:
                if self._waits:
                    idle_since = now
                elif now - idle_since > IDLE_SECONDS:
                    self._runs = False
                    return
                late = [wait for wait in self._waits if now > wait.due]
            if late and self._answers():
                for wait in late:
                    wait.due = now + seconds
                continue
            for wait in late:
                self._end(wait)

    def _end(self, wait: _Wait) -> None:
        """Shut the socket down, whereupon the thread that reads from it sees its end."""
        with self._guard:
            if wait not in self._waits or wait.conn.closed:
                return
            with suppress(OSError):
                lent = socket.socket(fileno=wait.conn.pgconn.socket)
                try:
                    lent.shutdown(socket.SHUT_RDWR)
                finally:
                    lent.detach()
