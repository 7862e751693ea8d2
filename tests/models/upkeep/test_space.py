"""The database file gives space back, slowly and without anybody waiting; an old one after it was compacted once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Thread

import apsw
import pytest

from models.channels import channels
from models.channels.hooks import Hook
from models.database import close_database, connection, execute, open_database, reading, writing
from models.deliveries.retention import Policy, set_policy, sweep
from models.problems import Problem
from models.upkeep import space
from tests.models.conftest import AT
from tests.models.deliveries.some_deliveries import Some, store

pytestmark = pytest.mark.sqlite_only  # a server does it by itself

MEGABYTE = 1 << 20


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rest between batches, and no small ones because the machine is busy: nobody waits in these tests."""
    monkeypatch.setattr("models.upkeep.batches.REST", 0)
    monkeypatch.setattr("models.upkeep.batches.HOLD", 60)


@pytest.fixture
def emptied(operations: Hook) -> None:
    """A database of 8 MB of which retention has deleted most."""
    for hour in range(20):
        store(*(Some(operations, AT + timedelta(hours=hour, seconds=each), body=bytes(20_000)) for each in range(20)))
    set_policy(Policy(None, 10, None))
    assert sweep(AT).deliveries == 390


def pragma(name: str) -> int:
    with connection():
        return int(execute(f"PRAGMA {name}")[0][0])


def test_a_new_file_gives_back_what_was_deleted(desk: Path, emptied: None) -> None:
    with connection():  # the last one that closes would empty the log
        pages, free = pragma("page_count"), pragma("freelist_count")
        assert free > pages * 0.8
        assert space.give_back() == free - pages // space.SPARE
        assert pragma("freelist_count") == pages // space.SPARE
        assert desk.stat().st_size > 8 * MEGABYTE
        space.empty_log()
        assert desk.stat().st_size < 2 * MEGABYTE
        assert desk.with_name("desk.db-wal").stat().st_size == 0
        assert space.give_back() == 0  # what is left is for the next posts
        assert execute_one("PRAGMA integrity_check") == "ok"


def test_giving_back_stops_when_it_is_told(desk: Path, emptied: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.upkeep.batches.FIRST", 100)
    free, answers = pragma("freelist_count"), iter([True, False])
    assert space.give_back(lambda: next(answers)) == 100
    assert pragma("freelist_count") == free - 100


def test_the_log_is_left_to_whoever_reads_it(desk: Path, emptied: None) -> None:
    log = desk.with_name("desk.db-wal")
    with reading():
        execute("SELECT COUNT(*) FROM deliveries")
        other = Thread(target=channels.add, args=("Plant",))
        other.start()
        other.join()
        space.empty_log()
        assert log.stat().st_size > 0
    with connection():
        channels.add("Shop")
        assert log.stat().st_size > 0
        space.empty_log()
        assert log.stat().st_size == 0


def make_old(path: Path) -> None:
    """Make of a file one that was made before files gave space back."""
    close_database()
    file = apsw.Connection(str(path))
    for text in ("journal_mode = delete", "auto_vacuum = none"):
        file.execute(f"PRAGMA {text}")
    file.execute("VACUUM")
    file.close()
    open_database(path)


def test_an_old_file_is_left_as_it_is_until_it_is_compacted(desk: Path, operations: Hook) -> None:
    make_old(desk)
    for _ in range(20):
        store(*(Some(operations, AT, body=bytes(20_000)) for _ in range(20)))
    set_policy(Policy(None, 10, None))
    sweep(AT)
    assert pragma("auto_vacuum") == 0
    assert space.give_back() == 0
    space.empty_log()
    done = space.compact()
    assert done.before > 8 * MEGABYTE
    assert done.after == desk.stat().st_size < MEGABYTE
    assert pragma("auto_vacuum") == space.INCREMENTAL
    assert execute_one("PRAGMA journal_mode") == "wal"
    assert execute_one("PRAGMA integrity_check") == "ok"


def test_a_file_in_use_is_not_compacted(desk: Path) -> None:
    with connection(), pytest.raises(Problem, match="in use"):
        space.compact()
    assert execute_one("PRAGMA journal_mode") == "wal"
    with writing():
        channels.add("Plant")


def execute_one(text: str) -> object:
    with connection():
        return execute(text)[0][0]
