"""Rights: a database is read and written by its own account alone. It holds secrets of hooks."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from models.database.files.standing import beside
from models.problems import Problem

logger = logging.getLogger(__name__)

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def hold_own(path: Path) -> None:
    """Take the rights of others on a database away, which is logged. Root may open anybody's.

    Raises Problem where it belongs to another account.
    """
    if os.name == "nt":  # there folders say who may use a file
        return
    for file in (path, *(beside(path, end) for end in ("-wal", "-shm", "-journal"))):
        try:
            found = file.stat()
        except FileNotFoundError:
            continue
        if os.geteuid() not in (0, found.st_uid):
            raise Problem(
                "{path} belongs to another account of this computer.",
                "Run Hookdesk as that account, or open another file. This one was left as it is.",
                path=file,
            )
        if found.st_mode & _OTHERS:
            _tighten(file, found.st_mode)


def give_to_logs(path: Path) -> None:
    """Let the account write the logs of a database that it may write.

    SQLite gives them the rights that the file has when it makes them: after a time of read-only they would stay so.
    """
    if os.name == "nt":
        return
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        for log in (beside(path, "-wal"), beside(path, "-shm")):
            if mode & stat.S_IWUSR and log.exists() and not log.stat().st_mode & stat.S_IWUSR:
                log.chmod(mode)
    except OSError as error:
        logger.warning("The rights of what is beside %s could not be changed: %s", path, error.strerror)


def _tighten(file: Path, mode: int) -> None:
    try:
        file.chmod(stat.S_IMODE(mode) & ~_OTHERS)
        logger.warning("Others could use %s: these rights were taken away.", file)
    except OSError as error:
        logger.warning("Others can use %s, and that could not be changed: %s", file, error.strerror)
