"""The server: waitress in a thread, with limits for slow clients and a stop in order."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from logging import CRITICAL, Logger
from selectors import EVENT_READ, DefaultSelector
from threading import Event, Thread, local
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from receiver.limits import MAX_BODY
from receiver.serving.loop import Loop
from receiver.serving.wire import Wire

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 16
ASIDE = 2  # for what is asked of the receiver itself: how it is, what it counts
MAX_CONNECTIONS = 800  # below the 1,024 descriptors that a process usually has
_LOOK_SECONDS = 1.0
# A connection that is kept, as a reverse proxy does, may have the next request on its way when a stop begins.
_LAST_SECONDS = 0.25


class Server:
    """Serves a WSGI application on a socket that listens already (receiver.serving.binding)."""

    def __init__(
        self,
        app: WSGIApplication,
        listening: socket.socket,
        *,
        around_thread: Callable[[], AbstractContextManager[Any]] = nullcontext,
        waits: Callable[[str], bool] = lambda path: True,
    ) -> None:
        """`listening` is the server's to close; `around_thread` is held open by each thread that answers.

        `waits` says of a path whether its answer may have to wait for the database: those of the others come from
        threads of their own.
        """
        self._sockets = Loop()
        self._workers = _Workers(around_thread, waits)
        self._listener = _Listener(app, self._sockets, listening, self._workers)
        self._loop = Thread(target=self._listener.run, name="receiver", daemon=True)
        self.port: int = listening.getsockname()[1]

    def start(self) -> None:
        """Begin to answer."""
        self._workers.set_thread_count(THREADS)
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


class _Listener(TcpWSGIServer):
    """waitress's server, which accepts connections and ends those that take too long."""

    channel_class = Wire

    def __init__(self, app: WSGIApplication, sockets: Loop, listening: socket.socket, workers: _Workers) -> None:
        self.stopping = False
        self.reading = True
        self._sockets = sockets
        self.answering = local()
        self._woken = False
        self._ended = False
        self._next_look = 0.0
        limits = Adjustments(
            sockets=[listening],
            max_request_header_size=16 * 1024,
            # Up to here a body is read although it is too large, so that the sender can read the refusal.
            max_request_body_size=MAX_BODY + 4 * 1024 * 1024,
            ident=None,
            # X-Forwarded-* belongs to a delivery as it came; receiver.serving.proxies says who is believed.
            clear_untrusted_proxy_headers=False,
        )
        about = (listening.family, listening.type, listening.proto, listening.getsockname())
        super().__init__(
            app, sockets, _sock=listening, dispatcher=workers, adj=limits, sockinfo=about, bind_socket=False
        )

    def wires(self) -> list[Wire]:
        """The connections of this moment; for any thread."""
        return list(self.active_channels.values())  # type: ignore[attr-defined]

    def set_reuse_addr(self) -> None:
        """Do nothing: the socket is bound, and on Windows this would let another program take the port over."""

    def run(self) -> None:
        """Serve until end()."""
        self._sockets.run(_LOOK_SECONDS, self._look)

    def readable(self) -> bool:
        """Whether to accept connections."""
        return self.accepting

    def _look(self) -> None:
        """Called in each turn of the loop, so at least once a second. The clock is one that nobody sets."""
        self._woken = False
        now = monotonic()
        if now >= self._next_look:
            self._next_look = now + _LOOK_SECONDS
            for wire in self.wires():
                if wire.is_overdue(now):
                    wire.handle_close()

    def handle_accept(self) -> None:
        """Accept a connection; one too many costs the one that is worth least."""
        super().handle_accept()
        wires = self.wires()
        if len(wires) > MAX_CONNECTIONS:
            min((wire for wire in wires if not wire.busy), key=lambda wire: wire.worth).handle_close()

    def pull_trigger(self) -> None:
        """Tell the loop of the connection that this thread answers, and wake it if it has something to do."""
        if self._sockets.tell(self.answering.wire) and not self._woken and not self._ended:
            self._woken = True  # after the end the trigger's descriptor may be another's
            super().pull_trigger()

    def stop_listening(self) -> None:
        """Take no connections any more but those that wait already, on which a request may have been sent."""
        self.stopping = True
        assert self.socket is not None
        with DefaultSelector() as waiting:
            waiting.register(self.socket, EVENT_READ)
            for _ in range(MAX_CONNECTIONS):
                if not waiting.select(0):
                    break
                self.handle_accept()
        wasyncore.dispatcher.close(self)

    def stop_reading(self) -> None:
        """Take no requests any more."""
        self.reading = False

    def end(self) -> None:
        """Close everything, after which the loop has nothing to run for. May be called again."""
        self.stopping = self._ended = True
        for wire in self.wires():
            wire.handle_close()
        wasyncore.close_all(self._sockets)


class _Workers(ThreadedTaskDispatcher):
    """The threads that answer requests, and some that answer those that wait for nothing."""

    # waitress would log a line for each request that waits, which costs more than the request.
    queue_logger = Logger("silent", CRITICAL + 1)

    def __init__(
        self, around_thread: Callable[[], AbstractContextManager[Any]], waits: Callable[[str], bool] | None = None
    ) -> None:
        super().__init__()
        self._around_thread = around_thread
        self._waits = waits
        self._aside = None if waits is None else _Workers(nullcontext)
        self._started: list[Thread] = []

    def set_thread_count(self, count: int) -> None:
        super().set_thread_count(count)
        if self._aside is not None:
            self._aside.set_thread_count(min(count, ASIDE))

    def add_task(self, task: Any) -> None:
        """Have a connection's requests answered; the first of them says by which threads."""
        path = getattr(task.requests[0], "path", "")  # what could not be parsed has none
        if self._aside is not None and self._waits is not None and not self._waits(path):
            self._aside.add_task(task)
        else:
            super().add_task(task)

    def start_new_thread(self, target: Callable[[int], Any], thread_no: int) -> None:
        thread = Thread(target=target, args=(thread_no,), name=f"receiver-{thread_no}", daemon=True)
        self._started.append(thread)
        thread.start()

    def handler_thread(self, thread_no: int) -> None:
        with self._around_thread():
            super().handler_thread(thread_no)

    def end(self, deadline: float) -> None:
        """End the threads, each after its request."""
        if self._aside is not None:
            self._aside.end(deadline)
        self.shutdown(timeout=max(0.1, deadline - monotonic()))  # type: ignore[arg-type]
        for thread in self._started:
            thread.join(max(0.1, deadline - monotonic()))

    def alive(self) -> bool:
        own = any(thread.is_alive() for thread in self._started)
        return own or (self._aside is not None and self._aside.alive())
