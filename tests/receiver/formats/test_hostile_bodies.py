"""Hostile bodies become reports, by every preset and without one."""

import pytest

from receiver.formats.arrived import Arrived
from receiver.formats.presets import presets
from receiver.formats.reading import read

HOSTILE_BODIES = {
    "deep": (lambda: _nested(900)),
    "wide": (lambda: {f"name{at}": at for at in range(50_000)}),
    "many numbers": (lambda: [0] * 300_000),
    "many things": (lambda: {"alerts": [{"status": "firing"}] * 20_000, "groupKey": "", "version": "4"}),
    "a long text": (lambda: {"text": "a" * 1_000_000}),
    "a long name": (lambda: {"a" * 1_000_000: 1}),
    "marks": (lambda: {"text": "<http" * 100_000, "attachments": [{"text": "*" * 500_000}]}),
    "half a pair": (lambda: {"title": "a\ud800b\0c", "text": "\udfff"}),
    "great numbers": (lambda: {"title": 10**4000, "id": -(10**400), "state": 1e308}),
    "JSON in JSON": (lambda: {"Type": "Notification", "TopicArn": "a", "MessageId": "m", "Message": "[" * 100_000}),
    "wrong kinds": (lambda: {name: [[]] for name in ("alerts", "groupKey", "version", "heartbeat", "monitor", "msg")}),
}


def _nested(depth: int) -> object:
    found: object = "bottom"
    for _ in range(depth):
        found = {"a": [found]}
    return found


@pytest.mark.parametrize("body", HOSTILE_BODIES.values(), ids=HOSTILE_BODIES)
def test_a_hostile_body_becomes_reports_by_every_preset(body: object) -> None:
    assert callable(body)
    arrived = Arrived(body(), {"x-github-event": "issues"}, path="/v2/alerts")

    for preset in (None, *presets().values()):
        for report in read(arrived, preset, presets()).reports:
            assert report.text.strip()
            assert len(report.subject or "") <= 255
            assert len(report.key or "") <= 255
            report.text.encode()  # what cannot be encoded cannot be kept
