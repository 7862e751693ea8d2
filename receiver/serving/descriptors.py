"""Descriptors: how many files and sockets this process may open, and how many connections fit among them."""

from __future__ import annotations

import os
import sys

MAX_CONNECTIONS = 800
_SPARE = 64  # for the database, the log, long bodies and all else that is opened later
_ENOUGH = 4096
_FOLDER = "/proc/self/fd" if sys.platform == "linux" else "/dev/fd"


def raise_limit() -> None:
    """Have the system allow as many as are needed, as far as this account may have them: macOS begins with 256."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH if hard == resource.RLIM_INFINITY else min(_ENOUGH, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def connections(now: int) -> int:
    """How many connections there may be, of which `now` are open: what the rest of the program needs stays free."""
    left = _left()
    return MAX_CONNECTIONS if left is None else max(1, min(MAX_CONNECTIONS, now + left - _SPARE))


def _left() -> int | None:
    """How many may still be opened; None where there is no such limit, or it is not to be seen."""
    if sys.platform == "win32":
        return None
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= _ENOUGH:
        return None
    try:
        return int(soft) - len(os.listdir(_FOLDER))
    except OSError:  # not even the folder can be opened
        return 0
