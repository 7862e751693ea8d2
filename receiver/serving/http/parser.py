"""The parser: one request as it comes in, read as far as it is worth reading.

Around waitress 3.0.2, which answers some malformed requests with nothing at all and reads every body to its end
before anybody looks at what it is sent to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.receiver import FixedStreamReceiver
from waitress.utilities import BadRequest, Error, RequestHeaderFieldsTooLarge, ServerNotImplemented

from receiver.serving.gate import ASIDE, STRANGER, Gate, Pass
from receiver.serving.http import head
from receiver.serving.http.body import Body, Space
from receiver.serving.http.chunks import Chunks
from receiver.serving.http.head import HeadTooLarge, Tls
from receiver.serving.http.spool import Spool

if TYPE_CHECKING:
    from waitress.adjustments import Adjustments

_FAR_TOO_LARGE = 5 * 1024 * 1024  # bytes of a body that is not waited for to be refused
_SLOWEST = 256 * 1024  # bytes a second that a long body has to have
_MAX_DIGITS = 15  # of a Content-Length
_CODING = re.compile(rb"\r\ntransfer-encoding: (?P<value>[^\r]*)", re.IGNORECASE)

# Why a body is not here as a whole: too much of it, or its sender stopped.
Cut = Literal["large", "late"]


class SpokeTls(BadRequest):
    """The answer to a client that speaks TLS."""


class NoSpace(Error):
    """The answer while the bodies of all connections together are as many as there may be."""

    code = 503


class Parser(HTTPRequestParser):
    """A request; whoever feeds it has to ask the gate where it `must_ask`, before it takes more.

    `entry` is how the gate lets it in, `cut` why its body is not here as a whole.
    """

    cut: Cut | None = None
    entry = ASIDE
    path: str
    headers: dict[str, str]
    body_rcv: Any  # of waitress's kind, and of ours
    must_ask = False
    _is_large = False
    _most = STRANGER.most

    def __init__(self, adj: Adjustments, gate: Gate, space: Space, spool: Spool) -> None:
        super().__init__(adj)
        self._gate = gate
        self._space = space
        self._spool = spool
        self._body: Body | None = None

    def received(self, data: bytes) -> int:
        """Take what came in; how many bytes of it belong to this request."""
        return 0 if self.completed or self.must_ask else self._take(data)

    def _take(self, data: bytes) -> int:
        taken = self._take_head(data) if self.body_rcv is None else self._take_body(data)
        if self.completed:
            # waitress would ask for the body of a request that has none, or that is refused, and then take
            # what follows for more of its headers.
            self.expect_continue = False
        return taken

    def let_in(self, entry: Pass) -> None:
        """Go on with what the gate has found out."""
        self.entry, self.must_ask = entry, False
        if self._body is not None and entry.most_of_upload > entry.most and self._may_have_files():
            self._most = self._body.spools = entry.most_of_upload
        else:
            self._most = entry.most
        if self.content_length > self._most:
            self._is_large = True
            # Who asks before the body comes need not send it.
            if self.expect_continue or self.content_length > _FAR_TOO_LARGE:
                self._cut("large")

    def seconds(self) -> float:
        """How much longer than others it may take: a long body comes slowly over a slow line."""
        is_long = self._body is not None and self._body.spools > 0
        return self.body_bytes_received / _SLOWEST if is_long else 0.0

    def give_up(self) -> bool:
        """Take the request as it is, if its head is here: the rest of its body will not come."""
        if self.body_rcv is not None and not self.completed:
            self._cut("late")
        return self.completed

    def close(self) -> None:
        if self._body is not None:
            self._body.close()

    def _take_head(self, data: bytes) -> int:
        seen = len(self.header_plus)
        text = self.header_plus + data
        found = text.find(b"\r\n\r\n", max(0, seen - 3))
        end = found + 4 if found >= 0 else len(text)
        self.header_plus = text[:end]
        try:
            head.check_beginning(self.header_plus, seen)
            if found >= 0:
                self._take_whole_head(head.checked(self.header_plus))
        except HeadTooLarge as error:
            self._refuse(RequestHeaderFieldsTooLarge(str(error)))
        except Tls as error:
            self._refuse(SpokeTls(str(error)))
        except ParsingError as error:
            self._refuse(BadRequest(str(error)))
        except TransferEncodingNotImplemented as error:
            self._refuse(ServerNotImplemented(str(error)))
        return len(data) - (len(text) - end)

    def _take_whole_head(self, checked: bytes) -> None:
        self.parse_header(checked)
        self.headers_finished = True
        if self.body_rcv is None:
            self.completed = True
        entry = self._gate.look(str(self.command), self.path)
        if entry is not None:
            self.let_in(entry)
        else:
            self.entry = STRANGER
            self.must_ask = self.chunked or self.content_length > STRANGER.most

    def parse_header(self, header_plus: bytes) -> None:
        """Take what a whole head says. Raises ParsingError for what proxies read in different ways (RFC 9112, 6.3)."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # a length of 5,000 digits, the target http://[
            raise ParsingError("A number or the target is malformed.") from error
        if self.chunked and [value.strip(b" \t").lower() for value in _CODING.findall(header_plus)] != [b"chunked"]:
            raise ParsingError("There is more than one transfer coding.")
        coded = "TRANSFER_ENCODING" in self.headers  # waitress takes it out where it obeys it
        if coded or (self.chunked and "CONTENT_LENGTH" in self.headers):
            raise ParsingError("There are two ways to say where the body ends.")
        if len(self.headers.get("CONTENT_LENGTH", "")) > _MAX_DIGITS:
            raise ParsingError("The Content-Length is not a number of bytes.")
        if self.body_rcv is not None:
            self._body = Body(self._space, self._spool)
            body: Any = self._body
            self.body_rcv = Chunks(body) if self.chunked else FixedStreamReceiver(self.content_length, body)

    def _take_body(self, data: bytes) -> int:
        assert self._body is not None
        taken: int = self.body_rcv.received(data)
        self.body_bytes_received += taken
        if self._body.found_no_space:
            self._refuse(NoSpace("Too many bodies come in at once."))
        elif self.body_rcv.error:
            self._refuse(self.body_rcv.error)
        elif len(self._body) > (self.entry.kept if self._is_large else self._most):
            self._cut("large")
        elif self.body_rcv.completed:
            self.completed = True
            if self.chunked:
                self.headers["CONTENT_LENGTH"] = str(len(self._body))
        return taken

    def _may_have_files(self) -> bool:
        """Whether the body is a form as it is: only such a one may be long."""
        media_type = self.headers.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        return media_type == "multipart/form-data" and not self.headers.get("CONTENT_ENCODING")

    def _refuse(self, error: Error) -> None:
        self.error, self.completed = error, True

    def _cut(self, why: Cut) -> None:
        """Be complete without the rest of the body; its length is that which it says of itself, or what is here."""
        assert self._body is not None
        self.cut, self.completed, self.expect_continue = why, True, False
        if self.chunked:
            self.headers["CONTENT_LENGTH"] = str(len(self._body))
        if why == "large":
            self._body.cut(self.entry.kept)
