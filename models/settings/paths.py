"""The folders of this account, all of them private: data, configuration, logs; and where all accounts have a file."""

from __future__ import annotations

import errno
import logging
import os
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import platformdirs

from models.named_files import absolute
from models.problems import Problem
from models.sharing import is_for_group, rights_of_others

logger = logging.getLogger(__name__)

APP = "hookdesk"
HOME = "HOOKDESK_HOME"
MACHINE_FILE = "HOOKDESK_MACHINE_FILE"


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the database is by default. Raises Problem, as the others do."""
    return _private(environ, "data", lambda: platformdirs.user_data_path(APP, appauthor=False))


def config_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where config.json is."""
    return _private(environ, "config", lambda: platformdirs.user_config_path(APP, appauthor=False))


def log_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the logs are."""
    return _private(environ, "log", lambda: platformdirs.user_log_path(APP, appauthor=False))


def machine_file(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The config.json of an administrator, for all accounts; HOOKDESK_MACHINE_FILE names another."""
    if environ.get(MACHINE_FILE):
        return absolute(environ[MACHINE_FILE])
    if platform == "win32":
        # Asked of the system: the variable PROGRAMDATA is not everywhere what it says, in a service least of all.
        return platformdirs.site_config_path("Hookdesk", appauthor=False) / "config.json"
    folder = "/Library/Application Support/Hookdesk" if platform == "darwin" else "/etc/hookdesk"
    return Path(folder, "config.json")


def _private(environ: Mapping[str, str], name: str, usual: Callable[[], Path]) -> Path:
    """The folder, made for this account alone; HOOKDESK_HOME puts all of them under one folder, and needs no home."""
    if environ.get(HOME):
        folder = absolute(environ[HOME]) / name
    else:
        folder = usual()
        if not folder.is_absolute():  # it begins with a ~ for which there is no home
            raise Problem("This account has no home folder.", "Name a folder for Hookdesk's files with HOOKDESK_HOME.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _hold_own(folder, environ)
        _tighten(folder, rights_of_others(environ))
        if not os.access(folder, os.R_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise Problem(
            "The folder {folder} cannot be had: {reason}.",
            "Give this account the right to use it, or name another one with HOOKDESK_HOME.",
            folder=folder,
            reason=error.strerror or str(error),
        ) from error
    return folder


def _hold_own(folder: Path, environ: Mapping[str, str]) -> None:
    """Raise Problem when the folder, or the one it is in, is another account's, who could put anything there.

    Root's own may be used by all, and root may use anybody's. Where the group shares them, so may it.
    """
    if os.name == "nt" or is_for_group(environ):  # on Windows a folder says itself who may use it
        return
    for each in (folder, folder.parent):
        owner = each.stat().st_uid
        if os.geteuid() not in (0, owner) and owner != 0:
            raise Problem(
                "The folder {folder} belongs to another account of this computer.",
                "Run Hookdesk as that account, or name a folder of your own with HOOKDESK_HOME.",
                folder=each,
            )


def _tighten(folder: Path, others: int) -> None:
    """Take the rights of others on a folder away, in words, as sshd refuses keys that others may read."""
    found = folder.stat()
    if os.name == "nt" or os.geteuid() != found.st_uid or not found.st_mode & others:
        return
    try:
        folder.chmod(stat.S_IMODE(found.st_mode) & ~others)
        logger.warning("Others could use the folder %s: these rights were taken away.", folder)
    except OSError as error:
        logger.warning("Others can use the folder %s, and that could not be changed: %s", folder, error.strerror)
