"""Raw: HTTP by hand, for what no client would send."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec


@dataclass(frozen=True)
class Answered:
    """What came back until the server closed the connection, or the answer was whole."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        return msgspec.json.decode(self.body, type=dict[str, Any])


def connect(url: str) -> socket.socket:
    """A connection to the server of a URL."""
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname, parts.port), timeout=10)


def exchange(url: str, request: bytes) -> Answered:
    """Send bytes to the server of a URL and read one answer."""
    with connect(url) as connection:
        connection.sendall(request)
        return read(connection)


def read(connection: socket.socket) -> Answered:
    """Read one answer."""
    with connection.makefile("rb") as stream:
        first = stream.readline().decode()
        headers = {}
        while line := stream.readline().strip().decode():
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        body = stream.read(int(headers.get("content-length", "0")))
    return Answered(int(first.split()[1]), headers, body)


def post(url: str, *headers: str, body: bytes = b'{"text": "raw"}', target: str | None = None) -> bytes:
    """A POST with exactly these headers and a Content-Length."""
    path = target if target is not None else urlsplit(url).path
    lines = [f"POST {path} HTTP/1.1", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body
