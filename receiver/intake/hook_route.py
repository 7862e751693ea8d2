"""The hook route: one delivery from the request to its answer. It only leads there; others decide.

Flask has no part in it: its contexts, matching and response took as long as all that a delivery needs before it is
recorded.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from models.channels.hook_targets import Target
from models.database import connection
from models.deliveries.deliveries import Answer, Received
from models.problems import Problem, Unavailable
from models.recording.job import HookChanged
from models.recording.recorder import Recorder
from receiver import answers
from receiver.answers import Refused, Reply
from receiver.how_to_post import hook_page
from receiver.intake import admission, signatures
from receiver.intake.admission import Admission
from receiver.intake.intake import Intake
from receiver.intake.target_cache import Targets, own_part
from receiver.intake.unknown_urls import UnknownUrls
from receiver.intake.uploads.uploading import Uploading
from receiver.limits import KEPT_OF_LARGE, MAX_BODY
from receiver.metrics.answer_counts import AnswerCounts
from receiver.serving import guard
from receiver.serving.request import Request
from receiver.serving.strays import Strays

_TRIES = 5

_UNKNOWN = Refused("unknown_hook")
_PROBING = ("GET", "HEAD")
_READY = Answer(200, "probed", None, b"ready\n")

logger = logging.getLogger(__name__)


class HookRoute:
    """Takes what is sent to a hook's URL, and counts how it was answered."""

    def __init__(
        self,
        recorder: Recorder,
        hosts: guard.AllowedHosts,
        public_url: str | None,
        answered: AnswerCounts,
        strays: Strays,
        targets: Targets,
        unknown: UnknownUrls,
        keep_headers: bool,
        uploading: Uploading,
    ) -> None:
        self._answered = answered
        self._strays = strays
        self._intake = Intake(recorder)
        self._admission = Admission()
        self._hosts = hosts
        self._public_url = public_url
        self._unknown = unknown
        self._keep_headers = keep_headers
        self._targets = targets
        self._uploading = uploading

    def takes(self, path: str) -> bool:
        """Whether this path is a hook's, known or not."""
        return self._targets.takes(path)

    def answer(self, request: Request) -> Reply:
        """The answer to a request for a path that it takes."""
        started = perf_counter()
        try:
            with connection():
                return self._receive(request, started)
        except Problem as problem:
            logger.warning("A request was put off: %s", problem.title)
            return self._reply(answers.unavailable(), started)
        except Exception:
            logger.exception("A request failed.")
            return self._reply(answers.bug(), started)

    def refuse_unknown(self, request: Request) -> Answer:
        """The answer to a request for a hook that does not exist; it is counted, and a few are kept."""
        refusal = guard.check(request, self._hosts)
        if refusal is None:
            self._unknown.add(request)
        answer = answers.refused(refusal or _UNKNOWN)
        self._strays.note(answer, request.remote_address)
        return answer

    def _receive(self, request: Request, started: float) -> Reply:
        for _ in range(_TRIES):
            if request.method in _PROBING:
                self._targets.forget(request.path)  # nothing is written that would notice a change
            target = self._targets.find(request.path)
            if target is None:
                return answers.reply(self.refuse_unknown(request))
            try:
                return self._receive_for(target, request, started)
            except HookChanged:
                self._targets.forget(request.path)
                self._admission.forget(target)
        raise Unavailable("The web hook is being changed.", "Send the report again in a moment.")

    def _receive_for(self, target: Target, request: Request, started: float) -> Reply:
        behind = self._targets.behind(request.path, request.target)
        received = _received(request, target, started, behind, self._keep_headers)
        refusal = guard.check(request, self._hosts)
        if request.method in _PROBING:
            refusal = refusal or admission.closed(target, received.received_at)
            if refusal is None:
                return self._probed(request, target)
        refusal = refusal or self._admission.refusal(target, request, received)
        if refusal is None and request.cut is not None:
            # It was cut while its hook was another, or was none: it may be taken now.
            raise Unavailable("The web hook has just changed.", "Send the report again in a moment.")
        if refusal is None:
            return self._reply(self._take(request, received), started)
        if refusal.code == "rate_limited":
            # A flood that a limit holds off must not fill the disk instead.
            received = replace(received, body=received.body[:KEPT_OF_LARGE])
        return self._reply(self._intake.refuse(received, answers.refused(refusal)), started)

    def _take(self, request: Request, received: Received) -> Answer:
        try:
            with self._uploading.taken(request, received) as whole:
                return self._intake.take(whole, request.content_type, request.content_coding)
        except Refused as refusal:
            return self._intake.refuse(received, answers.refused(refusal))

    def _probed(self, request: Request, target: Target) -> Reply:
        """The answer to who only looks: to a person how to post, to a program that it may."""
        self._answered.add_probe()
        if not _is_person(request):
            return answers.reply(_READY, hook_page.PLAIN_HEADERS)
        base = self._public_url or f"http://{request.host}"
        page = hook_page.page(base.rstrip("/") + own_part(request.path), target.purpose)
        return answers.reply(replace(_READY, body=page), hook_page.HEADERS)

    def _reply(self, answer: Answer, started: float, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
        """The answer to a delivery, which counts from here on."""
        self._answered.add(answer, perf_counter() - started)
        return answers.reply(answer, headers)


def _is_person(request: Request) -> bool:
    """Whether someone looks at the URL in a browser."""
    return "text/html" in request.headers.get("Accept", "")


def _received(request: Request, target: Target, started: float, behind: str, keep_headers: bool) -> Received:
    return Received(
        hook_id=target.hook_id,
        channel_id=target.channel_id,
        purpose=target.purpose,
        received_at=datetime.now(UTC),
        remote_address=request.remote_address,
        method=request.method,
        headers=signatures.hidden(target.rules.secret, tuple(request.headers.items()), keep_others=keep_headers),
        body=request.beginning(MAX_BODY if request.size <= MAX_BODY else KEPT_OF_LARGE),
        size=request.size,
        started=started,
        revision=target.revision,
        old_url_id=target.old_url_id,
        reopen_within=target.rules.reopen_within,
        path=behind,
        reads=target.rules.reads,
        answers=target.rules.answers,
        in_force=target.in_force,
        scope=target.scope,
    )
