"""The application: the hook route, /health, /metrics, /openapi.json, and one shape for every error of any of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import flask
import msgspec
from flask import Flask, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, Rule

from models.deliveries.deliveries import Answer
from models.problems import Problem
from models.recording.recorder import Recorder
from models.settings.desk_id import HEADER
from models.upkeep import low_space
from receiver import answers
from receiver.answers import Refused
from receiver.health import Health
from receiver.how_to_post import openapi
from receiver.intake.hook_route import HookRoute
from receiver.intake.target_cache import Targets
from receiver.intake.unknown_urls import UnknownUrls
from receiver.intake.uploads.uploading import Uploading
from receiver.metrics import exposition
from receiver.metrics.answer_counts import AnswerCounts
from receiver.metrics.exposition import Exposition
from receiver.serving import guard
from receiver.serving.proxies import TrustedProxies
from receiver.serving.request import Request, request_of
from receiver.serving.strays import Strays

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_READING = ("GET", "HEAD")
_REQUEST = "hookdesk.request"  # the key in the environ under which Flask's routes find it
_OK = msgspec.json.encode({"status": "ok"})
_LOW = msgspec.json.encode({"status": "ok", "warning": "low_space"})

logger = logging.getLogger(__name__)


def create_app(
    *,
    recorder: Recorder,
    hosts: guard.AllowedHosts,
    health: Health,
    public_url: str | None = None,
    proxies: TrustedProxies | None = None,
    answered: AnswerCounts | None = None,
    strays: Strays | None = None,
    targets: Targets | None = None,
    metrics: Exposition | None = None,
    unknown: UnknownUrls | None = None,
    keep_headers: bool = False,
    desk: str = "",
    uploading: Uploading,
) -> Flask:
    """The application on a recorder that runs, and on what looks after its health.

    `public_url` is shown to a person who opens a hook's URL. `answered` counts what became of the requests, `strays`
    those that came to no hook, of which `unknown` takes some; `targets` are the hooks that were looked up, which the
    server's gate asks as well. Without `metrics` there is no /metrics. `desk` is the desk_id().
    `uploading` takes the files out of posts.
    """
    unknown, strays = unknown or UnknownUrls(), strays or Strays()
    counts, known = answered or AnswerCounts(), targets or Targets()
    route = HookRoute(recorder, hosts, public_url, counts, strays, known, unknown, keep_headers, uploading)
    app = _Application(route, proxies or TrustedProxies())
    # A rule without methods: the route answers every method itself, with the shape of error that is ours.
    app.url_map.add(Rule("/health", endpoint="health"))
    app.view_functions["health"] = lambda: _health(health, hosts, desk)
    app.url_map.add(Rule(openapi.PATH, endpoint="openapi"))
    app.view_functions["openapi"] = lambda: _describe(hosts)
    if metrics is not None:
        app.url_map.add(Rule(exposition.PATH, endpoint="metrics"))
        app.view_functions["metrics"] = lambda: _show(metrics, hosts)
    app.register_error_handler(HTTPException, lambda error: _no_route(error, hosts, route, strays, unknown))
    app.register_error_handler(Problem, _unavailable)
    app.register_error_handler(Exception, _bug)
    return app


class _Application(Flask):
    """Flask for all routes but the hooks'. It does not check the Host header, as the guard does; it serves no files."""

    def __init__(self, route: HookRoute, proxies: TrustedProxies) -> None:
        super().__init__(__name__, static_folder=None, template_folder=None)
        self.url_map.merge_slashes = False
        self._route = route
        self._proxies = proxies

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = self._proxies.seen_through(request_of(environ))
        if self._route.takes(request.path):
            status, headers, body = self._route.answer(request)
            start_response(status, headers)
            return () if request.method == "HEAD" else (body,)
        environ[_REQUEST] = request
        return super().wsgi_app(environ, start_response)

    def create_url_adapter(self, request: flask.Request | None) -> MapAdapter | None:
        if request is None:
            return super().create_url_adapter(request)
        return self.url_map.bind("receiver", path_info=request.path, default_method=request.method)

    def log_exception(self, exc_info: Any) -> None:
        logger.error("A request failed.", exc_info=exc_info)


def _asked() -> Request:
    """The request that is being answered."""
    request: Request = flask.request.environ[_REQUEST]
    return request


def _health(health: Health, hosts: guard.AllowedHosts, desk: str) -> Response:
    request = _asked()
    refusal = guard.check(request, hosts)
    if refusal is not None:
        return _response(answers.refused(refusal))
    if request.method not in _READING:
        return _only_reading()
    trouble = health.trouble()
    if trouble is not None:
        answer = _response(answers.unavailable(trouble.reason))
    else:
        body = _LOW if low_space.is_low() else _OK
        answer = Response(body, 200, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
    answer.headers[HEADER] = desk  # by which a window knows that it need not receive itself
    return answer


def _describe(hosts: guard.AllowedHosts) -> Response:
    request = _asked()
    refusal = guard.check(request, hosts)
    if refusal is not None:
        return _response(answers.refused(refusal))
    if request.method not in _READING:
        return _only_reading()
    return Response(openapi.text(), 200, [("Content-Type", "application/json"), ("X-Content-Type-Options", "nosniff")])


def _show(metrics: Exposition, hosts: guard.AllowedHosts) -> Response:
    request = _asked()
    refusal = guard.check(request, hosts) or metrics.refusal(request)
    if refusal is not None:
        return _response(answers.refused(refusal))
    if request.method not in _READING:
        return _only_reading()
    content_type, text = metrics.text(request.headers.get("Accept", ""))
    headers = [("Content-Type", content_type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    return Response(text, 200, headers)


def _only_reading() -> Response:
    refusal = Refused("method_not_allowed", "Ask for this with GET.")
    return _response(answers.refused(refusal), allow=", ".join(_READING))


def _no_route(
    error: HTTPException, hosts: guard.AllowedHosts, route: HookRoute, strays: Strays, unknown: UnknownUrls
) -> Response:
    request = _asked()
    if error.code == 404 and request.path.lstrip("/").startswith("hooks/"):
        return _response(route.refuse_unknown(request))
    refusal = guard.check(request, hosts)
    if refusal is None and error.code != 404:
        refusal = Refused("bad_request", "The request cannot be read.")
    elif refusal is None:
        unknown.add(request)
    answer = answers.refused(refusal or Refused("not_found"))
    strays.note(answer, request.remote_address)
    return _response(answer)


def _unavailable(problem: Problem) -> Response:
    logger.warning("A request was put off: %s", problem.title)
    return _response(answers.unavailable())


def _bug(error: Exception) -> Response:
    logger.error("A request failed.", exc_info=error)
    return _response(answers.bug())


def _response(answer: Answer, allow: str = answers.HOOK_METHODS) -> Response:
    """An answer as Flask has it; `allow` names the methods that a path does take."""
    return Response(answer.body, answer.status, answers.json_headers(answer, allow))
