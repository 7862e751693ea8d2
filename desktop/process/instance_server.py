"""Where the first window listens, and how the second start asks it to come to the front."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

SHOW, SHOWN = b"show\n", b"shown\n"


class InstanceServer(QObject):
    """Notes its place in a file, until it is closed."""

    wanted = Signal()
    """Somebody started the program again."""

    def __init__(self, note: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._note = note
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if left := _noted(note):
            QLocalServer.removeServer(left)  # by one that crashed
        self._server.listen(f"hookdesk-{uuid4()}")
        note.touch(mode=0o600)
        note.write_text(self._server.fullServerName(), "utf-8")

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
        self._note.unlink(missing_ok=True)

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_asked(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _on_asked(self, socket: QLocalSocket) -> None:
        if socket.canReadLine() and bytes(socket.readLine().data()) == SHOW:
            socket.write(SHOWN)
            socket.flush()
            self.wanted.emit()


def ask_for_window(note: Path, step_ms: int, end: float) -> bool:
    """Ask the first one for its window; True when it says, before the monotonic time `end`, that it is shown."""
    address, socket = _noted(note), QLocalSocket()
    socket.connectToServer(address)
    if not address or not socket.waitForConnected(step_ms):
        return False
    socket.write(SHOW)
    while monotonic() < end:  # it may be upgrading its database
        if socket.canReadLine():
            return bytes(socket.readLine().data()) == SHOWN
        if not socket.waitForReadyRead(step_ms) and socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
            return False
    return False


def _noted(note: Path) -> str:
    try:
        return note.read_text("utf-8")
    except OSError:
        return ""
