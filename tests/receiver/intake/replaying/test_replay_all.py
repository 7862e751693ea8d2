"""All that a hook rejected, replayed in one go: once, oldest first, and only what was chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from models.channels import hooks
from models.channels.hooks import Hook
from models.database import execute, writing
from models.deliveries import deliveries, unmended
from models.deliveries.deliveries import Received
from models.messages import messages
from models.problems import Problem
from models.recording.replay_writer import Mended, Replay
from models.report import Report
from receiver import answers
from receiver.intake.replay import Tally, replay, replay_all, replay_each
from tests.receiver.intake.replaying.tries import Post, again, newest


def all_rejected(hook: Hook, **more: Any) -> Tally:
    codes = list(unmended.rejected(hook.id, deliveries.newest_id(None)))
    wanted = {"newest": deliveries.newest_id(None), "codes": codes, "progressed": lambda done, total: True, **more}
    return replay_all(hook.id, **wanted)


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
