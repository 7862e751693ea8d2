"""The rate limit of a hook over HTTP: 429 with the seconds to wait, and a flood that stays cheap."""

from __future__ import annotations

from dataclasses import replace

import requests

from models.channels import channels, hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.delivery_filter import DeliveryFilter
from receiver.service import Service
from tests.receiver.intake.rules import GOOD, assert_refused, newest, post, set_rules


def test_what_is_too_much_is_429_and_says_when_to_come_again(hook_url: str, operations: Hook) -> None:
    set_rules(operations, rate_limit="3/hour")
    answers = [post(hook_url) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert_refused(answers[3], 429, "rate_limited", "at most 3 an hour", f"in {answers[3].headers['Retry-After']} s")
    assert 3590 <= int(answers[3].headers["Retry-After"]) <= 3600
    assert newest().body == GOOD


def test_another_hook_is_not_held_up(hook_url: str, operations: Hook, service: Service) -> None:
    other = hooks.add(channels.add("Plant").id, "Sensor")
    set_rules(operations, rate_limit="1/day")
    set_rules(other, rate_limit="1/day")
    urls = [hook_url, hooks.url(service.url, other.channel_guid, other.guid)] * 2
    assert [post(url).status_code for url in urls] == [200, 200, 429, 429]


def test_a_changed_limit_takes_effect_with_the_next_post(hook_url: str, operations: Hook) -> None:
    statuses = []
    for limit in ("1/day", "2/day", None, "1/hour"):
        set_rules(operations, rate_limit=limit)
        statuses += [post(hook_url).status_code for _ in range(3)]
    assert statuses == [200, 429, 429, 200, 200, 429, 200, 200, 200, 200, 429, 429]


def test_a_change_of_the_hook_does_not_count_the_post_that_meets_it_twice(hook_url: str, operations: Hook) -> None:
    """That post is looked at once more, after its hook was found to be another."""
    set_rules(operations, rate_limit="1/day")
    assert post(hook_url).status_code == 200
    now = hooks.get(operations.guid).edit()
    hooks.save(now, replace(now, purpose="Night watch"))
    assert [post(hook_url).status_code for _ in range(2)] == [200, 429]


def test_who_shows_a_wrong_secret_is_held_off_as_well(hook_url: str, operations: Hook) -> None:
    """Or secrets could be tried at full speed."""
    set_rules(operations, rate_limit="2/hour", secret=Secret("header", "right", "X-Secret"))
    statuses = [post(hook_url, X_Secret=secret).status_code for secret in ("a", "b", "right")]
    assert statuses == [403, 403, 429]


def test_of_a_flood_each_is_kept_with_the_beginning_of_its_body(hook_url: str, operations: Hook) -> None:
    set_rules(operations, rate_limit="1/day")
    body = b'{"text": "' + b"x" * 200_000 + b'"}'
    with requests.Session() as session:
        statuses = [session.post(hook_url, data=body, timeout=10).status_code for _ in range(20)]
    assert statuses == [200] + [429] * 19
    assert len(deliveries.page(DeliveryFilter(code="rate_limited"))) == 19
    kept = newest()
    assert (kept.delivery.size, kept.body, kept.delivery.whole) == (len(body), body[: 64 * 1024], False)
