"""Steps of the tests of a hook's rules: set them, post, and look at what was kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import requests

from models.channels import hooks
from models.channels.hook_rules import Rules
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.deliveries import Shown

GOOD = b'{"text": "good"}'


def set_rules(hook: Hook, **rules: Any) -> None:
    """Give a hook these rules and no others."""
    now = hooks.get(hook.guid).edit()
    hooks.save(now, replace(now, rules=Rules(**rules)))


def post(url: str, body: bytes = GOOD, **headers: str) -> requests.Response:
    """Post; `x_hub=...` is the header x-hub."""
    named = {name.replace("_", "-"): value.encode() for name, value in headers.items()}
    return requests.post(url, data=body, headers=named, timeout=10)


def newest() -> Shown:
    """The delivery that came last."""
    return deliveries.shown(deliveries.page(limit=1)[0].id)


def assert_refused(answer: requests.Response, status: int, code: str, *words: str) -> None:
    """The answer is a problem document with these words in its detail, and the delivery was kept with it."""
    document = answer.json()
    assert (answer.status_code, document["code"], answer.headers["Content-Type"]) == (
        status, code, "application/problem+json",
    )  # fmt: skip
    assert all(word in document["detail"] for word in words), document["detail"]
    kept = newest()
    assert (kept.delivery.outcome, kept.delivery.code, kept.delivery.status) == ("rejected", code, status)
    assert kept.answer == answer.content
    assert (kept.delivery.message, kept.delivery.case) == (None, None)
