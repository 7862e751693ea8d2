"""Retention: what the policy does not keep goes, exactly that; report ids, old URLs and cases stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.channels import channels, old_urls
from models.channels.hooks import Hook
from models.database import execute, writing
from models.deliveries import deliveries, retention
from models.deliveries.retention import Policy, Swept, policy, set_policy, sweep
from models.messages import messages
from models.news.changes import Change, changed
from models.problems import Problem
from models.report import Report
from tests.models.conftest import AT, Record
from tests.models.deliveries.some_deliveries import Some, store

DAY = timedelta(days=1)
NOTHING = Policy(None, None, None)
OUTCOMES = ("posted", "opened", "updated", "repeated", "closed", "already_reported", "rejected")


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rest between batches, and no small ones because the machine is busy: nobody waits in these tests."""
    monkeypatch.setattr("models.upkeep.batches.REST", 0)
    monkeypatch.setattr("models.upkeep.batches.HOLD", 60)


def test_the_policy_is_a_month_and_a_hundred_thousand_until_somebody_says_otherwise(desk: object) -> None:
    assert policy() == Policy(days=30, most=100_000, accepted_bodies_days=None)
    set_policy(Policy(7, None, 0))
    assert policy() == Policy(7, None, 0)
    set_policy(NOTHING)
    assert policy() == NOTHING


