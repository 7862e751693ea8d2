"""Hostile bodies over HTTP: whatever a hook reads by, the answer is no 5xx, and the next report is taken."""

from __future__ import annotations

import gzip
import json

import pytest
import requests

from models.channels.hook_rules import AUTOMATIC
from models.channels.hooks import Hook
from models.deliveries import deliveries
from tests.receiver.intake.rules import set_rules

MIB = 1024 * 1024
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%b">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k"))
) + b"]><a>&j;</a>"  # fmt: skip
BODIES = {
    "deep": b'{"alerts":' * 50_000,
    "deep and whole": b'{"alerts":[' * 400 + b"]}" * 400,
    "a megabyte of names": b"{%b}" % b",".join(b'"%x":0' % at for at in range(90_000)),
    "a megabyte of items": b"[%b0]" % (b"0," * 520_000),
    "items of a sender": b'{"version":"4","groupKey":"","alerts":[%b{}]}' % (b"{}," * 340_000),
    "entities": ENTITIES,
    "a packed bomb": gzip.compress(b'{"text": "' + b"a" * 50 * MIB + b'"}'),
    "a field of a form": b"payload=" + b"%7B" * 100_000,
    "JSON in JSON": json.dumps({"Type": "a", "TopicArn": "b", "MessageId": "c", "Message": "[" * 200_000}).encode(),
}


@pytest.mark.parametrize("reads", [AUTOMATIC, "alertmanager", "aws-sns", "github", "slack"])
def test_a_hostile_body_is_answered_kept_and_forgotten(hook_url: str, operations: Hook, reads: str) -> None:
    set_rules(operations, reads=reads)
    for name, body in BODIES.items():
        headers = {"Content-Encoding": "gzip"} if name == "a packed bomb" else {}
        answer = requests.post(hook_url, body, headers={**headers, "X-GitHub-Event": "issues"}, timeout=60)
        assert answer.status_code < 500, (name, answer.text)
        assert len(answer.content) < MIB, name
    assert len(deliveries.page()) == len(BODIES)
    assert requests.post(hook_url, json={"text": "And all is well"}, timeout=60).status_code == 200
