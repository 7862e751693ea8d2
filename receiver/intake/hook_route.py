"""The hook route: one delivery from the request to its answer. It only translates WSGI; others decide.

It is WSGI: Flask's contexts, matching and response took as long as all that a delivery needs before it is recorded.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING

from models.channels.hook_targets import Target
from models.database import connection
from models.deliveries.deliveries import Answer, Received
from models.problems import Problem, Unavailable
from models.recording.job import HookChanged
from models.recording.recorder import Recorder
from models.settings.log_lines import fields
from receiver import answers
from receiver.answers import Refused, Reply
from receiver.how_to_post import hook_page
from receiver.intake import admission, signatures
from receiver.intake.admission import Admission
from receiver.intake.intake import Intake
from receiver.intake.target_cache import Targets
from receiver.limits import KEPT_OF_LARGE, MAX_BODY
from receiver.metrics.answer_counts import AnswerCounts
from receiver.serving import guard

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_TRIES = 5

_UNKNOWN = Refused("unknown_hook")

logger = logging.getLogger(__name__)


class HookRoute:
    """Takes what is sent to a hook's URL, and counts how it was answered."""

    def __init__(
        self, recorder: Recorder, hosts: guard.AllowedHosts, public_url: str | None, answered: AnswerCounts
    ) -> None:
        self._answered = answered
        self._intake = Intake(recorder)
        self._admission = Admission()
        self._hosts = hosts
        self._public_url = public_url
        self._targets = Targets()

    def takes(self, path: str) -> bool:
        """Whether this path is a hook's, known or not."""
        return self._targets.takes(path)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request to a path that it takes."""
        started = perf_counter()
        try:
            with connection():
                status, headers, body = self._receive(environ, started)
        except Problem as problem:
            logger.warning("A request was put off: %s", problem.title)
            status, headers, body = self._reply(answers.unavailable(), started)
        except Exception:
            logger.exception("A request failed.")
            status, headers, body = self._reply(answers.bug(), started)
        start_response(status, headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)

    def refuse_unknown(self, environ: WSGIEnvironment, started: float) -> Answer:
        """The answer to a request for a hook that does not exist; it is counted, not kept."""
        unknown = self._answered.add_unknown()
        answer = answers.refused(guard.check(environ, self._hosts) or _UNKNOWN)
        milliseconds = (perf_counter() - started) * 1000
        logger.info(
            "%s %d in %.1f ms, no hook, from %s, %d so far",
            answer.code, answer.status, milliseconds, environ["REMOTE_ADDR"], unknown,
            extra=fields(
                outcome=answer.outcome, code=answer.code, status=answer.status, milliseconds=round(milliseconds, 1),
                remote_address=environ["REMOTE_ADDR"],
            ),
        )  # fmt: skip
        return answer

    def _receive(self, environ: WSGIEnvironment, started: float) -> Reply:
        for _ in range(_TRIES):
            target = self._targets.find(environ["PATH_INFO"])
            if target is None:
                return answers.reply(self.refuse_unknown(environ, started))
            try:
                return self._receive_for(target, environ, started)
            except HookChanged:
                self._targets.forget(environ["PATH_INFO"])
                self._admission.forget(target)
                environ["wsgi.input"].seek(0)
        raise Unavailable("The web hook is being changed.", "Send the report again in a moment.")

    def _receive_for(self, target: Target, environ: WSGIEnvironment, started: float) -> Reply:
        received = _received(environ, target, started)
        refusal = guard.check(environ, self._hosts) or self._admission.refusal(target, environ, received)
        if refusal is None:
            return self._reply(self._intake.take(received, environ.get("CONTENT_TYPE", "")), started)
        if refusal is admission.NO_POST and _is_person(environ):
            return self._explain(environ, received)
        if refusal.code == "rate_limited":
            # A flood that a limit holds off must not fill the disk instead.
            received = replace(received, body=received.body[:KEPT_OF_LARGE])
        return self._reply(self._intake.refuse(received, answers.refused(refusal)), started)

    def _explain(self, environ: WSGIEnvironment, received: Received) -> Reply:
        base = self._public_url or f"http://{environ['HTTP_HOST']}"
        page = hook_page.page(base.rstrip("/") + environ["PATH_INFO"], received.purpose)
        answer = self._intake.refuse(received, Answer(405, "rejected", "method_not_allowed", page))
        return self._reply(answer, received.started, hook_page.HEADERS)

    def _reply(self, answer: Answer, started: float, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
        """The answer to a delivery, which counts from here on."""
        self._answered.add(answer, perf_counter() - started)
        return answers.reply(answer, headers)


def _is_person(environ: WSGIEnvironment) -> bool:
    """Whether someone looks at the URL in a browser."""
    return environ["REQUEST_METHOD"] == "GET" and "text/html" in environ.get("HTTP_ACCEPT", "")


def _received(environ: WSGIEnvironment, target: Target, started: float) -> Received:
    size = int(environ.get("CONTENT_LENGTH") or 0)
    return Received(
        hook_id=target.hook_id,
        channel_id=target.channel_id,
        purpose=target.purpose,
        received_at=datetime.now(UTC),
        remote_address=environ["REMOTE_ADDR"],
        method=environ["REQUEST_METHOD"],
        headers=signatures.hidden(target.rules.secret, _headers(environ)),
        body=environ["wsgi.input"].read(size if size <= MAX_BODY else KEPT_OF_LARGE),
        size=size,
        started=started,
        revision=target.revision,
        old_url_id=target.old_url_id,
    )


def _headers(environ: WSGIEnvironment) -> tuple[tuple[str, str], ...]:
    found = [(_header_name(key[5:]), value) for key, value in environ.items() if key.startswith("HTTP_")]
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if key in environ:
            found.append((_header_name(key), environ[key]))
    return tuple(found)


@lru_cache(maxsize=256)
def _header_name(key: str) -> str:
    return key.replace("_", "-").title()
