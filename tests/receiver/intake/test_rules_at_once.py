"""Rules that change while senders post: whoever posts after a change meets the rules as they are then."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import requests

from models.channels import hooks, old_urls
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.delivery_filter import DeliveryFilter
from tests.receiver.intake.rules import GOOD, post, set_rules

ROUNDS = 15


@contextmanager
def crowd(send: Callable[[requests.Session], int]) -> Iterator[list[Future[set[int]]]]:
    """Four senders that do not rest inside; the statuses that each got are there afterwards."""
    ended = threading.Event()

    def sender() -> set[int]:
        statuses = set()
        with requests.Session() as session:
            while not ended.is_set():
                statuses.add(send(session))
        return statuses

    with ThreadPoolExecutor(4) as pool:
        found = [pool.submit(sender) for _ in range(4)]
        try:
            yield found
        finally:
            ended.set()


def test_a_secret_is_the_new_one_from_its_change_on(hook_url: str, operations: Hook) -> None:
    def guess(session: requests.Session) -> int:
        return session.post(hook_url, data=GOOD, headers={"X-Secret": "one"}, timeout=10).status_code

    secrets = ("one", "two")
    with crowd(guess) as found:
        for round_ in range(ROUNDS):
            right, wrong = secrets[round_ % 2], secrets[(round_ + 1) % 2]
            set_rules(operations, secret=Secret("header", right, "X-Secret"))
            assert post(hook_url, X_Secret=wrong).status_code == 403
            assert post(hook_url, X_Secret=right).status_code == 200
    assert set.union(*(each.result() for each in found)) <= {200, 403}
    hook = hooks.get(operations.guid)
    rejected = deliveries.page(DeliveryFilter(code="wrong_secret"), limit=10_000)
    assert (hook.deliveries, hook.rejected) == (len(deliveries.page(limit=10_000)), len(rejected))


def test_no_post_is_lost_while_the_url_is_replaced_again_and_again(hook_url: str, operations: Hook) -> None:
    def send(session: requests.Session) -> int:
        return session.post(hook_url, data=GOOD, timeout=10).status_code

    hook = operations
    with crowd(send) as found:
        for _ in range(ROUNDS):
            hook = old_urls.replace_url(hook.guid, timedelta(days=1))
            assert post(hook_url.replace(operations.guid, hook.guid)).status_code == 200
            assert post(hook_url).status_code == 200
    assert set.union(*(each.result() for each in found)) == {200}
    assert len(old_urls.of_hook(hook.id)) == ROUNDS
    old_urls.revoke(old_urls.find(operations.guid).id)
    assert post(hook_url).status_code == 410


def test_a_limit_holds_for_senders_at_once(hook_url: str, operations: Hook) -> None:
    set_rules(operations, rate_limit="20/day")

    def send(_number: int) -> int:
        return post(hook_url).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(send, range(60)))
    assert (statuses.count(200), statuses.count(429)) == (20, 40)
