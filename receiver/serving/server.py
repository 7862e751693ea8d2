"""The server: waitress in a thread, with limits for slow clients and a stop in order."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Event, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from receiver.serving.gate import Gate, OpenGate
from receiver.serving.http.spool import Spool
from receiver.serving.listener import Listener
from receiver.serving.loop import Loop
from receiver.serving.strays import Strays
from receiver.serving.workers import Workers

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# A connection that is kept, as a reverse proxy does, may have the next request on its way when a stop begins.
_LAST_SECONDS = 0.25


class Server:
    """Serves a WSGI application on a socket that listens already (receiver.serving.binding)."""

    def __init__(
        self,
        app: WSGIApplication,
        listening: socket.socket,
        *,
        gate: Gate | None = None,
        strays: Strays | None = None,
        spool: Spool | None = None,
        around_thread: Callable[[], AbstractContextManager[Any]] = nullcontext,
    ) -> None:
        """`listening` is the server's to close; `around_thread` is held open by each thread that answers.

        Without a `gate` every body is read; `strays` counts what the application never hears of.
        Bodies that are long lie in the `spool`.
        """
        self._sockets = Loop()
        self._workers = Workers(around_thread)
        asked = gate or OpenGate(), strays or Strays(), spool or Spool()
        self._listener = Listener(app, self._sockets, listening, self._workers, *asked)
        self._loop = Thread(target=self._listener.run, name="receiver", daemon=True)
        self.port: int = listening.getsockname()[1]

    def start(self) -> None:
        """Begin to answer."""
        self._workers.start()
        self._loop.start()

    def stop(self, timeout: float = 5.0) -> bool:
        """Finish what was accepted, within `timeout` seconds; whether all of it was, and nothing is left.

        A request is accepted when it is here as a whole. Connections get a moment for a last one, and its answer
        ends them: one that is closed while its client sends is an error there, and nobody knows of what.
        """
        deadline = monotonic() + timeout
        if self._loop.is_alive():
            self._in_loop(self._listener.stop_listening, deadline)
            last = min(monotonic() + _LAST_SECONDS, deadline)
            while self._listener.wires() and monotonic() < last:
                sleep(0.005)
            self._in_loop(self._listener.stop_reading, deadline)
        else:
            self._listener.end()
        while (busy := self.in_hand()) and monotonic() < deadline:
            sleep(0.005)
        self._workers.end(deadline)
        if self._loop.is_alive():
            self._in_loop(self._listener.end, deadline)
            self._loop.join(max(0.1, deadline - monotonic()))
        return not busy and not self._loop.is_alive() and not self._workers.alive()

    def connections(self) -> int:
        """How many connections there may be, as the descriptors allow it at the moment."""
        return self._listener.most

    def in_hand(self) -> int:
        """How many connections have a request that is being answered, or an answer on the way."""
        return sum(wire.busy for wire in self._listener.wires())

    def _in_loop(self, work: Callable[[], None], deadline: float) -> None:
        """Have the loop's own thread do something, for only that thread may touch its sockets."""
        done = Event()

        def both() -> None:
            work()
            done.set()

        self._listener.trigger.pull_trigger(both)  # type: ignore[attr-defined]
        done.wait(max(0.1, deadline - monotonic()))
