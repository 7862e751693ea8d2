"""Load generator: keep-alive connections that each send the next post when the last one was answered.

A process of its own (`python -m bench.ingest.load URL`), on bare sockets, so that it takes little of the machine that
it measures.
"""

from __future__ import annotations

import argparse
import selectors
import socket
import sys
from collections.abc import Iterator, Sequence
from time import perf_counter, process_time
from urllib.parse import urlsplit

import msgspec

from bench.figures import Run, percentile
from bench.ingest import posts

# An answer that takes longer than this after the end of a run counts as an error.
PATIENCE = 15.0


class _Connection:
    """One keep-alive connection with at most one request on its way."""

    def __init__(self, url: str, kind: str) -> None:
        address = urlsplit(url)
        self.requests: Iterator[bytes] = posts.requests(url, kind)
        self._address = (address.hostname or "127.0.0.1", address.port or 80)
        self.socket = socket.create_connection(self._address)
        self.sent_at = 0.0
        self._answer = b""

    def send(self, request: bytes) -> None:
        self.sent_at = perf_counter()
        self.socket.sendall(request)

    def receive(self) -> int | None:
        """The status of the answer when it is all there, None before; raises OSError when the server hung up."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionResetError
        self._answer += part
        head, found, body = self._answer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return None
        self._answer = b""
        return int(head[9:12])

    def reconnect(self) -> None:
        self.socket.close()
        self.socket = socket.create_connection(self._address)
        self._answer = b""


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])


class Load:
    """Sends posts to URLs over some connections, each of which keeps to one, and keeps how long each took."""

    def __init__(self, urls: Sequence[str], connections: int, kind: str = "own") -> None:
        self._selector = selectors.DefaultSelector()
        self._connections = [_Connection(urls[number % len(urls)], kind) for number in range(connections)]
        self._underway: set[_Connection] = set()
        self._latencies: list[float] = []
        self._errors = 0

    def run(self, warm_up: float, seconds: float) -> Run:
        """Load the server for a while that is not counted, then for `seconds` that are."""
        for connection in self._connections:
            self._selector.register(connection.socket, selectors.EVENT_READ, connection)
            self._send(connection)
        self._serve(perf_counter() + warm_up)
        self._latencies.clear()
        self._errors = 0
        began, worked = perf_counter(), process_time()
        self._serve(began + seconds)
        took, busy, requests = perf_counter() - began, process_time() - worked, len(self._latencies)
        self._finish()
        ordered = sorted(self._latencies)
        worst = ordered[-1] if ordered else 0.0
        p50, p99 = percentile(ordered, 0.5), percentile(ordered, 0.99)
        return Run(requests, took, p50 * 1000, p99 * 1000, worst * 1000, self._errors, busy / took)

    def _serve(self, until: float) -> None:
        while (left := until - perf_counter()) > 0:
            for key, _ in self._selector.select(left):
                if self._read(key.data):
                    self._send(key.data)

    def _finish(self) -> None:
        """Wait for what is still on its way; what never comes is an error."""
        until = perf_counter() + PATIENCE
        while self._underway and (left := until - perf_counter()) > 0:
            for key, _ in self._selector.select(left):
                self._read(key.data)
        self._errors += len(self._underway)

    def _send(self, connection: _Connection) -> None:
        self._underway.add(connection)
        connection.send(next(connection.requests))

    def _read(self, connection: _Connection) -> bool:
        """Take in what has come; True when the connection is free for the next request."""
        try:
            status = connection.receive()
        except OSError:
            self._selector.unregister(connection.socket)
            connection.reconnect()
            self._selector.register(connection.socket, selectors.EVENT_READ, connection)
            status = 0
        if status is None:
            return False
        if 200 <= status < 300:
            self._latencies.append(perf_counter() - connection.sent_at)
        else:
            self._errors += 1
        self._underway.discard(connection)
        return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("urls", nargs="+", metavar="url", help="of a hook at each receiver, taken in turn")
    parser.add_argument("--kind", choices=posts.KINDS, default="own", help="of posts")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--warm-up", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    run = Load(options.urls, options.connections, options.kind).run(options.warm_up, options.seconds)
    sys.stdout.write(msgspec.json.encode(run).decode() + "\n")


if __name__ == "__main__":
    main()
