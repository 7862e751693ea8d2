"""The life of a hook over HTTP: it expires, its URL is replaced, only some may post; each refusal is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.channels import hooks, old_urls
from models.channels.hooks import Hook
from models.deliveries import deliveries
from tests.receiver.intake.rules import GOOD, assert_refused, newest, post, set_rules

DAY = timedelta(days=1)


def test_an_expired_hook_is_gone_until_its_date_is_taken_away(hook_url: str, operations: Hook) -> None:
    set_rules(operations, expires_at=datetime.now(UTC) + DAY)
    assert post(hook_url).status_code == 200
    end = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    set_rules(operations, expires_at=end)
    assert_refused(post(hook_url), 410, "hook_gone", "expired at 2026-03-04 05:06:07 UTC")
    set_rules(operations)
    assert post(hook_url).status_code == 200


def test_what_is_remembered_of_a_hook_expires_in_time(hook_url: str, operations: Hook) -> None:
    """Nothing is changed at the moment when a hook expires: the clock alone does it."""
    end = datetime.now(UTC) + timedelta(seconds=1)
    set_rules(operations, expires_at=end)
    status = 200
    while status == 200:
        began, status = datetime.now(UTC), post(hook_url).status_code
        assert status == 410 or began < end
        assert status == 200 or datetime.now(UTC) >= end
    assert_refused(post(hook_url), 410, "hook_gone", "expired")


def test_a_replaced_url_takes_reports_until_its_end_and_is_noted(hook_url: str, operations: Hook) -> None:
    hook = old_urls.replace_url(operations.guid, DAY)
    new_url = hook_url.replace(operations.guid, hook.guid)
    assert [post(url).status_code for url in (hook_url, new_url)] == [200, 200]
    assert [delivery.old_url for delivery in deliveries.page()] == [False, True]
    (url,) = old_urls.of_hook(hook.id)
    old_urls.revoke(url.id)
    assert_refused(post(hook_url), 410, "hook_gone", "This URL was replaced", "Ask for the web hook's new URL")
    assert newest().delivery.old_url
    assert post(new_url).status_code == 200
    assert old_urls.of_hook(hook.id)[0].deliveries == 2
    (sender,) = old_urls.senders(url.id)
    assert (sender.remote_address, sender.deliveries) == ("127.0.0.1", 2)
    assert sender.user_agent.startswith("python-requests/")


def test_a_url_that_was_replaced_without_grace_ends_at_once(hook_url: str, operations: Hook) -> None:
    assert post(hook_url).status_code == 200
    old_urls.replace_url(operations.guid, timedelta(0))
    assert_refused(post(hook_url), 410, "hook_gone", "This URL was replaced")


def test_a_disabled_hook_refuses_at_its_old_url_as_well(hook_url: str, operations: Hook) -> None:
    hook = old_urls.replace_url(operations.guid, DAY)
    hooks.set_enabled(hook.guid, False)
    assert_refused(post(hook_url), 403, "hook_disabled")


@pytest.mark.parametrize(
    ("senders", "status"),
    [
        (("127.0.0.1",), 200),
        (("192.0.2.1", "127.0.0.0/8"), 200),
        (("::ffff:127.0.0.0/104",), 200),
        (("192.0.2.1", "10.0.0.0/8", "::1"), 403),
    ],
)
def test_only_allowed_senders_may_post(hook_url: str, operations: Hook, senders: tuple[str, ...], status: int) -> None:
    set_rules(operations, senders=senders)
    answer = post(hook_url)
    assert answer.status_code == status
    if status == 403:
        assert_refused(answer, 403, "sender_not_allowed", "127.0.0.1")
        assert newest().body == GOOD


def test_what_a_sender_says_of_its_address_does_not_count(hook_url: str, operations: Hook) -> None:
    set_rules(operations, senders=("192.0.2.1",))
    answer = post(hook_url, X_Forwarded_For="192.0.2.1", Forwarded="for=192.0.2.1", X_Real_Ip="192.0.2.1")
    assert_refused(answer, 403, "sender_not_allowed")
