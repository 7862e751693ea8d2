"""Rights: a database is read and written by its own account alone. It holds secrets of hooks."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from models.database.files.standing import beside
from models.problems import Problem
from models.sharing import is_for_group, rights_of_others

logger = logging.getLogger(__name__)

_WRITING = stat.S_IWGRP | stat.S_IWOTH


def hold_own(path: Path) -> None:
    """Take the rights of others on a database away, which is logged. Root may open anybody's.

    What others may do in its folder is only told: the folder may not be ours. Raises Problem where the database belongs
    to another account, and is not shared with the group (models/sharing.py).
    """
    if os.name == "nt":  # there folders say who may use a file
        return
    others = rights_of_others()
    _look_at_folder(path.parent, others)
    for file in (path, *(beside(path, end) for end in ("-wal", "-shm", "-journal"))):
        try:
            found = file.stat()
        except FileNotFoundError:
            continue
        if os.geteuid() not in (0, found.st_uid):
            if is_for_group():
                continue
            raise Problem(
                "{path} belongs to another account of this computer.",
                "Run Hookdesk as that account, or open another file. This one was left as it is.",
                path=file,
            )
        if found.st_mode & others:
            _tighten(file, found.st_mode, others)


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


def _look_at_folder(folder: Path, others: int) -> None:
    mode = folder.stat().st_mode
    # In a folder with the sticky bit nobody replaces what is another's, as in /tmp.
    if mode & _WRITING & others and not mode & stat.S_ISVTX:
        logger.warning(
            "Others can write in the folder %s, and so replace the database in it: take these rights away (chmod go-w),"
            " or set HOOKDESK_SHARED=group if its group shall have them.",
            folder,
        )


def _tighten(file: Path, mode: int, others: int) -> None:
    try:
        file.chmod(stat.S_IMODE(mode) & ~others)
        logger.warning("Others could use %s: these rights were taken away.", file)
    except OSError as error:
        logger.warning("Others can use %s, and that could not be changed: %s", file, error.strerror)
