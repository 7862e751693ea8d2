"""Secrets of a hook over HTTP: a header, GitHub's signature, Standard Webhooks; and that none is ever kept."""

from __future__ import annotations

import hashlib
import hmac
import logging
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook

from models.channels import hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.database import connection, execute
from models.database.tables import TABLES
from models.settings import log
from models.settings.config import Config
from receiver.service import Service
from tests.receiver.intake.rules import GOOD, assert_refused, newest, post, set_rules

KEY = "It's a Secret to Everybody"
STANDARD = "whsec_" + b64encode(b"0123456789abcdef0123456789abcdef").decode()


def github(body: bytes, key: str = KEY) -> str:
    return "sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def standard(body: bytes, at: datetime | None = None, key: str = STANDARD) -> dict[str, str]:
    """The headers of a message of Standard Webhooks."""
    at = at or datetime.now(UTC)
    signature = Webhook(key).sign("msg_1", at, body.decode())
    return {"webhook_id": "msg_1", "webhook_timestamp": str(int(at.timestamp())), "webhook_signature": signature}


def test_a_header_must_have_the_secret(hook_url: str, operations: Hook) -> None:
    set_rules(operations, secret=Secret("header", "right", "X-Hook-Secret"))
    assert post(hook_url, X_Hook_Secret="right").status_code == 200
    assert post(hook_url, x_hook_secret="right").status_code == 200
    assert_refused(post(hook_url), 403, "wrong_secret", "The header X-Hook-Secret is missing")
    for wrong in ("", "wrong", "righ", "rightt", "Right", "right, right"):
        answer = post(hook_url, X_Hook_Secret=wrong)
        assert_refused(answer, 403, "wrong_secret", "X-Hook-Secret")
        assert "right" not in answer.text
    set_rules(operations)
    assert post(hook_url).status_code == 200


def test_a_header_may_be_authorization_and_the_secret_of_any_script(hook_url: str, operations: Hook) -> None:
    set_rules(operations, secret=Secret("header", "Bearer ölçüm🔑", "Authorization"))
    assert post(hook_url, Authorization="Bearer ölçüm🔑").status_code == 200
    assert_refused(post(hook_url, Authorization="Bearer olcum"), 403, "wrong_secret")


def test_a_body_that_github_signed_is_taken_and_no_other(hook_url: str, operations: Hook) -> None:
    set_rules(operations, secret=Secret("github", KEY))
    assert post(hook_url, GOOD, X_Hub_Signature_256=github(GOOD)).status_code == 200
    assert_refused(post(hook_url), 403, "wrong_secret", "The header X-Hub-Signature-256 is missing")
    for wrong in (github(GOOD + b" "), github(GOOD, "other"), github(GOOD)[7:], github(GOOD)[:-1], "sha256=", "ü", "x"):
        answer = post(hook_url, GOOD, X_Hub_Signature_256=wrong)
        assert_refused(answer, 403, "wrong_secret", "does not fit the body")
        assert github(GOOD)[7:] not in answer.text


def test_the_example_of_githubs_documentation_is_taken(hook_url: str, operations: Hook) -> None:
    """https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries: what is signed is the raw body."""
    set_rules(operations, secret=Secret("github", KEY))
    signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    assert post(hook_url, b"Hello, World!", X_Hub_Signature_256=signature).status_code == 200


def test_svix_signs_as_standard_webhooks_under_names_of_its_own(hook_url: str, operations: Hook) -> None:
    set_rules(operations, secret=Secret("standard", STANDARD))
    headers = {name.replace("webhook_", "svix_"): value for name, value in standard(GOOD).items()}
    assert post(hook_url, GOOD, **headers).status_code == 200
    assert_refused(post(hook_url, b'{"text": "Other"}', **headers), 403, "wrong_secret", "does not fit")
    assert_refused(post(hook_url, GOOD, svix_signature=headers["svix_signature"]), 403, "wrong_secret", "is missing")


def test_a_message_of_standard_webhooks_is_taken_and_no_other(hook_url: str, operations: Hook) -> None:
    set_rules(operations, secret=Secret("standard", STANDARD))
    good = standard(GOOD)
    assert post(hook_url, GOOD, **good).status_code == 200
    several = {**good, "webhook_signature": "v1,AAAA v1a,x " + good["webhook_signature"]}
    assert post(hook_url, GOOD, **several).status_code == 200
    for name in good:
        without = {key: value for key, value in good.items() if key != name}
        assert_refused(post(hook_url, GOOD, **without), 403, "wrong_secret", name.replace("_", "-"), "is missing")
    for wrong in ("x", "v1", "v1,", "v1,A", "v1,ü", "v2," + good["webhook_signature"][3:], "v1,a,b"):
        answer = post(hook_url, GOOD, **{**good, "webhook_signature": wrong})
        assert_refused(answer, 403, "wrong_secret", "webhook-signature")
        assert good["webhook_signature"][3:] not in answer.text
    assert_refused(post(hook_url, GOOD + b" ", **good), 403, "wrong_secret", "does not fit")
    assert_refused(post(hook_url, GOOD, **{**good, "webhook_id": "msg_2"}), 403, "wrong_secret", "does not fit")
    other = standard(GOOD, key="whsec_" + b64encode(b"other").decode())
    assert_refused(post(hook_url, GOOD, **other), 403, "wrong_secret", "does not fit")


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_message_of_another_time_is_refused(hook_url: str, operations: Hook, minutes: int) -> None:
    set_rules(operations, secret=Secret("standard", STANDARD))
    headers = standard(GOOD, datetime.now(UTC) + timedelta(minutes=minutes))
    assert_refused(post(hook_url, GOOD, **headers), 403, "wrong_secret", "more than five minutes", "clocks")
    for near in (-4, 4):
        assert post(hook_url, GOOD, **standard(GOOD, datetime.now(UTC) + timedelta(minutes=near))).status_code == 200


