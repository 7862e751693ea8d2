"""Tasks: how one request is answered, by the application or, if it is none, in the shape of all other errors."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from waitress.task import ErrorTask, WSGITask

from receiver import answers
from receiver.answers import RETRY_AFTER, Refused
from receiver.serving.http.parser import NoSpace, SpokeTls
from receiver.serving.request import CUT

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class RequestTask(WSGITask):
    """A request for the application."""

    def service(self) -> None:
        if self.request.cut:  # type: ignore[attr-defined]
            self.set_close_on_finish()  # what follows is the rest of a body, and no request
        super().service()

    def build_response_header(self) -> bytes:
        # Who names another host, or two, may mean something else by what follows as well.
        if self.channel.server.stopping or self.status.startswith("421"):  # type: ignore[attr-defined]
            self.set_close_on_finish()
        return super().build_response_header()

    def get_environment(self) -> WSGIEnvironment:
        request: Any = self.request
        environ = super().get_environment()
        environ["PATH_INFO"] = request.path  # as it came: waitress makes one slash of several
        environ[CUT] = request.cut
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


class RefusalTask(ErrorTask):
    """An answer to what is not a request."""

    def execute(self) -> None:
        error: Any = self.request.error  # type: ignore[attr-defined]
        refusal = _refusal(error)
        answer = answers.bug() if refusal is None else answers.refused(refusal)
        why = "" if refusal is None else refusal.detail
        self.channel.server.note(answer, self.channel.addr[0], why)  # type: ignore[attr-defined]
        self.status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        self.response_headers = answers.json_headers(answer)
        self.set_close_on_finish()
        self.content_length = len(answer.body)
        self.write(answer.body)


def _refusal(error: Any) -> Refused | None:
    """The refusal for an error of the parser's; None for one that is ours."""
    if isinstance(error, SpokeTls):
        return Refused("tls_to_http", error.body)
    if isinstance(error, NoSpace):
        return Refused("unavailable", error.body, retry_after=RETRY_AFTER)
    if error.code == 400:
        return Refused("bad_request", error.body)
    if error.code == 431:
        return Refused("headers_too_large", error.body)
    return Refused("not_implemented") if error.code == 501 else None
