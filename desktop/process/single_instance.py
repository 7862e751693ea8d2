"""One window for a person and a database: who starts the program again gets the window that is there."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

from models.database_address import identity
from models.problems import Problem

if TYPE_CHECKING:
    from desktop.process.instance_server import InstanceServer

PATIENCE_SECONDS = 15.0
STEP_MS = 200


class SingleInstance(QObject):
    """`claim()` first; whoever gets it hears by `wanted`, once it listens, when somebody starts the program again."""

    wanted = Signal()

    def __init__(self, database: str, folder: Path, parent: QObject | None = None) -> None:
        """`database` is a path or a URL, `folder` a private one of this account."""
        super().__init__(parent)
        name = f"window-{_digest(identity(database))[:16]}"
        # The lock says who was first, not the socket: the system lets go of it when its holder dies, and two that
        # start together cannot both have it. Its holder notes where it listens, a place that nobody can guess.
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)
        self._note = folder / f"{name}.socket"
        self._server: InstanceServer | None = None

    def claim(self, patience: float = PATIENCE_SECONDS) -> bool:
        """True when this is the first one. Otherwise the first one shows its window, and this is False.

        Raises Problem when the first one does not answer within `patience` seconds.
        """
        end, wait = monotonic() + patience, 0
        while monotonic() < end:
            if self._lock.tryLock(wait):
                return True
            if self._lock.error() == QLockFile.LockError.PermissionError:
                raise Problem(
                    "The folder {folder} cannot be written.",
                    "Give this account the right to write it, or name another one with HOOKDESK_HOME.",
                    folder=self._note.parent,
                )
            from desktop.process.instance_server import ask_for_window  # the first one does not wait for QtNetwork

            if ask_for_window(self._note, STEP_MS, end):
                return False
            wait = STEP_MS
        raise Problem(
            "Hookdesk runs already with this database, but it does not answer.",
            "Wait a moment and try again, or end it in the system's list of programs.",
        )

    def listen(self) -> None:
        """Answer the next one, which waits until then."""
        from desktop.process.instance_server import InstanceServer  # the window is seen before QtNetwork is read

        self._server = InstanceServer(self._note, self)
        self._server.wanted.connect(self.wanted)

    def release(self) -> None:
        """Let the next one be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()


def _digest(text: str) -> str:
    """SHA-256 by Qt, which is there already, in hexadecimal."""
    return QCryptographicHash.hash(text.encode(), QCryptographicHash.Algorithm.Sha256).toHex().toStdString()
