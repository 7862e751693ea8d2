"""Which folder has the backups of a database: the one beside it, or another that a person chose.

The choice stands in a file beside the database, not in it: a database that is damaged or gone has to find its backups,
and one that was restored keeps them. All programs that use the database follow it.
"""

from __future__ import annotations

import os
from pathlib import Path

from models.problems import Problem

FOLDER = "backups"


def usual(database: Path) -> Path:
    """The folder beside the database."""
    return database.parent / FOLDER


def chosen(database: Path) -> Path | None:
    """The folder that a person chose; None for the usual one."""
    try:
        text = _choice(database).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(text) if text else None


def of(database: Path) -> Path:
    """The folder of the backups of a database, which may not be there."""
    return chosen(database) or usual(database)


def is_ours(database: Path, folder: Path) -> bool:
    """Whether a folder is there and was taken for this database: an empty one may be a disk that is not mounted."""
    try:
        return _mark(database, folder).read_text(encoding="utf-8") == str(database)
    except (OSError, UnicodeDecodeError):
        return False


def choose(database: Path, folder: Path | None) -> None:
    """Have backups made in another folder from now on; None is the usual one. Raises Problem.

    What is in the folder of before stays there. A folder has the backups of one database.
    """
    choice = _choice(database)
    try:
        if folder is None or folder == usual(database):
            choice.unlink(missing_ok=True)
            return
        if not is_ours(database, folder):
            _refuse_what_is_used(folder)
        _mark(database, folder).write_text(str(database), encoding="utf-8")  # it has to be writable now, too
        draft = choice.with_name(f"{choice.name}.{os.getpid()}.new")
        draft.write_text(str(folder), encoding="utf-8")
        draft.replace(choice)
    except (OSError, UnicodeEncodeError) as error:
        raise Problem(
            "Backups cannot be made in {folder}: {why}.",
            "Choose a folder that is there and that this account may write. Nothing was changed.",
            folder=folder or usual(database),
            why=getattr(error, "strerror", None) or str(error),
        ) from error


def _refuse_what_is_used(folder: Path) -> None:
    if any(folder.iterdir()):
        raise Problem(
            "There is something else in {folder}.",
            "Choose an empty folder, or one that had backups of this database. Nothing was changed.",
            folder=folder,
        )


def _choice(database: Path) -> Path:
    return database.with_name(f"{database.stem}.backups")


def _mark(database: Path, folder: Path) -> Path:
    return folder / f"{database.stem}.backups-of"
