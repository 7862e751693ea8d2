"""The gate of the hooks: of what will be refused no more is read than is kept, and a body cut short is told."""

from __future__ import annotations

import socket

import pytest

from models.deliveries import deliveries
from receiver.service import Service
from receiver.serving import listener, wire
from tests.receiver import raw

NOWHERE = "/hooks/channels/00000000-0000-4000-8000-000000000000/00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", NOWHERE, 404), ("POST", "/nothing", 404), ("DELETE", None, 405), ("POST", None, 413)],
)
def test_a_large_body_that_will_be_refused_is_not_waited_for(
    service: Service, hook_url: str, method: str, path: str | None, status: int
) -> None:
    target = path or hook_url.removeprefix(service.url)
    head = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n"
    with raw.connect(service.url) as sender:
        sender.sendall(head.encode() + b"x" * 100_000)
        answer = raw.read(sender)
        assert (answer.status, answer.headers["connection"]) == (status, "close")


def test_who_asks_before_the_body_is_sent_need_not_send_it(service: Service, hook_url: str) -> None:
    large = f"POST {hook_url.removeprefix(service.url)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n"
    with raw.connect(service.url) as sender:
        sender.sendall(large.encode() + b"Expect: 100-continue\r\n\r\n")
        assert raw.read(sender).status == 413


def test_who_asks_for_a_hook_that_was_not_seen_before_is_asked_for_the_body(service: Service, hook_url: str) -> None:
    body = b'{"text": "' + b"x" * 200_000 + b'"}'
    head = f"POST {hook_url.removeprefix(service.url)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
    with raw.connect(service.url) as sender:
        sender.sendall(head.encode() + b"Expect: 100-continue\r\n\r\n")
        assert raw.read(sender).status == 100
        sender.sendall(body)
        assert raw.read(sender).status == 200


@pytest.mark.parametrize("ends", [True, False])
def test_a_body_shorter_than_it_says_is_408_and_kept(
    service: Service, hook_url: str, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    monkeypatch.setattr(wire, "_SILENT_SECONDS", 0.2)
    monkeypatch.setattr(listener, "_LOOK_SECONDS", 0.05)
    body = b'{"text": "half of it"}'
    head = f"POST {hook_url.removeprefix(service.url)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 28\r\n\r\n"
    with raw.connect(service.url) as sender:
        sender.sendall(head.encode() + body)
        if ends:
            sender.shutdown(socket.SHUT_WR)
        answer = raw.read(sender)
    assert (answer.status, answer.json["code"]) == (408, "request_timeout")
    assert answer.json["detail"].startswith("22 of 28 bytes of the body came.")
    (kept,) = deliveries.page()
    assert (kept.status, kept.code, kept.size) == (408, "request_timeout", 28)
    assert deliveries.shown(kept.id).body == body
