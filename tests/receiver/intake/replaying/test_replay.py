"""Replay: what was rejected comes in by a second try, as if it had been posted, and is known as mended."""

from __future__ import annotations

import gzip
import json

import psycopg
import pytest

from models.cases import cases
from models.channels import channels, hooks
from models.channels.hook_rules import Rules, Secret
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.messages import messages
from models.news import notify
from models.news.changes import Change, changed
from models.problems import NotThere, Problem
from receiver.intake.replay import replay
from receiver.service import Service
from tests.receiver.intake.replaying.tries import Post, again, newest


def test_a_replay_as_it_was_comes_in_once_the_hook_is_enabled(post: Post, operations: Hook) -> None:
    hooks.set_enabled(operations.guid, False)
    rejected = post({"id": "disk-7", "text": "Disk full"})
    hooks.set_enabled(operations.guid, True)
    replayed = replay(rejected.id)
    assert json.loads(replayed.answer.body) == {"status": "opened", "message": 1, "case": 1}
    assert replayed.accepted
    shown = deliveries.shown(replayed.delivery)
    assert (shown.delivery.outcome, shown.delivery.status, shown.delivery.case) == ("opened", 201, 1)
    assert (shown.delivery.replay_of, shown.delivery.remote_address, shown.delivery.method) == (
        rejected.id, "replay", "POST",
    )  # fmt: skip
    assert shown.body == deliveries.shown(rejected.id).body
    assert shown.answer == replayed.answer.body
    assert again(rejected).mended_by == replayed.delivery
    assert cases.find(operations.channel_id, 1).subject == "Disk full"


@pytest.mark.postgres_only
def test_other_desks_on_a_server_hear_of_a_replay(post: Post, operations: Hook, address: str) -> None:
    hooks.set_enabled(operations.guid, False)
    rejected = post({"id": "disk-7", "text": "Disk full"})
    hooks.set_enabled(operations.guid, True)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f"LISTEN {notify.CHANNEL}")
        replay(rejected.id)
        heard = [notification.payload.split()[1] for notification in other.notifies(timeout=10, stop_after=1)]
    assert heard == [str(operations.channel_id)]


def test_a_replay_with_another_body_is_judged_by_that_body(post: Post, operations: Hook) -> None:
    rejected = post({"text": 5})
    replayed = replay(rejected.id, body=b'{"text": "five"}')
    assert replayed.answer.outcome == "posted"
    assert [message.text for message in messages.page(operations.channel_id)] == ["five"]
    assert deliveries.shown(replayed.delivery).body == b'{"text": "five"}'
    assert deliveries.shown(rejected.id).body == b'{"text": 5}'


def test_a_replay_that_is_refused_is_kept_and_says_why(post: Post) -> None:
    rejected = post({"text": 5})
    replayed = replay(rejected.id, body=b'{"text": "a"')
    assert not replayed.accepted
    shown = deliveries.shown(replayed.delivery)
    assert (shown.delivery.code, shown.delivery.replay_of) == ("invalid_json", rejected.id)
    assert json.loads(shown.answer)["position"] == {"line": 1, "column": 13, "byte": 12}
    assert again(rejected).mended_by is None


def test_a_replay_of_what_was_reported_changes_nothing(post: Post, operations: Hook) -> None:
    accepted = post({"id": "1", "text": "a"})
    replayed = replay(accepted.id)
    assert (replayed.answer.status, replayed.answer.outcome) == (208, "already_reported")
    assert replayed.accepted
    assert len(messages.page(operations.channel_id)) == 1
    assert again(accepted).mended_by is None


def test_already_reported_mends_as_well(post: Post, operations: Hook) -> None:
    hooks.set_enabled(operations.guid, False)
    rejected = post({"id": "1", "text": "a"})
    hooks.set_enabled(operations.guid, True)
    post({"id": "1", "text": "a"})
    replayed = replay(rejected.id)
    assert replayed.answer.outcome == "already_reported"
    assert again(rejected).mended_by == replayed.delivery


def test_all_tries_before_the_one_that_works_are_mended_by_it(post: Post) -> None:
    first = post(b"{")
    second = replay(first.id, body=b"{}")
    third = replay(second.delivery, body=b"[]")
    mending = replay(third.delivery, body=b'{"text": "a"}').delivery
    assert [deliveries.shown(each).delivery.mended_by for each in (first.id, second.delivery, third.delivery)] == [
        mending, mending, mending,
    ]  # fmt: skip
    replay(first.id, body=b'{"text": "b"}')
    assert again(first).mended_by == mending


def test_a_replay_is_not_the_hook_speaking(post: Post, operations: Hook) -> None:
    rejected = post({"text": 5})
    before = hooks.get(operations.guid)
    replay(rejected.id)
    replay(rejected.id, body=b'{"text": "a"}')
    assert hooks.get(operations.guid) == before


