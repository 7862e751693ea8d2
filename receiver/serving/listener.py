"""The listener: waitress's server, which accepts connections and ends those that take too long or are too many."""

from __future__ import annotations

import errno
import logging
import socket
import sys
from collections.abc import Sequence
from selectors import EVENT_READ, DefaultSelector
from threading import local
from time import monotonic
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from models.deliveries.deliveries import Answer
from models.news import troubles
from receiver.serving import descriptors
from receiver.serving.gate import Gate
from receiver.serving.http.body import Space
from receiver.serving.http.spool import Spool
from receiver.serving.loop import Loop
from receiver.serving.strays import Strays
from receiver.serving.wire import Wire
from receiver.serving.workers import Workers

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_LOOK_SECONDS = 1.0
_BACK_OFF_SECONDS = 0.5  # for which nothing is accepted while there is nothing to accept it with
_UNREAD_BYTES = 64 * 1024
_COMPLAIN_SECONDS = 60.0
_NOTHING_LEFT = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)

logger = logging.getLogger(__name__)


class Listener(TcpWSGIServer):
    """Accepts connections on a socket that listens; a thread is in run() until end()."""

    channel_class = Wire

    def __init__(
        self,
        app: WSGIApplication,
        sockets: Loop,
        listening: socket.socket,
        workers: Workers,
        gate: Gate,
        strays: Strays,
        spool: Spool,
    ) -> None:
        self.gate = gate
        self.spool = spool
        self.space = Space()
        self.most = descriptors.MAX_CONNECTIONS
        self._strays = strays
        self._not_before = 0.0  # accepting pauses until then
        self._complains_at = 0.0
        self.stopping = False
        self.reading = True
        self._sockets = sockets
        self.answering = local()
        self._woken = False
        self._ended = False
        self._next_look = 0.0
        limits = Adjustments(
            sockets=[listening],
            ident=None,
            # X-Forwarded-* belongs to a delivery as it came; receiver.serving.proxies says who is believed.
            clear_untrusted_proxy_headers=False,
        )
        about = (listening.family, listening.type, listening.proto, listening.getsockname())
        dispatcher: Any = workers  # has of a dispatcher what the server calls
        super().__init__(
            app, sockets, _sock=listening, dispatcher=dispatcher, adj=limits, sockinfo=about, bind_socket=False
        )

    def wires(self) -> list[Wire]:
        """The connections of this moment; for any thread."""
        return list(self.active_channels.values())  # type: ignore[attr-defined]

    def set_reuse_addr(self) -> None:
        """Do nothing: the socket is bound, and on Windows this would let another program take the port over."""

    def set_socket_options(self, conn: socket.socket) -> None:
        """Prepare a new connection: of what its client does not read, Linux would keep megabytes."""
        super().set_socket_options(conn)
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNREAD_BYTES)

    def run(self) -> None:
        """Serve until end()."""
        self._sockets.run(_LOOK_SECONDS, self._look)

    def readable(self) -> bool:
        """Whether to accept connections."""
        return self.accepting and not self._not_before

    def note(self, answer: Answer, remote_address: str, why: str) -> None:
        """Count a request that the application does not hear of; for any thread."""
        self._strays.note(answer, remote_address, why)

    def _look(self) -> None:
        """Called in each turn of the loop, so at least once a second. The clock is one that nobody sets."""
        self._woken = False
        now = monotonic()
        if self._not_before and now >= self._not_before:
            self._not_before = 0.0
            self._sockets.look_at(self)
        if now >= self._next_look:
            self._next_look = now + _LOOK_SECONDS
            self._strays.tell()
            for wire in self.wires():
                wire.look(now)
            self.most = descriptors.connections(len(self.wires()))

    def handle_accept(self) -> None:
        """Accept a connection; one too many costs the most stale, but never the newest: its request is on the way.

        Where all others are being answered there is one too many for that moment.
        """
        super().handle_accept()
        newest = self.wires()[-1:]
        while len(self.wires()) > self.most and self._make_room(besides=newest):
            pass

    def handle_error(self) -> None:
        """Pause accepting after what nobody foresaw; waitress would close the port for good."""
        self._not_before = monotonic() + _BACK_OFF_SECONDS
        error = sys.exception()
        if isinstance(error, Exception):
            troubles.survive(error, "A connection could not be accepted.")

    def accept(self) -> tuple[socket.socket, Any] | None:
        """Accept a connection; without a descriptor for it old ones make room, or accepting pauses."""
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in _NOTHING_LEFT:
                raise
            self._find_room(error)
            return None

    def _find_room(self, error: OSError) -> None:
        now = monotonic()
        self.most = descriptors.connections(len(self.wires()))
        found = self._make_room()
        while len(self.wires()) > self.most and self._make_room():
            pass
        if not found:
            self._not_before = now + _BACK_OFF_SECONDS
        if now >= self._complains_at:
            self._complains_at = now + _COMPLAIN_SECONDS
            logger.warning("No connection can be accepted for a moment: %s", error.strerror)

    def _make_room(self, besides: Sequence[Wire] = ()) -> bool:
        """End the connection that is the most stale of all but some; whether there was one that may be ended."""
        now = monotonic()
        free = [wire for wire in self.wires() if not wire.held and wire not in besides]
        if free:
            max(free, key=lambda wire: wire.age(now)).handle_close()
        return bool(free)

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
            for _ in range(self.most):
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
