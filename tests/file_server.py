"""A server of files that does what servers should not: each path answers in its own way, over real sockets."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

Answer = Callable[[socket.socket], None]


class FileServer:
    """Listens on `address` from start to end; counts who connects, and keeps what was asked."""

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._listening = socket.create_server((address, port), family=family, backlog=200)
        self.port: int = self._listening.getsockname()[1]
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.connections = 0
        self._stopping = threading.Event()
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    @staticmethod
    @contextmanager
    def gone(address: str) -> Iterator[str]:
        """The URL of a file at a port at which nobody listens."""
        with socket.socket() as held:
            held.bind((address, 0))
            yield f"http://{address}:{held.getsockname()[1]}/a"

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def end(self) -> None:
        """Let go of everybody."""
        self._stopping.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connected in list(self._open):
            with suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

    def wait(self, seconds: float) -> bool:
        """Wait between two bytes; False when the server ends."""
        return not self._stopping.wait(seconds)

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                connected, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(connected)
            threading.Thread(target=self._serve, args=(connected,), daemon=True).start()

    def _serve(self, connected: socket.socket) -> None:
        with suppress(OSError), connected, self._wrapped(connected) as connected:
            head = b""
            while b"\r\n\r\n" not in head:
                data = connected.recv(4096)
                if not data:
                    return
                head += data
            self.asked.append(head.decode("latin-1"))
            path = head.split(b" ", 2)[1].decode()
            self.answers.get(path, missing)(connected)
            with suppress(OSError):
                connected.shutdown(socket.SHUT_WR)
        self._open.discard(connected)

    def _wrapped(self, connected: socket.socket) -> socket.socket:
        """What is spoken on a connection: plain HTTP."""
        return connected

    def tunnel_to(self, address: str, port: int) -> Answer:
        """What a proxy does for CONNECT: bytes go both ways."""

        def answer(connected: socket.socket) -> None:
            with socket.create_connection((address, port)) as other:
                connected.sendall(head_of(status="200 Connected"))
                back = threading.Thread(target=_pass_on, args=(other, connected), daemon=True)
                back.start()
                _pass_on(connected, other)
                back.join()

        return answer

    def drip(self, connected: socket.socket) -> None:
        """A byte now and then, for ever."""
        connected.sendall(head_of({"Content-Type": "text/plain"}))
        while self.wait(0.02):
            connected.sendall(b"x")

    def drip_head(self, connected: socket.socket) -> None:
        """A head that never ends."""
        connected.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while self.wait(0.02):
            connected.sendall(b"x")


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def head_of(headers: Mapping[str, str] | None = None, status: str = "200 OK") -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    return f"HTTP/1.1 {status}\r\nConnection: close\r\n{lines}\r\n".encode("latin-1")


def whole(content: bytes, **headers: str) -> Answer:
    """The content as it should be served."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    head = head_of({"Content-Length": str(len(content)), **named})
    return lambda connected: connected.sendall(head + content)


def redirect(to: str) -> Answer:
    head = head_of({"Location": to, "Content-Length": "0"}, "302 Found")
    return lambda connected: connected.sendall(head)


def status(words: str) -> Answer:
    return lambda connected: connected.sendall(head_of({"Content-Length": "0"}, words))


missing = status("404 Not Found")


def endless(connected: socket.socket) -> None:
    """As much as anybody takes."""
    connected.sendall(head_of())
    while True:
        connected.sendall(bytes(65536))


def short(connected: socket.socket) -> None:
    """Less than was promised."""
    connected.sendall(head_of({"Content-Length": "1000"}) + b"x" * 400)


def many_headers(connected: socket.socket) -> None:
    connected.sendall(head_of({f"X-{number}": "x" for number in range(10_000)}))


def bomb(megabytes: int) -> Answer:
    """So much, in a thousandth of it."""
    return whole(gzip.compress(bytes(megabytes << 20), 9), Content_Encoding="gzip")


def dropped(content: bytes, after: int) -> Answer:
    """The connection ends after so many bytes of it."""
    head = head_of({"Content-Length": str(len(content))})
    return lambda connected: connected.sendall(head + content[:after])


def in_pieces(content: bytes, pieces: int, server: FileServer) -> Answer:
    """The content, with a little pause before each piece."""

    def answer(connected: socket.socket) -> None:
        connected.sendall(head_of({"Content-Length": str(len(content))}))
        size = -(-len(content) // pieces)
        for start in range(0, len(content), size):
            if server.wait(0.03):
                connected.sendall(content[start : start + size])

    return answer
