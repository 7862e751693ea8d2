"""A disk on which nothing can be written, for the process of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def full(database: Path) -> Iterator[None]:
    """No file of this process can become larger than the log of the database is now."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    wal = database.with_name(f"{database.name}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
