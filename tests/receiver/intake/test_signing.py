"""Signing: what a sender shows is what the hook takes, whatever the body."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import requests

from models.channels import hooks
from models.channels.hook_rules import Rules, Secret
from models.channels.hooks import Hook, HookEdit
from receiver.intake import signatures

BODY = '{"text": "Grüße 👋"}'.encode()


@pytest.mark.parametrize(
    "secret",
    [
        Secret("header", "hush, ü", "X-Hook-Secret"),
        Secret("github", "It's a Secret to Everybody"),
        Secret("standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    ],
    ids=lambda secret: secret.kind,
)
def test_a_signed_post_is_taken(hook_url: str, operations: Hook, secret: Secret) -> None:
    hooks.save(operations.edit(), HookEdit(operations.guid, "Monitor", True, Rules(secret=secret)))
    now = datetime.now(UTC)
    assert requests.post(hook_url, BODY, timeout=10).json()["code"] == "wrong_secret"
    assert requests.post(hook_url, BODY, headers=signatures.shown(secret, BODY, now), timeout=10).status_code == 200
    if secret.kind != "header":
        other = signatures.shown(secret, BODY + b" ", now)
        assert requests.post(hook_url, BODY, headers=other, timeout=10).status_code == 403
    if secret.kind == "standard":
        late = signatures.shown(secret, BODY, now - timedelta(minutes=6))
        assert requests.post(hook_url, BODY, headers=late, timeout=10).status_code == 403


def test_github_signs_like_its_documentation() -> None:
    """The example of https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries."""
    shown = signatures.shown(Secret("github", "It's a Secret to Everybody"), b"Hello, World!", datetime.now(UTC))
    assert shown == {"X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}
