"""The answers that other programs wait for: a format says which of them its sender takes for a success."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

import msgspec

from models.deliveries.deliveries import Answer
from models.report import Outcome
from receiver import answers
from receiver.formats.reading import Reading

_PLAIN = "text/plain; charset=utf-8"


def of(reading: Reading, answers_as: str = "") -> Callable[[Sequence[Outcome]], Answer]:
    """What makes the answer to a delivery from the outcomes of its reports.

    `answers_as` is the rule of the hook, one of the answers that formats know; "" is as the format says.
    """
    wanted = answers_as or reading.answer
    if wanted == "ours":
        return lambda outcomes: answers.recorded(outcomes, reading.faulty)
    return lambda outcomes: _told(reading, wanted, answers.recorded(outcomes, reading.faulty))


def _told(reading: Reading, wanted: str, ours: Answer) -> Answer:
    """Our answer as the sender wants to hear it; the outcome stays."""
    if wanted == "ok":
        return replace(ours, status=200, body=b"ok", media_type=_PLAIN)
    if wanted == "pagerduty":
        key = next((report.key for report in reading.reports if report.key), None) or uuid4().hex
        return _accepted(ours, {"status": "success", "message": "Event processed", "dedup_key": key})
    if wanted == "opsgenie":
        return _accepted(ours, {"result": "Request will be processed", "took": 0.0, "requestId": str(uuid4())})
    return replace(ours, status=200)


def _accepted(ours: Answer, document: dict[str, object]) -> Answer:
    return replace(ours, status=202, body=msgspec.json.encode(document))
