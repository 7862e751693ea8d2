"""Wire: one connection as waitress keeps it, with what 3.0.2 lacks: limits in time, one request after another.

https://github.com/Pylons/waitress has no deadline for a request that drips in, queues as many requests of one
connection as a segment has room for, whether or not their answers are read, and closes on a sender that is still
sending, who then never reads why.
"""

from __future__ import annotations

import socket
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel

from receiver.serving.gate import STRANGER, Sender
from receiver.serving.http.parser import Parser
from receiver.serving.tasks import RefusalTask, RequestTask

if TYPE_CHECKING:
    from waitress.adjustments import Adjustments
    from waitress.task import ErrorTask, WSGITask

_REQUEST_SECONDS = 30.0  # from the first byte of a request to its last
# Without a byte of a body that has begun: a sender that says too high a length waits for its answer.
_SILENT_SECONDS = 6.0
_READ_SECONDS = 30.0  # for a client to read an answer
_IDLE_SECONDS = 120.0  # between requests
_LINGER_SECONDS = 5.0  # for a sender to notice that it was refused
_YOUNG_SECONDS = 1.0  # in which a connection comes to its request, if it is to


def _task_for_error(wire: Wire, request: Any) -> WSGITask | ErrorTask:
    return RefusalTask(wire, request)


