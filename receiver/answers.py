"""Answers: what became of a delivery, as a status and JSON. One shape for every error (RFC 9457)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from flask import Response

from models.deliveries.deliveries import Answer
from models.report import Outcome

RETRY_AFTER = 5  # seconds, when nothing can be stored

Reply = tuple[str, list[tuple[str, str]], bytes]

_STATUS_LINES = {each.value: f"{each.value} {each.phrase}" for each in HTTPStatus}
OUTCOMES = {"posted": 200, "updated": 200, "opened": 201, "already_reported": 208}

# code: status and title. The title is the same for each occurrence, the detail tells them apart.
PROBLEMS = {
    "bad_request": (400, "The request is not HTTP"),
    "invalid_json": (400, "The body is not JSON"),
    "cross_origin": (403, "Web pages may not post here"),
    "hook_disabled": (403, "The web hook is disabled"),
    "sender_not_allowed": (403, "This sender may not post here"),
    "wrong_secret": (403, "The sender did not show the secret"),
    "not_local": (403, "This is for programs of this machine"),
    "not_found": (404, "There is nothing here"),
    "unknown_hook": (404, "There is no such web hook"),
    "method_not_allowed": (405, "Only POST works here"),
    "hook_gone": (410, "The web hook is gone"),
    "payload_too_large": (413, "The body is too large"),
    "misdirected_request": (421, "The request is for another host"),
    "invalid_report": (422, "The report has the wrong shape"),
    "rate_limited": (429, "The web hook takes no more for now"),
    "headers_too_large": (431, "The headers are too large"),
    "internal_error": (500, "Something went wrong here"),
    "not_implemented": (501, "This transfer coding is not known here"),
    "unavailable": (503, "Nothing can be stored at the moment"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a report: where, as a JSON pointer (RFC 6901), and what."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where a body stops being JSON: line and column counted from 1, the byte from 0."""

    line: int
    column: int
    byte: int


class Refused(Exception):
    """A request that cannot be taken: one of the codes of the error table, and what is wrong with this one.

    `errors` are the fields that are wrong, `position` is where a body stops being JSON, `retry_after` the seconds
    after which it may be sent again.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        errors: tuple[Fault, ...] = (),
        *,
        position: Position | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.errors = errors
        self.position = position
        self.retry_after = retry_after


def recorded(outcome: Outcome) -> Answer:
    """The answer to a report that was recorded."""
    document: dict[str, object] = {"status": outcome.status}
    if outcome.status != "already_reported":
        document["message"] = outcome.message
    if outcome.case is not None:
        document["case"] = outcome.case
    if outcome.unknown_references:
        document["unknown_references"] = outcome.unknown_references
    if outcome.repaired:
        document["repaired"] = outcome.repaired
    return Answer(OUTCOMES[outcome.status], outcome.status, None, msgspec.json.encode(document))


def refused(refusal: Refused) -> Answer:
    """The answer to a request that was refused: a problem document."""
    status, title = PROBLEMS[refusal.code]
    document: dict[str, object] = {
        "type": f"urn:hookdesk:problem:{refusal.code}",
        "title": title,
        "status": status,
        "detail": refusal.detail,
        "code": refusal.code,
    }
    if refusal.errors:
        document["errors"] = [{"pointer": fault.pointer, "detail": fault.detail} for fault in refusal.errors]
    if refusal.position is not None:
        place = refusal.position
        document["position"] = {"line": place.line, "column": place.column, "byte": place.byte}
    return Answer(status, "rejected", refusal.code, msgspec.json.encode(document), refusal.retry_after)


def unavailable() -> Answer:
    """The answer when nothing can be stored for a while."""
    detail = "Nothing was stored. Send it again in a few seconds."
    return refused(Refused("unavailable", detail, retry_after=RETRY_AFTER))


def bug() -> Answer:
    """The answer to what we did not foresee. It carries nothing of the exception."""
    return refused(Refused("internal_error", "The receiver failed at this request; its log says more."))


def reply(answer: Answer, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """An answer as WSGI has it: the status line, the headers and the body; `headers` for what is not JSON."""
    sent = [*(headers or json_headers(answer)), ("Content-Length", str(len(answer.body)))]
    return _STATUS_LINES[answer.status], sent, answer.body


def response(answer: Answer, allow: str = "POST") -> Response:
    """An answer as Flask has it; `allow` names the methods that a path does take."""
    return Response(answer.body, answer.status, json_headers(answer, allow))


def json_headers(answer: Answer, allow: str = "POST") -> list[tuple[str, str]]:
    """The headers of an answer that is JSON."""
    media_type = "application/json" if answer.code is None else "application/problem+json"
    found = [("Content-Type", media_type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    if answer.status == 405:
        found.append(("Allow", allow))
    if answer.retry_after is not None:
        found.append(("Retry-After", str(answer.retry_after)))
    return found
