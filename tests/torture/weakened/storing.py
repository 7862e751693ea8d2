"""What the database and its disk are trusted with, weakened."""

from __future__ import annotations

from time import sleep
from types import SimpleNamespace
from typing import Any

import apsw

from models.database import errors, sqlite_file
from models.database.files import same_file, standing
from models.deliveries import storing
from models.recording import recorder
from models.upkeep import checking
from tests.torture.weakened.weakness import replace, weakness


@weakness
def normal() -> None:
    """A commit is not waited for until the disk has it."""
    sqlite_file.PRAGMAS["synchronous"] = "normal"


@weakness
def commit_unsynced() -> None:
    """A server may answer before its disk has a commit."""
    from models.database.postgres import server

    replace(server, "SESSION", f"{server.SESSION}; SET synchronous_commit = off")


@weakness
def no_watchdog() -> None:
    """A connection on which nothing is answered is waited for."""
    from models.database.watchdog import Watchdog

    replace(Watchdog, "_end", lambda self, wait: None)


@weakness
def blame_the_bug() -> None:
    """An error of the disk is taken for a mistake of the program's own."""
    for module in (errors, recorder):
        replace(module, "explain", lambda error: None)


@weakness
def look_only() -> None:
    """What a killed process left half written is looked at without a right to take it back."""
    look = sqlite_file._read_inside
    replace(sqlite_file, "_read_inside", lambda path, flags: look(path, apsw.SQLITE_OPEN_READONLY))


@weakness
def trust_the_path() -> None:
    """The file that was opened is taken for the one that is there."""
    replace(same_file.OpenedFile, "hold", lambda self: None)


@weakness
def keep_bodies() -> None:
    """Bodies of deliveries are stored as long as there is any room."""
    replace(storing, "low_space", SimpleNamespace(is_low=lambda: False))


@weakness
def mix_logs() -> None:
    """A file is opened with whatever log is beside it."""
    replace(standing, "_has_log", lambda start: True)


@weakness
def commit_each_table() -> None:
    """What is copied to a server stays there a table at a time."""
    from models.upkeep import copying

    fill = copying._fill

    def fill_for_good(target: Any, *rest: Any) -> str:
        told = fill(target, *rest)
        target.execute("COMMIT; BEGIN")
        sleep(0.15)
        return told

    replace(copying, "_fill", fill_for_good)


@weakness
def no_check() -> None:
    """The daily check looks at nothing."""
    replace(checking, "_faults", lambda path: ())


@weakness
def wait_for_ever() -> None:
    """A lock of another process is waited for as long as it takes."""
    init = recorder.Recorder.__init__
    replace(sqlite_file, "BUSY_SECONDS", 3600.0)
    replace(recorder.Recorder, "__init__", lambda self: init(self, patience=3600.0))
