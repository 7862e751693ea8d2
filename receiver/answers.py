"""Answers: what became of a delivery, as a status and JSON. One shape for every error (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

import msgspec

from models.deliveries.deliveries import Answer
from models.report import Outcome, leading
from receiver.codes import CODES, OUTCOMES, REASONS

HOOK_METHODS = "GET, HEAD, POST, PUT"  # that a hook's URL takes
RETRY_AFTER = 5  # seconds, when nothing can be stored

Reply = tuple[str, list[tuple[str, str]], bytes]

_STATUS_LINES = {each.value: f"{each.value} {each.phrase}" for each in HTTPStatus}


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


NO_FAULTS: Mapping[int, tuple[Fault, ...]] = MappingProxyType({})
SKIPPED = Outcome("skipped", None, None)


class Refused(Exception):
    """A request that cannot be taken: one of the codes, and what is wrong with this one.

    Without a `detail` it says what the example of the code says: of such a code, one occurrence is like the other.
    `errors` are the fields that are wrong, `position` is where a body stops being JSON, `retry_after` the seconds after
    which it may be sent again. `reason` says why nothing can be stored, as one of REASONS.
    """

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        errors: tuple[Fault, ...] = (),
        *,
        position: Position | None = None,
        retry_after: int | None = None,
        reason: str | None = None,
    ) -> None:
        self.code = code
        self.detail = str(CODES[code].example) if detail is None else detail
        super().__init__(code, self.detail)
        self.errors = errors
        self.position = position
        self.retry_after = retry_after
        self.reason = reason


def recorded(outcomes: Sequence[Outcome], faulty: Mapping[int, tuple[Fault, ...]] = NO_FAULTS) -> Answer:
    """The answer to a delivery whose reports were recorded, one or several, or none: a format skipped all.

    `faulty` are those of several that are wrong, by their places among all.
    """
    outcomes = outcomes or [SKIPPED]
    first = leading(outcomes)
    documents = [_recorded(outcome) for outcome in outcomes]
    for at in sorted(faulty):
        documents.insert(at, {"status": "invalid_report", "errors": _errors(faulty[at])})
    document = documents[0] if len(documents) == 1 else {"status": "read", "reports": documents}
    # A delivery of several reports gets one of these two: at any other a sender that retries would send all again.
    status = OUTCOMES[first.status].status if len(documents) == 1 or first.status == "opened" else 200
    return Answer(status, first.status, None, msgspec.json.encode(document))


def _errors(faults: Sequence[Fault]) -> list[dict[str, str]]:
    return [{"pointer": fault.pointer, "detail": fault.detail} for fault in faults]


def _recorded(outcome: Outcome) -> dict[str, object]:
    document: dict[str, object] = {"status": outcome.status}
    if outcome.message is not None:
        document["message"] = outcome.message
    if outcome.case is not None:
        document["case"] = outcome.case
    if outcome.unknown_references:
        document["unknown_references"] = outcome.unknown_references
    if outcome.repaired:
        document["repaired"] = outcome.repaired
    return document


def refused(refusal: Refused) -> Answer:
    """The answer to a request that was refused: a problem document."""
    code = CODES[refusal.code]
    document: dict[str, object] = {
        "type": f"urn:hookdesk:problem:{refusal.code}",
        "title": code.title,
        "status": code.status,
        "detail": refusal.detail,
        "code": refusal.code,
    }
    if refusal.reason is not None:
        document["reason"] = refusal.reason
    if refusal.errors:
        document["errors"] = _errors(refusal.errors)
    if refusal.position is not None:
        place = refusal.position
        document["position"] = {"line": place.line, "column": place.column, "byte": place.byte}
    return Answer(code.status, "rejected", refusal.code, msgspec.json.encode(document), refusal.retry_after)


def unavailable(reason: str | None = None) -> Answer:
    """The answer when nothing can be stored for a while, with one of REASONS to whoever asks why."""
    detail = None if reason is None else REASONS[reason]
    return refused(Refused("unavailable", detail, retry_after=RETRY_AFTER, reason=reason))


def bug() -> Answer:
    """The answer to a mistake of ours. It carries nothing of the exception."""
    return refused(Refused("internal_error"))


def reply(answer: Answer, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """An answer as WSGI has it: the status line, the headers and the body; `headers` for what is not JSON."""
    sent = [*(headers or json_headers(answer)), ("Content-Length", str(len(answer.body)))]
    return _STATUS_LINES[answer.status], sent, answer.body


def json_headers(answer: Answer, allow: str = HOOK_METHODS) -> list[tuple[str, str]]:
    """The headers of an answer that is JSON."""
    media_type = answer.media_type if answer.code is None else "application/problem+json"
    found = [("Content-Type", media_type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    if answer.status == 405:
        found.append(("Allow", allow))
    if answer.retry_after is not None:
        found.append(("Retry-After", str(answer.retry_after)))
    return found
