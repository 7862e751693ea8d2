"""What hostile servers have: what has to be kept of it, and what must not."""

from __future__ import annotations

import gzip
import zlib
from socket import socket
from struct import pack

from tests import file_server
from tests.file_server import Answer, FileServer, head_of, redirect, whole
from tests.torture.files.desk import ALLOWED

SECRET = b"what only this computer may read"
CONTENT = bytes(range(256)) * 2000
PAGE = b"<html><script>alert(1)</script>"
PROGRAM = b"MZ" + bytes(1000)
PICTURE_BOMB = 60_000  # pixels in each direction
# Loopback in decimal, octal, hexadecimal, short, as IPv6, mapped, translated; metadata of clouds; many computers.
FORMS = (
    "127.0.0.1", "2130706433", "017700000001", "0177.0.0.1", "0x7f000001", "0x7f.1", "127.1", "0", "localhost",
    "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
    "[::]", "169.254.169.254", "[64:ff9b::a9fe:a9fe]", "[::ffff:a9fe:a9fe]", "168.63.129.16", "[fd00:ec2::254]",
    "100.100.100.200", "224.0.0.1", "255.255.255.255",
)  # fmt: skip
# What is no URL, or names no host: each try has to end.
NOWHERE = ("http://[", "http://a..b/", f"http://{'a' * 70}/", "http://a%00b/", "http://127.0.0.2:99999/", "http:///")
Good = tuple[bytes, str]
"""A content, and the type that has to be found in it."""


def good_files(server: FileServer) -> dict[str, Good]:
    """What has to be kept, by its URL; the server answers accordingly."""
    unknown = "application/octet-stream"
    server.answers |= {
        "/plain": whole(CONTENT),
        "/gzip": whole(gzip.compress(CONTENT), Content_Encoding="gzip"),
        "/to-plain": redirect("/plain"),
        "/flood": _flood,
        "/a": whole(b"public"),
        "/page.txt": whole(PAGE, Content_Type="text/plain"),
        "/invoice.pdf": whole(PROGRAM, Content_Type="application/pdf"),
        "/bomb.png": whole(_picture_bomb()),
    }
    good = {
        **dict.fromkeys(("/plain", "/gzip", "/to-plain", "/flood"), (CONTENT, unknown)),
        "/page.txt": (PAGE, "text/html"),
        "/invoice.pdf": (PROGRAM, "application/vnd.microsoft.portable-executable"),
        "/bomb.png": (_picture_bomb(), "image/png"),
    }
    found = {server.url(path, ALLOWED): what for path, what in good.items()}
    return found | {server.url("/a", "rebind.test"): (b"public", "text/plain")}


def bad_urls(server: FileServer) -> tuple[list[str], list[str]]:
    """What cannot be kept, and what must be refused; the server answers accordingly."""
    here = server.url
    failing: dict[str, Answer] = {
        "/drip": server.drip,
        "/drip-head": server.drip_head,
        "/endless": file_server.endless,
        "/short": file_server.short,
        "/twice-short": _twice_short,
        "/loop": redirect("/loop"),
        "/headers": file_server.many_headers,
        "/bomb": file_server.bomb(200),
    }
    failing |= {f"/drop{n}": file_server.dropped(CONTENT, len(CONTENT) * n // 10) for n in range(10)}
    failing |= {f"/to-nowhere{number}": redirect(place) for number, place in enumerate(NOWHERE)}
    refused = {f"/to{number}": redirect(here("/a", form)) for number, form in enumerate(FORMS)}
    refused |= {"/to-file": redirect("file:///etc/passwd"), "/to-user": redirect(here("/a", f"ada:secret@{ALLOWED}"))}
    server.answers |= {**failing, **refused, "/to-b": redirect("/b")}
    direct = [here("/a", form) for form in (*FORMS, "both.test", f"ada:secret@{ALLOWED}")]
    direct += [here("/to-b", "redirect.test"), "file:///etc/passwd", "ftp://127.0.0.1/a"]
    nowhere = [*NOWHERE, "http://proxied.test/a"]
    return (
        [*(here(path, ALLOWED) for path in failing), *nowhere],
        [*(here(path, ALLOWED) for path in refused), *direct],
    )


def _flood(connected: socket) -> None:
    """A redirect whose body has no end."""
    connected.sendall(head_of({"Location": "/plain"}, "302 Found"))
    while True:
        connected.sendall(bytes(65536))


def _twice_short(connected: socket) -> None:
    """Less than was promised, and promised twice."""
    connected.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nContent-Length: 1000\r\n\r\n" + b"x" * 400)


def _picture_bomb() -> bytes:
    """A PNG of some kilobytes that claims gigabytes of pixels."""
    head = pack(">IIBBBBB", PICTURE_BOMB, PICTURE_BOMB, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1 << 20))), (b"IEND", b""))
    chunks = (pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