@pytest.mark.parametrize("time", ["", "now", "nan", "inf", "-1", "1e400", "9" * 400])
def test_a_time_that_is_none_is_refused(hook_url: str, operations: Hook, time: str) -> None:
    set_rules(operations, secret=Secret("standard", STANDARD))
    answer = post(hook_url, GOOD, **{**standard(GOOD), "webhook_timestamp": time})
    assert_refused(answer, 403, "wrong_secret", "webhook-timestamp" if time else "missing")


def test_a_signed_body_that_is_wrong_is_told_what_is_wrong_with_it(hook_url: str, operations: Hook) -> None:
    set_rules(operations, secret=Secret("standard", STANDARD))
    assert_refused(post(hook_url, b"{", **standard(b"{")), 400, "invalid_json")
    set_rules(operations, secret=Secret("github", KEY))
    assert_refused(post(hook_url, b"\xff", X_Hub_Signature_256=github(b"\xff")), 400, "invalid_json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(
    st.binary(max_size=200),
    st.text("aA0 \u00fc\u20ac\U0001f511", min_size=1).filter(lambda key: key == key.strip() != ""),
)
def test_what_github_signs_is_the_bytes_whatever_they_are(
    hook_url: str, operations: Hook, body: bytes, key: str
) -> None:
    set_rules(operations, secret=Secret("github", key))
    assert post(hook_url, body, X_Hub_Signature_256=github(body, key)).status_code != 403
    assert post(hook_url, body + b" ", X_Hub_Signature_256=github(body, key)).status_code == 403


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """The log of this test, with everything in it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield log.set_up(tmp_path)
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_a_secret_is_in_no_log_and_in_no_delivery(
    log_file: Path, hook_url: str, operations: Hook, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    set_rules(operations, secret=Secret("header", "MARKER-ölçüm", "X-Hook-Secret"))
    for body in (GOOD, b"{", b"x" * 2_000_000):
        post(hook_url, body, X_Hook_Secret="MARKER-ölçüm")
        assert dict(newest().headers)["X-Hook-Secret"] == "(secret)"
    # Whoever mistakes the header's name, or the way in which it is written there, has sent the secret all the same.
    post(hook_url, X_Hook_Secret="MARKER-wrong")
    post(hook_url, X_Secret="MARKER-ölçüm", Authorization="Bearer MARKER-ölçüm")
    hooks.set_enabled(operations.guid, False)
    post(hook_url, X_Hook_Secret="MARKER-ölçüm")
    hooks.remove(operations.guid)
    post(hook_url, X_Hook_Secret="MARKER-ölçüm")
    assert service.stop()
    for handler in logging.getLogger().handlers:
        handler.flush()
    assert "MARKER" not in log_file.read_text() + caplog.text
    with connection():
        rows = [(table.__name__, row) for table in TABLES for row in execute(f"SELECT * FROM {table._meta.table_name}")]
    # The hook's own row has it, or it could not be compared.
    assert [name for name, row in rows if "MARKER" in repr(row)] == ["Hook"]


def test_a_secret_that_was_set_a_moment_ago_is_not_kept_either(hook_url: str, operations: Hook) -> None:
    """What is remembered of the hook says that it has no secret."""
    assert post(hook_url, X_Hook_Secret="MARKER").status_code == 200
    set_rules(operations, secret=Secret("header", "MARKER", "X-Hook-Secret"))
    assert post(hook_url, X_Hook_Secret="MARKER").status_code == 200
    assert dict(newest().headers)["X-Hook-Secret"] == "(secret)"


def test_what_lets_somebody_in_is_not_kept_where_no_secret_is_asked_for(hook_url: str) -> None:
    let_in = ("Authorization", "Cookie", "X-Gitlab-Token", "X-Api-Key")
    headers = {**dict.fromkeys(let_in, "MARKER"), "X-Hub-Signature-256": "sha256=abc"}
    assert requests.post(hook_url, json={"text": "a"}, headers=headers, timeout=10).status_code == 200
    kept = dict(newest().headers)
    assert {kept[name] for name in let_in} == {"(secret)"}
    assert kept["X-Hub-Signature-256"] == "sha256=abc"
    assert "MARKER" not in repr(newest())


def test_a_setting_keeps_what_lets_somebody_in_elsewhere(desk: Path, operations: Hook, desk_config: Config) -> None:
    keeping = Service(replace(desk_config, credentials="kept"))
    keeping.start()
    try:
        url = hooks.url(keeping.base_url, operations.channel_guid, operations.guid)
        requests.post(url, json={"text": "a"}, headers={"Authorization": "Bearer abc"}, timeout=10)
        assert dict(newest().headers)["Authorization"] == "Bearer abc"
    finally:
        assert keeping.stop()