@pytest.mark.parametrize(
    "nonsense",
    [
        Policy(days=0),
        Policy(days=36_501),
        Policy(most=0),
        Policy(accepted_bodies_days=-1),
        Policy(7, 1, 8),
        Policy(megabytes=0),
        Policy(awaited_days=0),
        Policy(awaited_most=0),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(desk: object, nonsense: Policy) -> None:
    with pytest.raises(Problem):
        set_policy(nonsense)
    assert policy() == retention.DEFAULT


AGES = st.integers(-1, 12).map(lambda hours: hours * timedelta(hours=12))
KINDS = [(outcome, None) for outcome in OUTCOMES] + [("rejected", "invalid_json"), ("rejected", "rate_limited")]
MADE = st.lists(st.tuples(AGES, st.sampled_from(KINDS), st.sampled_from([b"", b"body"])), max_size=40)
POLICIES = st.builds(
    lambda days, most, bodies: Policy(days, most, bodies if days is None or bodies is None else min(days, bodies)),
    st.none() | st.integers(1, 6),
    st.none() | st.integers(1, 25),
    st.none() | st.integers(0, 6),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(made=MADE, rules=st.lists(POLICIES, min_size=1, max_size=3))
def test_exactly_what_the_policy_keeps_stays(
    operations: Hook, made: list[tuple[timedelta, tuple[str, str | None], bytes]], rules: list[Policy]
) -> None:
    with writing():
        execute("DELETE FROM deliveries")
        execute("DELETE FROM settings WHERE name = 'bodies_cleared_until'")
    some = [Some(operations, AT - age, *kind, body=body) for age, kind, body in made]
    kept = dict(sorted(zip(store(*some), some, strict=True), key=lambda one: (one[1].at, one[0]), reverse=True))
    bodies = {id_: one.body for id_, one in kept.items()}
    for rule in rules:
        set_policy(rule)
        before, had = len(kept), dict(bodies)
        if rule.days is not None:
            kept = {id_: one for id_, one in kept.items() if AT - one.at <= rule.days * DAY}
        if rule.most is not None:
            too_fast = [id_ for id_, one in kept.items() if one.code == "rate_limited"][max(1, rule.most // 10) :]
            kept = {id_: one for id_, one in kept.items() if id_ not in too_fast}
        kept = dict(list(kept.items())[: rule.most])
        if rule.accepted_bodies_days is not None:
            old = [id_ for id_, one in kept.items() if AT - one.at > rule.accepted_bodies_days * DAY]
            bodies |= {id_: b"" for id_ in old if kept[id_].outcome != "rejected"}
        lost = [id_ for id_ in kept if had[id_] != bodies[id_]]
        assert sweep(AT) == Swept(before - len(kept), len(lost))
        listed = deliveries.page(limit=100)
        assert [one.id for one in listed] == list(kept)
        assert {one.id: deliveries.shown(one.id).body for one in listed} == {id_: bodies[id_] for id_ in kept}
        assert all(one.whole == (len(bodies[one.id]) == one.size) for one in listed)


def test_a_sender_that_runs_wild_pushes_nothing_out(operations: Hook) -> None:
    store(Some(operations, AT - DAY), *(Some(operations, AT, "rejected", "rate_limited") for _ in range(200)))
    set_policy(Policy(None, 100, None))
    assert sweep(AT) == Swept(190, 0)
    assert [one.outcome for one in deliveries.page(limit=20)] == ["rejected"] * 10 + ["posted"]


def test_the_oldest_go_while_all_hold_more_than_is_kept(operations: Hook) -> None:
    store(*(Some(operations, AT - number * DAY, body=b"x" * 300_000) for number in range(6)))
    set_policy(Policy(None, None, None, 1))
    assert sweep(AT) == Swept(3, 0)
    assert [one.received_at for one in deliveries.page(limit=20)] == [AT, AT - DAY, AT - 2 * DAY]
    assert sweep(AT) == Swept(0, 0)


def test_a_repeat_is_a_repeat_when_its_delivery_is_long_gone(operations: Hook, recorded: Record) -> None:
    recorded(Report(id="disk-7", text="Disk full"))
    store(Some(operations, AT - 3650 * DAY, "opened"))
    set_policy(Policy(1, 1, 0))
    assert sweep(AT) == Swept(1, 0)
    assert recorded(Report(id="disk-7", text="Disk full")).status == "already_reported"
    assert [message.text for message in messages.page(operations.channel_id)] == ["Disk full"]


def test_what_is_rejected_after_all_was_deleted_is_new(operations: Hook) -> None:
    channel_id = operations.channel_id
    store(*(Some(operations, AT - 31 * DAY, "rejected", "invalid_json") for _ in range(3)))
    channels.mark_deliveries_seen(channel_id, deliveries.newest_id(channel_id))
    assert sweep(AT) == Swept(3, 0)
    store(Some(operations, AT, "rejected", "invalid_json"))
    assert channels.get(channel_id).new_rejected == 1


def test_an_old_url_answers_gone_for_ever(operations: Hook) -> None:
    new = old_urls.replace_url(operations.guid, timedelta(0))
    (old,) = old_urls.of_hook(operations.id)
    store(Some(operations, AT - 400 * DAY, "rejected", "hook_gone"), old_url_id=old.id)
    sweep(AT + 36_000 * DAY)
    assert [one.guid for one in old_urls.of_hook(new.id)] == [operations.guid]
    assert deliveries.page() == []


def test_a_sweep_stops_when_it_is_told_and_the_next_goes_on(operations: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.upkeep.batches.FIRST", 4)
    monkeypatch.setattr("models.upkeep.batches.LARGEST", 4)
    store(*(Some(operations, AT - timedelta(seconds=each)) for each in range(20)))
    set_policy(Policy(None, 1, None))
    answers = iter([True, True, False])
    assert sweep(AT, keep_going=lambda: next(answers)) == Swept(8, 0)
    assert sweep(AT) == Swept(11, 0)
    assert [one.received_at for one in deliveries.page()] == [AT]


def test_bodies_that_are_gone_are_not_looked_for_again(operations: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.upkeep.batches.FIRST", 3)
    monkeypatch.setattr("models.upkeep.batches.LARGEST", 3)
    store(*(Some(operations, AT - (9 - each) * DAY) for each in range(9)))
    set_policy(Policy(None, None, 4))
    asked: list[int] = []
    assert sweep(AT, keep_going=lambda: not asked.append(0)) == Swept(0, 5)  # type: ignore[func-returns-value]
    assert len(asked) == 2
    asked.clear()
    # One that came late into the database is found all the same.
    store(Some(operations, AT - 4 * DAY - timedelta(seconds=59)))
    assert sweep(AT, keep_going=lambda: not asked.append(0)) == Swept(0, 1)  # type: ignore[func-returns-value]
    assert len(asked) == 1


def test_the_screens_hear_of_a_sweep_once_and_of_nothing_never(operations: Hook) -> None:
    store(*(Some(operations, AT - 31 * DAY) for _ in range(200)))
    heard: list[Change] = []

    def listen(_: object, change: Change) -> None:
        heard.append(change)

    changed.connect(listen)
    sweep(AT)
    sweep(AT)
    assert heard == [Change(None)]


def test_two_sweeps_at_a_time_delete_what_one_would(operations: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.upkeep.batches.FIRST", 3)
    monkeypatch.setattr("models.upkeep.batches.LARGEST", 3)
    store(*(Some(operations, AT - timedelta(seconds=each)) for each in range(30)))
    set_policy(Policy(None, 10, None))
    begun: list[Swept] = []

    def let_another_in() -> bool:
        if not begun:
            begun.append(Swept(0, 0))
            begun.append(sweep(AT))
        return True

    assert sweep(AT, keep_going=let_another_in) == Swept(0, 0)
    assert begun[1] == Swept(20, 0)
    assert len(deliveries.page()) == 10
