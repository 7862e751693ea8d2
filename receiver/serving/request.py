"""The request: what came over the wire, made once from what WSGI has; all behind it ask this and no environ."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PIECE = 64 * 1024  # bytes
CUT = "hookdesk.cut"  # the key in the environ for why a body is not here as a whole


class Body(Protocol):
    """The bytes behind the headers, which the server has read already."""

    def seek(self, position: int, whence: int = 0, /) -> int: ...

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True, repr=False)  # the path of a hook is a secret
class Request:
    """A request as it came.

    `path` is what a route is found by, `target` what the request line named, which may be a whole URL. `headers` have
    the values as WSGI does, their bytes as Latin-1 (PEP 3333), by names such as `X-Forwarded-For`. `size` is the
    whole length of the body in bytes, as its sender says where less of it came: `cut` says why, "large" or "late".
    """

    method: str
    path: str
    target: str
    remote_address: str
    headers: Mapping[str, str]
    size: int
    body: Body
    cut: str | None = None

    @property
    def host(self) -> str:
        """The Host header; empty without one."""
        return self.headers.get("Host", "")

    @property
    def content_type(self) -> str:
        """The Content-Type header; empty without one."""
        return self.headers.get("Content-Type", "")

    @property
    def content_coding(self) -> str:
        """The Content-Encoding header; empty without one."""
        return self.headers.get("Content-Encoding", "")

    def header(self, name: str) -> str:
        """The value of a header, however its name is written; empty without one."""
        return self.headers.get(_name(name), "")

    @property
    def came(self) -> int:
        """How many bytes of the body are here."""
        return self.body.seek(0, os.SEEK_END)

    def pieces(self) -> Iterator[bytes]:
        """The body from its beginning, a piece at a time; may be asked for again."""
        self.body.seek(0)
        while piece := self.body.read(PIECE):
            yield piece

    def beginning(self, most: int) -> bytes:
        """The body up to so many bytes; may be asked for again."""
        self.body.seek(0)
        return self.body.read(most)


def request_of(environ: WSGIEnvironment) -> Request:
    """The request that a WSGI environ has."""
    headers = {_name(key[5:]): value for key, value in environ.items() if key.startswith("HTTP_")}
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if key in environ:
            headers[_name(key)] = environ[key]
    return Request(
        environ["REQUEST_METHOD"],
        environ["PATH_INFO"],
        environ.get("REQUEST_URI", "/"),
        environ["REMOTE_ADDR"],
        headers,
        int(environ.get("CONTENT_LENGTH") or 0),
        environ["wsgi.input"],
        environ.get(CUT),
    )


@lru_cache(maxsize=256)
def _name(key: str) -> str:
    return key.replace("_", "-").title()
