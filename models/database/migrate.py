"""Brings a database's tables up to this program's version, one process at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from playhouse.migrations import Runner

from models.database import backups
from models.problems import Problem

logger = logging.getLogger(__name__)


class NewerDatabase(Problem):
    """The database was upgraded by a newer program."""


def upgrade(database: Any) -> None:
    """Apply what is missing; processes that start together do it one after another.

    Raises NewerDatabase when the history names a migration that this program does not have.
    """
    with as_file(files("models") / "migrations") as folder:
        runner = Runner(database, str(folder))
        known = {migration.name for migration in runner.migrations()}
        if not known:
            raise RuntimeError(f"no migrations in {folder}")
        applied = set(runner.applied())
        refuse_newer(applied)
        if applied == known:
            return
        # The write lock is held over all of it: who waited for it finds nothing left to do.
        with database.atomic(database.ALONE):
            if applied and set(runner.applied()) != known:
                _back_up(database)
            for name in runner.up():
                logger.info("upgraded the database: %s", name)


def known_steps() -> set[str]:
    """The names of the migrations that this program has."""
    names = (entry.name for entry in (files("models") / "migrations").iterdir())
    return {name.removesuffix(".py") for name in names if name[:4].isdigit()}


def refuse_newer(applied: Iterable[str]) -> None:
    """Raise NewerDatabase when a migration was applied that this program does not have."""
    if not known_steps().issuperset(applied):
        raise NewerDatabase(
            "This database was upgraded by a newer Hookdesk.",
            "Install that version on this computer, or open another database. Nothing was changed.",
        )


def _back_up(database: Any) -> None:
    """Make a backup: an upgrade has no other way back."""
    path = Path(str(database.database))
    if path.is_absolute():
        backups.make(path, datetime.now(UTC))
