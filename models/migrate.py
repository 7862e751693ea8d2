"""Brings a database's tables up to this program's version, one process at a time."""

from __future__ import annotations

import logging
from importlib.resources import as_file, files
from typing import Any

from playhouse.migrations import Runner

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
        if applied - known:
            raise NewerDatabase(
                "This database was upgraded by a newer Hookdesk.",
                "Install that version on this computer, or open another database. Nothing was changed.",
            )
        if applied == known:
            return
        # The write lock is held over all of it: who waited for it finds nothing left to do.
        with database.atomic(database.ALONE):
            for name in runner.up():
                logger.info("upgraded the database: %s", name)
