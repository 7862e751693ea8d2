"""The space of the database file: what deletions leave is given back to the disk, without anybody waiting for it.

A PostgreSQL server does that by itself: autovacuum makes the space of what was deleted usable again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import apsw

from models.database import connection, execute, hold_same_file, is_shared, read_value
from models.database.errors import explained
from models.database.files.standing import beside
from models.database.sqlite_file import looking
from models.database.tables import database
from models.problems import Problem
from models.upkeep.batches import in_batches

INCREMENTAL = 2
# One page of so many stays free, for what comes next; less than so many pages are not worth the work.
SPARE = 20
WORTH_IT = 1000
LARGE_LOG = 512 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Compacted:
    """The size of the file before and after, in bytes."""

    before: int
    after: int


def size() -> int:
    """How many bytes the whole database takes."""
    with connection():
        if is_shared():
            return int(read_value("SELECT pg_database_size(CURRENT_DATABASE())"))
        (pages,), (page_size,) = (_pragma(name)[0] for name in ("page_count", "page_size"))
        return pages * page_size


def used() -> int:
    """How many bytes of the database hold something: deleted deliveries leave free pages, which go later."""
    with connection():
        if is_shared():
            return size()
        (free,), (page_size,) = (_pragma(name)[0] for name in ("freelist_count", "page_size"))
        return size() - free * page_size


def give_back(keep_going: Callable[[], bool] = lambda: True) -> int:
    """Give free pages back to the disk, in batches that delay no post; how many that were.

    `keep_going` is asked before each batch. A file that was made before files could do that has to be compacted once.
    """
    if is_shared():
        return 0
    with connection():
        (able,), (pages,), (free,) = (_pragma(name)[0] for name in ("auto_vacuum", "page_count", "freelist_count"))
        excess = free - pages // SPARE
        if able != INCREMENTAL or excess < WORTH_IT:
            return 0
        return in_batches(_vacuum, keep_going, most=excess)


def look_at_log() -> None:
    """Raise Problem when the write-ahead log grows because somebody reads one moment of the database for long."""
    if is_shared():
        return
    log = beside(Path(database.obj.database), "-wal")
    taken = log.stat().st_size if log.exists() else 0
    if taken > LARGE_LOG:
        raise Problem(
            "{name} takes {size} MB and grows: somebody has been reading the database for long.",
            "End what has it open and is stopped or hangs, such as another hookdeskctl. A backup, a check or a copy"
            " to a server ends by itself, and the file becomes small again.",
            name=log.name,
            size=taken >> 20,
        )


def empty_log() -> None:
    """Bring what stands in the write-ahead log into the file, and make the log empty unless somebody is using it."""
    if is_shared():
        return
    hold_same_file()
    with explained(), looking(Path(database.obj.database), patience=0) as file:
        # The first copies beside everybody's work, so that nothing is left to copy for the second, which locks.
        file.execute("PRAGMA wal_checkpoint(PASSIVE)")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def compact() -> Compacted:
    """Write the file anew without what is free in it; from then on it gives space back by itself.

    Raises Problem when anybody uses it, this program included, or when it is no file; it is then as it was.
    """
    if is_shared():
        raise Problem(
            "The database is on a server, which makes space usable again by itself.",
            "There is nothing to do. After a very large deletion VACUUM FULL, run on the server, shrinks its files.",
        )
    path = Path(database.obj.database)
    with explained(), looking(path) as file:
        try:
            # Only possible for whoever is alone, and it keeps everybody out until the end.
            file.execute("PRAGMA journal_mode = delete")
        except apsw.BusyError as error:
            raise Problem(
                "The database is in use.",
                "Close the window and stop every hookdeskctl that uses it, then try again. Nothing was changed.",
            ) from error
        try:
            before = path.stat().st_size
            file.execute("PRAGMA auto_vacuum = INCREMENTAL")
            file.execute("VACUUM")
        finally:
            file.execute("PRAGMA journal_mode = wal")
    return Compacted(before, path.stat().st_size)


def _vacuum(pages: int) -> int:
    _pragma(f"incremental_vacuum({pages})")
    return pages


def _pragma(text: str) -> list[tuple[int, ...]]:
    return execute(f"PRAGMA {text}")
