"""Replay: what was rejected comes in by a second try, as if it had been posted, and is known as mended."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
import requests

from models.cases import cases
from models.channels import channels, hooks
from models.channels.hook_rules import Rules, Secret
from models.channels.hooks import Hook
from models.database import execute, writing
from models.deliveries import deliveries, unmended
from models.deliveries.deliveries import Delivery, Received
from models.messages import messages
from models.news import notify
from models.news.changes import Change, changed
from models.problems import NotThere, Problem
from models.recording.replay_writer import Mended, Replay
from models.report import Report
from receiver import answers
from receiver.intake.replay import Tally, replay, replay_all, replay_each
from receiver.service import Service

Post = Callable[..., Delivery]


@pytest.fixture
def post(hook_url: str) -> Post:
    """Post a body; the delivery that it became."""

    def send(body: object, **headers: str) -> Delivery:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        requests.post(hook_url, data=data, headers=headers, timeout=10)
        return newest()

    return send


def newest() -> Delivery:
    return deliveries.page(limit=1)[0]


def again(delivery: Delivery) -> Delivery:
    """The delivery as it is known now."""
    return deliveries.shown(delivery.id).delivery


def all_rejected(hook: Hook, **more: Any) -> Tally:
    codes = list(unmended.rejected(hook.id, deliveries.newest_id(None)))
    wanted = {"newest": deliveries.newest_id(None), "codes": codes, "progressed": lambda done, total: True, **more}
    return replay_all(hook.id, **wanted)


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


def test_all_that_a_hook_rejected_is_replayed_once_oldest_first(post: Post, operations: Hook) -> None:
    hooks.set_enabled(operations.guid, False)
    for number in range(3):
        post({"text": f"message {number}"})
    post({"text": 5})
    requests_without_body = post(b"")
    hooks.set_enabled(operations.guid, True)
    heard: list[tuple[int, int]] = []

    def progressed(done: int, total: int) -> bool:
        heard.append((done, total))
        return True

    tally = all_rejected(operations, progressed=progressed)
    assert tally == Tally(accepted=3, refused=1)
    assert heard == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert [message.text for message in reversed(messages.page(operations.channel_id))] == [
        "message 0", "message 1", "message 2",
    ]  # fmt: skip
    assert again(requests_without_body).mended_by is None
    assert unmended.rejected(operations.id, deliveries.newest_id(None)) == {"hook_disabled": 1}
    assert all_rejected(operations) == Tally(accepted=0, refused=1)
    assert len(messages.page(operations.channel_id)) == 3


def test_only_the_first_of_several_tries_is_replayed_with_all(post: Post, operations: Hook) -> None:
    hooks.set_enabled(operations.guid, False)
    rejected = post({"text": "a"})
    replay(rejected.id)
    hooks.set_enabled(operations.guid, True)
    assert all_rejected(operations) == Tally(accepted=1, refused=0)
    assert len(messages.page(operations.channel_id)) == 1


def test_what_somebody_mends_meanwhile_is_not_replayed_again(
    post: Post, operations: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    rejected = [post({"text": 5}) for _ in range(2)]

    def mend(done: int, total: int) -> bool:
        if done == 0:
            with writing():
                execute("UPDATE deliveries SET mended_by = 99 WHERE id = ?", (rejected[0].id,))
        return True

    assert all_rejected(operations, progressed=mend) == Tally(accepted=0, refused=1)
    assert [record for record in caplog.records if record.levelname == "WARNING"] == []


def test_what_is_mended_in_the_last_moment_is_not_stored_twice(post: Post, operations: Hook) -> None:
    rejected = post({"text": 5})
    mending = replay(rejected.id, body=b'{"text": "a"}').delivery
    received = Received(
        operations.id, operations.channel_id, "Monitor", datetime.now(UTC), "replay", "POST", (), b"{}", 2, 0.0,
        revision=0, replay_of=rejected.id,
    )  # fmt: skip
    writer = Replay(once=True)
    with pytest.raises(Mended):
        writer.record(received, [Report(text="a")], answers.recorded)
    assert writer.delivery is None
    assert newest().id == mending


def test_replaying_all_can_be_stopped(post: Post, operations: Hook) -> None:
    for _ in range(3):
        post({"text": 5})
    assert all_rejected(operations, progressed=lambda done, total: done < 2) == Tally(accepted=0, refused=2)


def test_only_the_causes_that_were_chosen_are_replayed(post: Post, operations: Hook) -> None:
    post({"text": 5})
    post(b"{")
    assert unmended.rejected(operations.id, deliveries.newest_id(None)) == {"invalid_report": 1, "invalid_json": 1}
    assert all_rejected(operations, codes=["invalid_json"]) == Tally(accepted=0, refused=1)
    assert newest().code == "invalid_json"


def test_what_comes_in_later_is_not_replayed(post: Post, operations: Hook) -> None:
    first = post({"text": 5})
    post({"text": 6})
    assert all_rejected(operations, newest=first.id) == Tally(accepted=0, refused=1)
    assert newest().replay_of == first.id


def test_a_hook_that_takes_nothing_is_said_before_anything_is_replayed(post: Post, operations: Hook) -> None:
    rejected = post({"text": 5})
    hooks.set_enabled(operations.guid, False)
    with pytest.raises(Problem, match="takes nothing"):
        all_rejected(operations)
    assert newest().id == rejected.id


def test_several_are_replayed_in_their_order(post: Post, operations: Hook) -> None:
    sent = [post({"text": text}) for text in ("a", "b")]
    assert replay_each([one.id for one in sent], progressed=lambda done, total: True) == Tally(2, 0)
    assert [message.text for message in messages.page(operations.channel_id)] == ["b", "a", "b", "a"]
