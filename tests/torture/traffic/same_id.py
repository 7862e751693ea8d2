"""same-id: many clients post one new id at the same moment, over two receivers of a database. It opens one case."""

from __future__ import annotations

import json
import socket
from collections import Counter
from contextlib import ExitStack
from urllib.parse import urlsplit

from tests.end_to_end.station import at
from tests.torture.ledger import hold_sound, looking
from tests.torture.program import Program
from tests.torture.trial import Terms, Trial, hold

CLIENTS = 64


def run(terms: Terms) -> str:
    rounds = terms.size(20, 200)
    program = Program(terms)
    with program.receiving() as one, program.receiving() as other:
        hooks = [one.hook, at(other, one.hook)]
        for number in range(rounds):
            _post_one_id(f"same{terms.seed}-{number}", hooks)
        one.end()
        other.end()
    hold_sound(program.file)
    program.hold_no_complaints()
    with looking(program.file) as rows:
        cases = [row[0] for row in rows("SELECT number FROM cases ORDER BY number")]
    hold(cases == list(range(1, rounds + 1)), f"{rounds} ids opened the cases {cases[:5]}... {len(cases)} in all")
    return f"{rounds} ids, each by {CLIENTS} clients over two receivers: one 201 and {CLIENTS - 1} x 208 each time"


def _post_one_id(name: str, hooks: list[str]) -> None:
    with ExitStack() as opened:
        connections = [opened.enter_context(_connected(hooks[client % len(hooks)])) for client in range(CLIENTS)]
        requests = [_request(hooks[client % len(hooks)], name, client) for client in range(CLIENTS)]
        for connection, request in zip(connections, requests, strict=True):
            connection.sendall(request[:-1])
        # Up to here each receiver has everything but the last byte of each request; now all of these follow at once.
        for connection, request in zip(connections, requests, strict=True):
            connection.sendall(request[-1:])
        answers = [_answer(connection) for connection in connections]
    statuses = Counter(status for status, _ in answers)
    hold(statuses == {201: 1, 208: CLIENTS - 1}, f"{name} was answered {dict(statuses)}")
    cases = {case for _, case in answers}
    hold(len(cases) == 1, f"{name} is said to be in the cases {cases}")


def _connected(hook: str) -> socket.socket:
    parts = urlsplit(hook)
    return socket.create_connection((parts.hostname, parts.port), timeout=30)


def _request(hook: str, name: str, client: int) -> bytes:
    parts = urlsplit(hook)
    body = json.dumps({"id": name, "text": f"{name} by {client}"}).encode()
    return f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def _answer(connection: socket.socket) -> tuple[int, int | None]:
    """The status, and the case that is named."""
    text = b""
    while b"\r\n\r\n" not in text or not text.endswith(b"}"):
        part = connection.recv(65536)
        hold(bool(part), f"a connection ended with {text!r}")
        text += part
    return int(text[9:12]), json.loads(text.partition(b"\r\n\r\n")[2]).get("case")


TRIAL = Trial("same-id", run, weakness="ignore-repeats")
