"""Retention where several receivers share a server: one of them deletes, posts go on, and all hear of it."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from models.channels.hooks import Hook
from models.database import TURNS, backups, connection, execute, turn, writing
from models.deliveries import deliveries
from models.deliveries.deliveries_kept import kept
from models.deliveries.retention import SWEEPING, Policy, Swept, set_policy, sweep
from models.news import notify
from models.problems import Problem
from models.upkeep import checking, space
from tests.models.conftest import AT
from tests.models.deliveries.some_deliveries import Some, store

pytestmark = pytest.mark.postgres_only


@pytest.fixture(autouse=True)
def _three(operations: Hook) -> None:
    """Three deliveries, two of them too many."""
    store(*(Some(operations, AT + timedelta(seconds=each)) for each in range(3)))
    set_policy(Policy(None, 1, None))


def test_one_receiver_at_a_time_deletes(address: str) -> None:
    """Two that count at the same time would each delete what is too many."""
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f"SELECT pg_advisory_lock({TURNS}, {SWEEPING})")
        assert sweep(AT) == Swept(0, 0)
        assert kept().deliveries == 3
    # With the connection its turn goes, as soon as the server has noticed.
    with connection():
        execute(f"SELECT pg_advisory_lock({TURNS}, {SWEEPING}), pg_advisory_unlock({TURNS}, {SWEEPING})")
    assert sweep(AT) == Swept(2, 0)
    with turn(SWEEPING) as is_mine:
        assert is_mine


def test_the_turn_is_given_back(address: str) -> None:
    sweep(AT)
    with psycopg.connect(address, autocommit=True) as other:
        assert other.execute(f"SELECT pg_try_advisory_lock({TURNS}, {SWEEPING})").fetchone() == (True,)


def test_posts_of_others_go_on_while_a_batch_is_deleted(address: str) -> None:
    with psycopg.connect(address) as other:
        # What a report of another receiver holds until it is committed.
        other.execute(f"SELECT pg_advisory_xact_lock_shared({TURNS}, 1)")
        assert sweep(AT) == Swept(2, 0)
    assert [one.received_at for one in deliveries.page()] == [AT + timedelta(seconds=2)]


def test_other_desks_hear_of_a_sweep(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f"LISTEN {notify.CHANNEL}")
        assert sweep(AT) == Swept(2, 0)
        assert [notification.payload.split()[1] for notification in other.notifies(timeout=10, stop_after=1)] == ["*"]


def test_the_server_looks_after_its_space_by_itself() -> None:
    sweep(AT)
    assert space.give_back() == 0
    space.empty_log()
    with pytest.raises(Problem, match="on a server"):
        space.compact()
    assert kept().size > 1_000_000


def test_the_server_is_checked_and_backed_up_with_its_own_tools() -> None:
    assert (checking.due(AT), backups.due(AT), backups.all_backups()) == (False, False, [])
    with pytest.raises(Problem, match="kept by a server"):
        checking.run(AT)
    with pytest.raises(Problem, match="kept by a server"):
        backups.run(AT)


def test_a_turn_ends_with_what_failed() -> None:
    with pytest.raises(ZeroDivisionError), turn(SWEEPING), writing():
        execute(f"SELECT {1 // 0}")
    with turn(SWEEPING) as is_mine:
        assert is_mine
