"""One window for a person and a database: who starts the program again gets the window that is there."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from time import monotonic
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from models.database import identity
from models.problems import Problem

PATIENCE_SECONDS = 15.0
STEP_MS = 200
SHOW, SHOWN = b"show\n", b"shown\n"


class SingleInstance(QObject):
    """`claim()` first; whoever gets it hears by `wanted` when somebody starts the program again."""

    wanted = Signal()

    def __init__(self, database: str, folder: Path, parent: QObject | None = None) -> None:
        """`database` is a path or a URL, `folder` a private one of this account."""
        super().__init__(parent)
        name = f"window-{sha256(identity(database).encode()).hexdigest()[:16]}"
        # The lock says who was first, not the socket: the system lets go of it when its holder dies, and two that
        # start together cannot both have it. Its holder notes where it listens, a place that nobody can guess.
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)
        self._note = folder / f"{name}.socket"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def claim(self, patience: float = PATIENCE_SECONDS) -> bool:
        """True when this is the first one. Otherwise the first one shows its window, and this is False.

        Raises Problem when the first one does not answer within `patience` seconds.
        """
        end, wait = monotonic() + patience, 0
        while monotonic() < end:
            if self._lock.tryLock(wait):
                self._listen()
                return True
            if self._lock.error() == QLockFile.LockError.PermissionError:
                raise Problem(
                    "The folder {folder} cannot be written.",
                    "Give this account the right to write it, or name another one with HOOKDESK_HOME.",
                    folder=self._note.parent,
                )
            if _ask(self._noted(), end):
                return False
            wait = STEP_MS
        raise Problem(
            "Hookdesk runs already with this database, but it does not answer.",
            "Wait a moment and try again, or end it in the system's list of programs.",
        )

    def release(self) -> None:
        """Let the next one be the first."""
        self._server.close()
        self._note.unlink(missing_ok=True)
        self._lock.unlock()

    def _listen(self) -> None:
        if left := self._noted():
            QLocalServer.removeServer(left)  # by one that crashed
        self._server.listen(f"hookdesk-{uuid4()}")
        self._note.touch(mode=0o600)
        self._note.write_text(self._server.fullServerName(), "utf-8")

    def _noted(self) -> str:
        try:
            return self._note.read_text("utf-8")
        except OSError:
            return ""

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_asked(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _on_asked(self, socket: QLocalSocket) -> None:
        if socket.canReadLine() and bytes(socket.readLine().data()) == SHOW:
            socket.write(SHOWN)
            socket.flush()
            self.wanted.emit()


def _ask(address: str, end: float) -> bool:
    """Ask the first one for its window; True when it says that it is shown."""
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not address or not socket.waitForConnected(STEP_MS):
        return False
    socket.write(SHOW)
    while monotonic() < end:  # it may be upgrading its database
        if socket.canReadLine():
            return bytes(socket.readLine().data()) == SHOWN
        if not socket.waitForReadyRead(STEP_MS) and socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
            return False
    return False
