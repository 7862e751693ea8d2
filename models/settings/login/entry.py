"""Whether the program starts when its person logs in: an entry where the system looks for it."""

from __future__ import annotations

import sys
from pathlib import Path

from models.problems import Problem

if sys.platform == "win32":
    from models.settings.login import windows as system
elif sys.platform == "darwin":
    from models.settings.login import macos as system
else:
    from models.settings.login import xdg as system


def is_there() -> bool:
    """Whether there is an entry of this account; one for all accounts is an administrator's."""
    return system.is_there()


def put(wanted: bool) -> None:
    """Make the entry, for the program that runs now, or take it away. Raises Problem."""
    try:
        if wanted:
            system.make(command())
        else:
            system.remove()
    except OSError as error:
        raise Problem(
            "Start at login cannot be changed: {reason}.",
            "Give this account the right to write {place}.",
            reason=error.strerror or str(error),
            place=str(system.place()),
        ) from error


def command() -> list[str]:
    """What starts this program, as it was installed."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("hookdesk")
    return [str(script)] if script.exists() else [sys.executable, "-P", "-m", "desktop.app"]