class Wire(HTTPChannel):
    """A connection that knows since when it has been in its present state."""

    task_class = RequestTask
    error_task_class = staticmethod(_task_for_error)  # type: ignore[assignment]
    refused = False  # the rest of what the client sends will not be read
    _lingering = False
    _ended = False  # the client will send no more
    _used = False
    _unread_since: float | None = None

    server: Any  # the stubs know neither the server's attributes nor what a channel does with its requests
    requests: list[Any]
    requests_lock: Lock

    def __init__(self, *args: Any, **keywords: Any) -> None:
        self._since = self._heard_at = monotonic()
        self._ahead = b""  # what came behind the request that is being answered
        self._asking = False
        self._resumes = False  # the request goes on, whether or not more of it is here
        super().__init__(*args, **keywords)

    def parser_class(self, adj: Adjustments) -> Parser:  # type: ignore[override]  # it is only called
        """Begin to read a request."""
        return Parser(adj, self.server.gate, self.server.space, self.server.spool)

    @property
    def busy(self) -> bool:
        """Whether a request is being answered, or its answer is on the way."""
        return bool(self.requests) or self.total_outbufs_len > 0

    @property
    def held(self) -> bool:
        """Whether a thread has to do with it."""
        return bool(self.requests) or self._asking

    @property
    def of(self) -> Sender:
        """Whose the request is that is being answered."""
        requests = self.requests
        return requests[0].entry.of if requests else STRANGER.of

    @property
    def is_large(self) -> bool:
        """Whether the request that is being answered has much to read."""
        requests = self.requests
        return bool(requests) and requests[0].body_bytes_received > STRANGER.most

    def age(self, now: float) -> float:
        """How stale it is; the most stale makes room when there are too many.

        That which has been idle for the longest, as a rule. One that came to no request, or does not read its answer,
        counts ten times as old, after a moment in which it may have been on its way.
        """
        age = now - self._since
        is_idle = self._used and self.request is None and not self._lingering and not self.total_outbufs_len
        return age if is_idle or age < _YOUNG_SECONDS else 10 * age

    def look(self, now: float) -> None:
        """End it if the client had its time; `now` is monotonic. Called in the server's loop, each second."""
        if self.held:
            return
        if not self.total_outbufs_len:
            self._unread_since = None
        elif self._unread_since is None:
            self._unread_since = now
        if self._is_overdue(now) and not self._answer_half():
            self.handle_close()

    def _is_overdue(self, now: float) -> bool:
        if self._unread_since is not None:
            return now - self._unread_since > _READ_SECONDS
        if self._lingering:
            return now - self._since > _LINGER_SECONDS
        idle = self._used and self.request is None
        request: Any = self.request
        if now - self._since > (_IDLE_SECONDS if idle else _REQUEST_SECONDS + (request.seconds() if request else 0)):
            return True
        return request is not None and request.body_bytes_received > 0 and now - self._heard_at > _SILENT_SECONDS

    def _answer_half(self) -> bool:
        """Answer a request whose body will not come as a whole; whether there is one."""
        request: Any = self.request
        if request is None or self._lingering or self.total_outbufs_len or not request.give_up():
            return False
        self._take(request)
        return True

    def readable(self) -> bool:
        """Whether to read: one request at a time, and none once the server stops. Asked in each turn of the loop."""
        if self._ended:
            return False
        return self._lingering or not (
            self.requests
            or self._asking
            or self._resumes
            or self._ahead
            or self.total_outbufs_len
            or self.close_when_flushed
            or self.will_close
            or not self.server.reading
        )

    def writable(self) -> bool:
        """Whether to send. Not while a thread answers: it sends by itself, and the loop would spin until it has."""
        if self.held:
            return self.will_close
        waits = self.total_outbufs_len or self.close_when_flushed or self._ahead or self._resumes
        return bool(self.will_close or waits)

    def service(self) -> None:
        """Answer a request; called in one of the threads that answer."""
        self.server.answering.wire = self
        super().service()

    def ask(self) -> None:
        """Find out how the request is let in; called in one of the threads that answer."""
        request: Any = self.request
        entry = self.server.gate.look_up(request.command, request.path)
        self.server.answering.wire = self
        with self.requests_lock:
            request.let_in(entry)
            self._asking, self._resumes = False, True
        self.server.pull_trigger()

    def handle_read(self) -> None:
        """Read what came; a client that ends before its request does is answered nevertheless."""
        assert self.socket is not None
        try:
            data = self.socket.recv(self.adj.recv_bytes)
        except BlockingIOError:
            return
        except OSError:
            self.handle_close()
            return
        if data:
            self.received(data)
        elif self._answer_half():
            self._ended = True
        else:
            self.handle_close()

    def received(self, data: bytes) -> bool:
        """Take what came in; called in the server's loop."""
        if self._lingering or self.will_close or self.close_when_flushed:
            return False
        self._ahead += data
        self._heard_at = monotonic()
        self._go_on()
        return True

    def _go_on(self) -> None:
        """Read on in what is here, up to the end of one request."""
        with self.requests_lock:
            while (self._ahead or self._resumes) and not (self.held or self.close_when_flushed or self.will_close):
                self._resumes = False
                self._read_on()

    def _read_on(self) -> None:
        request: Any = self.request
        if request is None:
            # Some clients send a line end too many after a body (RFC 9112, section 2.2).
            self._ahead = self._ahead.lstrip(b"\r\n")
            if not self._ahead:
                return
            request = self.request = self.parser_class(self.adj)
            self._since = monotonic()
        self._ahead = self._ahead[request.received(self._ahead) :]
        if request.must_ask:
            self._asking = True
            self.server.add_task(Question(self))
        elif request.completed:
            self._take(request)
        elif request.expect_continue and not self.sent_continue and request.headers_finished:
            self.send_continue()

    def _take(self, request: Any) -> None:
        """Have a request answered that is here, as far as it will be."""
        self.request, self.sent_continue, self._since = None, False, monotonic()
        self._used = True
        self.refused = self.refused or request.error is not None or request.cut is not None
        if self.refused:
            self._ahead = b""
        self.requests.append(request)
        self.server.add_task(self)

    def handle_write(self) -> None:
        """Send; after a refusal the rest of the request is read and dropped, or the answer would be lost."""
        flushing = self.refused and self.close_when_flushed and not self.will_close
        if flushing:
            self.close_when_flushed = False
        super().handle_write()
        if self.socket is None or self.will_close:
            return
        if not flushing:
            if not self.total_outbufs_len:
                self._go_on()
        elif self.total_outbufs_len:
            self.close_when_flushed = True
        elif self._ended:
            self.handle_close()
        else:
            self.socket.shutdown(socket.SHUT_WR)
            self._lingering, self._since = True, monotonic()

    def handle_close(self) -> None:
        """End the connection, and give back what its request holds."""
        super().handle_close()
        if self.request is not None:
            self.request.close()


class Question:
    """What a thread finds out for a connection before more of its request is read."""

    of = STRANGER.of
    is_large = False

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def service(self) -> None:
        """Find it out."""
        self._wire.ask()

    def cancel(self) -> None:
        """Leave it: the server ends."""
