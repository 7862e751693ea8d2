"""Strays: all are counted, and a flood of them leaves a line a second in the log."""

from __future__ import annotations

import logging

import pytest

from receiver import answers
from receiver.answers import Refused
from receiver.serving.strays import Strays


def test_a_flood_is_a_line_a_second_with_its_number(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "receiver.serving.strays")
    now = 100.0
    strays = Strays(lambda: now)
    unknown, malformed = (answers.refused(Refused(code)) for code in ("unknown_hook", "bad_request"))
    for number in range(1000):
        strays.note(unknown, f"192.0.2.{number % 250}")
    strays.note(malformed, "192.0.2.7", "A line ends with LF alone.")
    assert caplog.messages == [
        "unknown_hook 404, no hook from 192.0.2.0",
        "bad_request 400, no hook from 192.0.2.7: A line ends with LF alone.",
    ]
    caplog.clear()
    now += 1.0
    strays.tell()
    strays.tell()
    assert caplog.messages == ["unknown_hook 404, no hook, 999 of them, the last from 192.0.2.249"]
    assert strays.numbers() == {"unknown_hook": 1000, "bad_request": 1}
