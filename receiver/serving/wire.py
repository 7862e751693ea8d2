"""Wire: one connection as waitress keeps it, with what 3.0.2 lacks: limits in time, errors of our shape.

https://github.com/Pylons/waitress has no deadline for a request that drips in, answers some malformed
requests with nothing at all, and closes on a sender that is still sending, who then never reads why.
"""

from __future__ import annotations

import re
import socket
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import RequestEntityTooLarge

from receiver import answers
from receiver.answers import Refused

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_REQUEST_SECONDS = 30.0  # from the first byte of a request to its last
_IDLE_SECONDS = 120.0  # between requests
_LINGER_SECONDS = 5.0  # for a sender to notice that it was refused
_MAX_DIGITS = 15  # of a Content-Length
_CODING = re.compile(rb"\r\ntransfer-encoding:(?P<value>[^\r]*)", re.IGNORECASE)

_CODES = {
    400: Refused("bad_request"),
    413: Refused("payload_too_large", "The body is larger than what is taken."),
    431: Refused("headers_too_large"),
    501: Refused("not_implemented"),
}


class _Parser(HTTPRequestParser):
    """Refuses what waitress would drop without an answer, and what proxies read in different ways (RFC 9112, 6.3)."""

    def received(self, data: bytes) -> int:
        taken = super().received(data)
        if self.completed:
            # waitress would ask for the body of a request that has none, or that is refused, and then take
            # what follows for more of its headers.
            self.expect_continue = False
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # a length of 5,000 digits, the target http://[
            raise ParsingError("Malformed number or target") from error
        if self.chunked and [value.strip(b" \t").lower() for value in _CODING.findall(header_plus)] != [b"chunked"]:
            raise ParsingError("More than one transfer coding")
        coded = "TRANSFER_ENCODING" in self.headers  # waitress takes it out where it obeys it
        if coded or (self.chunked and "CONTENT_LENGTH" in self.headers):
            raise ParsingError("Two ways to say where the body ends")
        if len(self.headers.get("CONTENT_LENGTH", "")) > _MAX_DIGITS:
            raise ParsingError("Content-Length is invalid")


class _Task(WSGITask):
    """One request for the application."""

    def build_response_header(self) -> bytes:
        # Who names another host, or two, may mean something else by what follows as well.
        if self.channel.server.stopping or self.status.startswith("421"):  # type: ignore[attr-defined]
            self.set_close_on_finish()
        return super().build_response_header()

    def get_environment(self) -> WSGIEnvironment:
        request: Any = self.request
        environ = super().get_environment()
        environ["PATH_INFO"] = request.path  # as it came: waitress makes one slash of several
        # Its log lines name the path when a client hangs up, and the path is the hook's secret.
        request.path = "a path"
        return environ

    def write(self, data: bytes) -> None:
        """Send an answer in one piece, where waitress makes two packets of head and body."""
        if self.wrote_header or self.content_length != len(data):
            super().write(data)
        else:
            self.channel.write_soon(self.build_response_header() + data)
            self.wrote_header = True
            self.content_bytes_written = len(data)


class _TooLargeTask(_Task):
    """A request with more body than was read: the application still hears of it, to refuse and keep it."""

    def service(self) -> None:
        self.set_close_on_finish()
        super().service()

    def get_environment(self) -> WSGIEnvironment:
        environ = super().get_environment()
        request: Any = self.request
        environ.setdefault("CONTENT_LENGTH", str(request.body_bytes_received))
        return environ


class _ErrorTask(ErrorTask):
    """An answer to what is not a request, in the shape of all other errors."""

    def execute(self) -> None:
        error: Any = self.request.error  # type: ignore[attr-defined]
        answer = answers.refused(_CODES[error.code]) if error.code in _CODES else answers.bug()
        self.status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        self.response_headers = answers.json_headers(answer)
        self.set_close_on_finish()
        self.content_length = len(answer.body)
        self.write(answer.body)


def _task_for_error(wire: Wire, request: Any) -> WSGITask | ErrorTask:
    wire.refused = True
    if isinstance(request.error, RequestEntityTooLarge):
        return _TooLargeTask(wire, request)
    return _ErrorTask(wire, request)


class Wire(HTTPChannel):
    """A connection that knows since when it has been in its present state."""

    parser_class = _Parser
    task_class = _Task
    error_task_class = staticmethod(_task_for_error)  # type: ignore[assignment]
    refused = False  # the rest of what the client sends will not be read
    _lingering = False
    _used = False

    def __init__(self, *args: Any, **keywords: Any) -> None:
        self._since = monotonic()
        super().__init__(*args, **keywords)

    @property
    def busy(self) -> bool:
        """Whether a request is being answered, or its answer is on the way."""
        return bool(self.requests) or self.total_outbufs_len > 0

    @property
    def worth(self) -> tuple[bool, float]:
        """The least is closed first when there are too many: one that never came to a request, of these the oldest."""
        return self._used and self.request is None and not self._lingering, self._since

    def is_overdue(self, now: float) -> bool:
        """Whether the client had its time; `now` is monotonic."""
        if self.requests:
            return False
        if self._lingering:
            return now - self._since > _LINGER_SECONDS
        idle = self._used and self.request is None
        return now - self._since > (_IDLE_SECONDS if idle else _REQUEST_SECONDS)

    def readable(self) -> bool:
        """Whether to read: one request at a time, and none once the server stops. Asked in each turn of the loop."""
        return self._lingering or not (
            self.requests
            or self.total_outbufs_len
            or self.close_when_flushed
            or self.will_close
            or not self.server.reading  # type: ignore[attr-defined]
        )

    def writable(self) -> bool:
        """Whether to send. Not while a thread answers: it sends by itself, and the loop would spin until it has."""
        return self.will_close or (not self.requests and bool(self.total_outbufs_len or self.close_when_flushed))

    def service(self) -> None:
        """Answer a request; called in one of the threads that answer."""
        self.server.answering.wire = self  # type: ignore[attr-defined]
        super().service()

    def received(self, data: bytes) -> bool:
        """Take what came in; called in the server's loop."""
        if self._lingering:
            return False
        between = self.request is None
        taken = super().received(data)
        if between or self.request is None:
            self._since = monotonic()
            self._used = self._used or self.request is None
        return taken

    def handle_write(self) -> None:
        """Send; after a refusal the rest of the request is read and dropped, or the answer would be lost."""
        flushing = self.refused and self.close_when_flushed and not self.will_close
        if flushing:
            self.close_when_flushed = False
        super().handle_write()
        if not flushing or self.socket is None or self.will_close:
            return
        if self.total_outbufs_len:
            self.close_when_flushed = True
        else:
            self.socket.shutdown(socket.SHUT_WR)
            self._lingering, self._since = True, monotonic()
