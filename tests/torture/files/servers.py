"""Servers of a trial's files: one where it is allowed, and others at the same port where it is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from socket import socket

from tests.file_server import Answer, FileServer, head_of
from tests.torture.files.desk import ALLOWED, FORBIDDEN
from tests.torture.trial import hold


@contextmanager
def servers() -> Iterator[tuple[FileServer, list[FileServer]]]:
    """The one that is allowed, and the others, which count who connects to them."""
    with ExitStack() as ending:
        server = FileServer(ALLOWED)
        ending.callback(server.end)
        inside = []
        for address in (FORBIDDEN, "::1"):
            try:
                inside.append(FileServer(address, server.port))
            except OSError:  # a machine without IPv6
                continue
            ending.callback(inside[-1].end)
        yield server, inside


class SlowFiles:
    """Files that a server sends piece by piece, with a pause before each."""

    PAUSE = 0.02  # seconds

    def __init__(self, server: FileServer) -> None:
        self._server = server
        self._told = threading.Condition()
        self._sent = 0
        self._open: dict[object, tuple[str, bool]] = {}

    def add(self, path: str, content: bytes, pieces: int) -> None:
        """Have the server send a file in so many pieces."""
        self._server.answers[path] = self._answer(path, content, pieces)

    def wait_for(self, pieces: int, seconds: float) -> None:
        """Wait until so many more pieces were sent, of all files together."""
        with self._told:
            until = self._sent + pieces
            hold(self._told.wait_for(lambda: self._sent >= until, seconds), "nothing was fetched any more")

    def in_the_middle(self) -> set[str]:
        """The paths of which some, and not all, was sent on a connection that is open."""
        with self._told:
            return {path for path, has_begun in self._open.values() if has_begun}

    def _answer(self, path: str, content: bytes, pieces: int) -> Answer:
        size = -(-len(content) // pieces)

        def answer(connected: socket) -> None:
            mine = object()
            self._note(mine, path, has_begun=False)
            try:
                connected.sendall(head_of({"Content-Length": str(len(content))}))
                for start in range(0, len(content), size):
                    if not self._server.wait(self.PAUSE):
                        return
                    if start + size >= len(content):
                        self._forget(mine)
                    connected.sendall(content[start : start + size])
                    if start + size < len(content):
                        self._note(mine, path, has_begun=True)
            finally:
                self._forget(mine)

        return answer

    def _note(self, connection: object, path: str, *, has_begun: bool) -> None:
        with self._told:
            self._open[connection] = (path, has_begun)
            self._sent += has_begun
            self._told.notify_all()

    def _forget(self, connection: object) -> None:
        with self._told:
            self._open.pop(connection, None)
