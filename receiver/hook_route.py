"""The hook route: one delivery from the request to its answer. It only translates; models decide."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from functools import lru_cache
from time import perf_counter
from typing import Any

from flask import Response, request

from models import hooks
from models.database import connection
from models.database_errors import explained
from models.deliveries import Answer, Received
from models.hooks import Target
from models.problems import Problem
from models.recorder import Recorder
from receiver import answers, guard, how_to_post, payload
from receiver.answers import Refused

MAX_BODY = 1024 * 1024  # bytes
_KEPT_OF_TOO_LARGE = 64 * 1024  # bytes

_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_UNKNOWN = Refused("unknown_hook", "No web hook has this address. Copy the URL from the channel's properties.")
_STATES = {
    "gone": Refused("hook_gone", "This web hook was removed, or its URL was replaced. Stop posting here."),
    "disabled": Refused("hook_disabled", "This web hook is disabled in the channel's properties."),
}
_NO_POST = Refused("method_not_allowed", "Send the report as JSON with POST.")

logger = logging.getLogger(__name__)


class HookRoute:
    """Takes what is sent to a hook's URL; `unknown` counts the requests to hooks that do not exist."""

    def __init__(self, recorder: Recorder, hosts: guard.AllowedHosts, public_url: str | None) -> None:
        self.unknown = 0
        self._recorder = recorder
        self._hosts = hosts
        self._public_url = public_url

    def receive(self, channel: str, hook: str) -> Response:
        """Answers the current request, which is for this hook of this channel."""
        started = perf_counter()
        environ = request.environ
        refusal = guard.check(environ, self._hosts)
        with connection():
            target = _target(environ, channel, hook)
            if target is None:
                return self._unknown(environ, refusal or _UNKNOWN, started)
            received = _received(environ, target, started)
            refusal = refusal or _refusal(target, received)
            if refusal is None:
                return answers.response(self._record(received, environ.get("CONTENT_TYPE", "")))
            if refusal is _NO_POST and _is_person(environ):
                return self._explain(received, target, f"{channel}/{hook}")
            return answers.response(self._refuse(received, answers.refused(refusal)))

    def _record(self, received: Received, content_type: str) -> Answer:
        try:
            report = payload.parse(received.body, content_type)
            answer = self._recorder.record(received, report, answers.recorded)
        except Refused as refusal:
            return self._refuse(received, answers.refused(refusal))
        except Problem as problem:
            logger.warning("A delivery was not taken: %s", problem.title)
            answer = answers.unavailable()  # what cannot be stored can also not be kept as refused
        except Exception:
            logger.exception("A delivery failed: channel %d, hook %d.", received.channel_id, received.hook_id)
            return self._refuse(received, answers.bug())
        _log(received, answer)
        return answer

    def _refuse(self, received: Received, answer: Answer) -> Answer:
        """Keeps a refused delivery, if that can be done at the moment; the sender hears of it in any case."""
        try:
            self._recorder.refuse(received, answer)
        except Problem as problem:
            logger.warning("A refused delivery was not kept: %s", problem.title)
        except Exception:
            logger.exception("A refused delivery was not kept: hook %d.", received.hook_id)
        _log(received, answer)
        return answer

    def _explain(self, received: Received, target: Target, path: str) -> Response:
        base = self._public_url or f"http://{request.environ['HTTP_HOST']}"
        page = how_to_post.page(f"{base.rstrip('/')}/hooks/channels/{path}", target.purpose)
        answer = self._refuse(received, Answer(405, "rejected", "method_not_allowed", page))
        return Response(answer.body, answer.status, how_to_post.HEADERS)

    def _unknown(self, environ: dict[str, Any], refusal: Refused, started: float) -> Response:
        self.unknown += 1
        answer = answers.refused(refusal)
        logger.info(
            "%s %d in %.1f ms, no hook, from %s, %d so far",
            answer.code, answer.status, (perf_counter() - started) * 1000, environ["REMOTE_ADDR"], self.unknown,
        )  # fmt: skip
        return answers.response(answer)


def _target(environ: dict[str, Any], channel: str, hook: str) -> Target | None:
    if _GUID.fullmatch(channel) is None or _GUID.fullmatch(hook) is None:
        return None
    if environ["PATH_INFO"].startswith("//"):  # Werkzeug takes several slashes at the start for one
        return None
    with explained():
        return hooks.target(channel.lower(), hook.lower())


def _refusal(target: Target, received: Received) -> Refused | None:
    """Why the body is not even to be read as a report, or None."""
    if target.state != "enabled":
        return _STATES[target.state]
    if received.method != "POST":
        return _NO_POST
    if received.size > MAX_BODY:
        detail = f"The body has {received.size:,} bytes; at most {MAX_BODY:,} are taken."
        return Refused("payload_too_large", detail)
    return None


def _is_person(environ: dict[str, Any]) -> bool:
    """Whether someone looks at the URL in a browser."""
    return environ["REQUEST_METHOD"] == "GET" and "text/html" in environ.get("HTTP_ACCEPT", "")


def _received(environ: dict[str, Any], target: Target, started: float) -> Received:
    size = int(environ.get("CONTENT_LENGTH") or 0)
    return Received(
        hook_id=target.hook_id,
        channel_id=target.channel_id,
        purpose=target.purpose,
        received_at=datetime.now(UTC),
        remote_address=environ["REMOTE_ADDR"],
        method=environ["REQUEST_METHOD"],
        headers=_headers(environ),
        body=environ["wsgi.input"].read(size if size <= MAX_BODY else _KEPT_OF_TOO_LARGE),
        size=size,
        started=started,
    )


def _headers(environ: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    found = [(_header_name(key[5:]), value) for key, value in environ.items() if key.startswith("HTTP_")]
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if key in environ:
            found.append((_header_name(key), environ[key]))
    return tuple(found)


@lru_cache(maxsize=256)
def _header_name(key: str) -> str:
    return key.replace("_", "-").title()


def _log(received: Received, answer: Answer) -> None:
    """One line a delivery, by numbers: the hook's URL is a secret."""
    logger.info(
        "%s %d in %.1f ms, channel %d, hook %d",
        answer.code or answer.outcome, answer.status, (perf_counter() - received.started) * 1000,
        received.channel_id, received.hook_id,
    )  # fmt: skip
