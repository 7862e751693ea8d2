"""A test message to a web hook's URL, and a sentence on how it was answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus

from desktop.posting.posting import Unreached, post
from desktop.words.language import Sentence, decimal, tr

DEFAULT_TEXT = Sentence("Test message from Hookdesk")


@dataclass(frozen=True, slots=True)
class TestResult:
    """How a test went: whether the receiver took it, and one line that says so."""

    ok: bool
    line: str


def post_test(url: str, text: str) -> TestResult:
    """Post `{"text": text}` to the URL and say what came back; block, for up to 10 s without a byte."""
    try:
        found = post(url, json.dumps({"text": text}).encode(), {"Content-Type": "application/json"})
    except Unreached as reason:
        return TestResult(False, str(reason))
    return TestResult(
        found.ok,
        tr(
            "{status} in {number} ms: {said}",
            status=_status(found.status),
            number=decimal(found.milliseconds, 0),
            said=_said(found.body),
        ),
    )


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _said(body: bytes) -> str:
    """The detail of a problem, otherwise the body itself on one line."""
    text = body.decode("utf-8", "replace")
    try:
        answer = json.loads(text)
    except ValueError:
        answer = None
    if isinstance(answer, dict) and isinstance(answer.get("detail"), str):
        return str(answer["detail"])
    return " ".join(text.split())[:500] or tr("an empty answer.")