def test_the_rules_for_senders_do_not_hold_the_administrator_off(post: Post, operations: Hook) -> None:
    rejected = post({"text": 5})
    rules = Rules(rate_limit="1/day", senders=("192.0.2.1",), secret=Secret("header", "hush", "X-Secret"))
    hooks.save(operations.edit(), hooks.HookEdit(operations.guid, "Monitor", True, rules))
    for _ in range(2):
        assert replay(rejected.id, body=b'{"text": "a"}').accepted


def test_a_compressed_body_is_inflated_in_the_replay_too(post: Post, operations: Hook) -> None:
    hooks.set_enabled(operations.guid, False)
    rejected = post(gzip.compress(b'{"text": "a"}'), **{"content-encoding": "gzip"})
    hooks.set_enabled(operations.guid, True)
    assert replay(rejected.id).answer.outcome == "posted"
    assert replay(rejected.id, body=b'{"text": "b"}').answer.outcome == "posted"


def test_a_form_is_read_as_one_in_the_replay_too(post: Post, operations: Hook) -> None:
    hooks.set_enabled(operations.guid, False)
    boundary = "multipart/form-data; boundary=b"
    body = b'--b\r\nContent-Disposition: form-data; name="payload"\r\n\r\n{"text": "a"}\r\n--b--\r\n'
    rejected = post(body, **{"Content-Type": boundary})
    hooks.set_enabled(operations.guid, True)
    assert replay(rejected.id).answer.outcome == "posted"


@pytest.mark.parametrize("state", ["disabled", "removed"])
def test_a_hook_that_takes_nothing_refuses_a_replay(post: Post, operations: Hook, state: str) -> None:
    accepted = post({"text": "a"})
    if state == "disabled":
        hooks.set_enabled(operations.guid, False)
    else:
        hooks.remove(operations.guid)
    replayed = replay(accepted.id)
    assert replayed.answer.code == {"disabled": "hook_disabled", "removed": "hook_gone"}[state]
    assert deliveries.shown(replayed.delivery).delivery.code == replayed.answer.code
    assert len(messages.page(operations.channel_id)) == 1


def test_what_came_to_a_hook_that_is_gone_goes_to_another_of_the_channel(post: Post, operations: Hook) -> None:
    hooks.set_enabled(operations.guid, False)
    rejected = post({"text": "a"})
    hooks.remove(operations.guid)
    other = hooks.add(operations.channel_id, "New monitor")
    replayed = replay(rejected.id, hook_id=other.id)
    assert deliveries.shown(replayed.delivery).delivery.hook == "New monitor"
    assert [message.hook for message in messages.page(operations.channel_id)] == ["New monitor"]
    assert again(rejected).mended_by == replayed.delivery


def test_a_hook_of_another_channel_is_not_taken(post: Post) -> None:
    rejected = post({"text": 5})
    other = hooks.add(channels.add("Other").id, "Monitor")
    with pytest.raises(Problem, match="another channel"):
        replay(rejected.id, hook_id=other.id)
    assert newest().id == rejected.id


def test_what_is_not_there_cannot_be_replayed(post: Post, operations: Hook) -> None:
    rejected = post({"text": 5})
    with pytest.raises(NotThere):
        replay(rejected.id + 1)
    channels.remove(operations.channel_id)
    with pytest.raises(NotThere):
        replay(rejected.id)


def test_a_body_of_which_only_the_beginning_was_kept_is_not_replayed_but_another(post: Post) -> None:
    rejected = post(b'{"text": "' + b"x" * 1024 * 1024 + b'"}')
    with pytest.raises(Problem, match="Only 65,536 of the 1,048,588 bytes"):
        replay(rejected.id)
    assert replay(rejected.id, body=b'{"text": "x"}').accepted


def test_a_body_over_the_limit_is_refused_in_a_replay_too(post: Post) -> None:
    rejected = post({"text": 5})
    replayed = replay(rejected.id, body=b"x" * (1024 * 1024 + 1))
    assert replayed.answer.code == "payload_too_large"
    shown = deliveries.shown(replayed.delivery)
    assert (shown.delivery.size, len(shown.body)) == (1024 * 1024 + 1, 65536)


def test_a_replay_needs_no_receiver(post: Post, service: Service) -> None:
    rejected = post({"text": 5})
    assert service.stop()
    assert replay(rejected.id, body=b'{"text": "a"}').accepted


def test_a_replay_is_told_of_when_it_is_on_disk(post: Post, operations: Hook) -> None:
    rejected = post({"text": 5})
    told: list[Change] = []

    def listen(_: object, change: Change) -> None:
        assert newest().replay_of == rejected.id
        told.append(change)

    with changed.connected_to(listen):
        replay(rejected.id)
    assert told == [Change(frozenset({operations.channel_id}))]
