"""A disk on which nothing can be written, for the process of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def full(database: Path) -> Iterator[None]:
    """No file of this process can become larger than the log of the database is now."""
    wal = database.with_name(f"{database.name}-wal")
    with full_at(wal.stat().st_size):
        yield


@contextmanager
def full_at(size: int) -> Iterator[None]:
    """No file of this process can become larger than so many bytes."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
