"""What looks after services on this computer: Windows, or systemd."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol

from models.problems import Problem

NAME = "hookdesk"


class Manager(Protocol):
    """Each does one thing and says in sentences what it did; raises Problem."""

    def install(self) -> list[str]:
        """Have the receiver start with the computer, or at login, and now."""

    def remove(self) -> list[str]:
        """End it and have it start no more; what it received stays."""

    def start(self) -> list[str]:
        """Start it now, when it is installed and does not run."""

    def status(self) -> list[str]:
        """Whether it is installed, and runs."""


def program() -> Path:
    """The hookdeskctl that is to run, as it is installed. Raises Problem where it runs from its sources."""
    found = Path(sys.executable).with_name("hookdeskctl" + Path(sys.executable).suffix)
    if not found.exists():
        raise Problem("There is no program {path} to start.", "Install Hookdesk, and try again.", path=found)
    return found
