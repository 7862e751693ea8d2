"""Mutations: requests as senders, proxies and attackers write them, each changed by chance in a few places."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import urlsplit

Mutation = Callable[[random.Random, bytes], bytes]

# What parsers have stumbled over: lengths, codings, targets, line ends, characters that are no ASCII.
TOKENS = (
    b"\r\n", b"\n", b"\r", b"\0", b"\t", b" ", b":", b",", b";", b"\xff", b"\xc3\xa9", b"\xe2\x80\xa8", b"\x0b",
    b"\x7f",
    b"%00", b"%", b"%zz",
    b"..", b"//", b"/../", b"?", b"#", b"*", b"http://[", b"http://", b"https://localhost:99999/", b"//x", b"\\",
    b"Content-Length: 5\r\n", b"Content-Length: " + b"9" * 5000 + b"\r\n", b"Content-Length: -1\r\n",
    b"Content-Length: +5\r\n", b"Content-Length: 0x5\r\n", b"Content-Length: 5, 5\r\n", b"Content-Length: 1_0\r\n",
    b"Content-Length: \xd9\xa5\r\n", b"Content-Length:\r\n", b"Content-Length: 4194305\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: gzip, chunked\r\n", b"Transfer-Encoding: \x0bchunked\r\n",
    b"Transfer-Encoding: identity\r\n", b"Transfer-Encoding : chunked\r\n", b"Transfer-Encoding: chunked, chunked\r\n",
    b"0\r\n\r\n", b"ffffffffffffffff\r\n", b"-1\r\n", b"5;a=b\r\n", b"0x5\r\n", b"1e1\r\n",
    b"Host: localhost\r\n", b"Host: evil.example\r\n", b"Host:\r\n", b"Host: [::1\r\n", b"Host: a, b\r\n",
    b"Host: @\r\n",
    b"Expect: 100-continue\r\n", b"Expect: 200-ok\r\n", b"Connection: close\r\n", b"Connection: upgrade\r\n",
    b"Upgrade: websocket\r\n", b"Origin: null\r\n", b"Origin: http://[\r\n", b"Sec-Fetch-Site: cross-site\r\n",
    b"Content-Type: multipart/form-data; boundary=\r\n", b"Content-Type: multipart/form-data; boundary=\xff\r\n",
    b"Content-Type: ;=;=\"\r\n", b"Content-Encoding: gzip\r\n", b"X-Forwarded-For: [\r\n", b"X-Forwarded-Proto: \r\n",
    b"Forwarded: for=\"[\r\n", b"Proxy: x\r\n", b" folded\r\n", b"\tfolded\r\n", b"no colon\r\n", b": empty\r\n",
    b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2.0", b"HTTP/1.1\x00", b"HTTP/9999999999.1", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET ", b"HEAD ", b"OPTIONS * HTTP/1.1\r\n", b"CONNECT ", b"TRACE ", b"post ", b"P\xc3\x96ST ",
    b"\"", b"\\u0000", b"\\ud800", b"NaN", b"1e999", b"[" * 600, b"{\"a\":" * 300, b"\xef\xbb\xbf", b"\xed\xa0\x80",
)  # fmt: skip


class Mutator:
    """Requests for one hook, as they should be and not."""

    def __init__(self, hook: str, chance: random.Random) -> None:
        self._chance = chance
        self._sound = _sound_requests(hook)

    def next(self) -> bytes:
        """The next request; one in fifty is as it should be."""
        chance = self._chance
        request = chance.choice(self._sound)
        if chance.random() < 0.02:
            return request
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
            request = chance.choice(MUTATIONS)(chance, request)
        return request + (chance.choice(self._sound) if chance.random() < 0.1 else b"")


def _sound_requests(hook: str) -> list[bytes]:
    parts = urlsplit(hook)
    host = f"Host: {parts.netloc}\r\n".encode()
    path = parts.path.encode()
    body = b'{"id": "m-1", "text": "a mutation", "references": ["m-0"], "attachments": [{"@type": "link", "url": "u"}]}'
    length = f"Content-Length: {len(body)}\r\n".encode()
    form = b"payload=%7B%22text%22%3A%22form%22%7D"
    parts_of_form = b'--b\r\nContent-Disposition: form-data; name="payload"\r\n\r\n{"text":"part"}\r\n--b--\r\n'
    post, json_ = b"POST " + path + b" HTTP/1.1\r\n" + host, b"Content-Type: application/json\r\n"
    return [
        post + json_ + length + b"\r\n" + body,
        post + b"User-Agent: curl/8\r\nAccept: */*\r\n" + length + b"\r\n" + body,
        post + b"Transfer-Encoding: chunked\r\n\r\n10\r\n" + body[:16] + b"\r\n5b\r\n" + body[16:107]
        + b"\r\n0\r\n\r\n",
        post + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 37\r\n\r\n" + form,
        post + b"Content-Type: multipart/form-data; boundary=b\r\n"
        + f"Content-Length: {len(parts_of_form)}\r\n\r\n".encode() + parts_of_form,
        post + b"Expect: 100-continue\r\n" + length + b"\r\n" + body,
        b"POST http://" + parts.netloc.encode() + path + b" HTTP/1.1\r\n" + host + length + b"\r\n" + body,
        b"POST " + path + b" HTTP/1.0\r\n" + host + b"Connection: keep-alive\r\n" + length + b"\r\n" + body,
        b"GET " + path + b" HTTP/1.1\r\n" + host + b"Accept: text/html\r\n\r\n",
        b"HEAD " + path + b" HTTP/1.1\r\n" + host + b"\r\n",
        b"GET /health HTTP/1.1\r\n" + host + b"\r\n",
        b"OPTIONS " + path + b" HTTP/1.1\r\n" + host + b"Origin: http://" + parts.netloc.encode() + b"\r\n\r\n",
        b"GET /hooks/channels/x/y HTTP/1.1\r\n" + host + b"X-Forwarded-For: 192.0.2.1\r\nVia: 1.1 proxy\r\n\r\n",
    ]  # fmt: skip


def _flip(chance: random.Random, request: bytes) -> bytes:
    at = _place(chance, request)
    return request[:at] + bytes([chance.randrange(256)]) + request[at + 1 :]


def _insert(chance: random.Random, request: bytes) -> bytes:
    at = _place(chance, request)
    return request[:at] + chance.choice(TOKENS) + request[at:]


def _insert_line(chance: random.Random, request: bytes) -> bytes:
    """Between two lines, where a token that is a line is understood as one."""
    lines = request.split(b"\r\n")
    at = chance.randrange(len(lines))
    return b"\r\n".join([*lines[:at], chance.choice(TOKENS).removesuffix(b"\r\n"), *lines[at:]])


def _replace(chance: random.Random, request: bytes) -> bytes:
    at = _place(chance, request)
    return request[:at] + chance.choice(TOKENS) + request[at + chance.randrange(1, 12) :]


def _cut_out(chance: random.Random, request: bytes) -> bytes:
    at = _place(chance, request)
    return request[:at] + request[at + chance.choice((1, 1, 2, 5, 40)) :]


def _cut_off(chance: random.Random, request: bytes) -> bytes:
    return request[: _place(chance, request)]


def _double(chance: random.Random, request: bytes) -> bytes:
    at = _place(chance, request)
    part = request[at : at + chance.choice((1, 2, 10, 60))]
    return request[:at] + part * chance.choice((2, 2, 3, 300)) + request[at + len(part) :]


def _swap_lines(chance: random.Random, request: bytes) -> bytes:
    lines = request.split(b"\r\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\r\n".join(lines)


def _bare_line_ends(chance: random.Random, request: bytes) -> bytes:
    return request.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\n\r", b"\r\r\n")), chance.choice((1, 2, -1)))


def _noise(chance: random.Random, request: bytes) -> bytes:
    at = _place(chance, request)
    return request[:at] + chance.randbytes(chance.choice((1, 8, 200, 20_000))) + request[at:]


def _place(chance: random.Random, request: bytes) -> int:
    """Somewhere, the request line and the headers more often than the body."""
    head = request.find(b"\r\n\r\n")
    return chance.randrange(max(1, head if head > 0 and chance.random() < 0.7 else len(request)))


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _flip, _insert, _insert_line, _insert_line, _replace, _cut_out, _cut_off, _double, _swap_lines,
    _bare_line_ends, _noise,
)  # fmt: skip
