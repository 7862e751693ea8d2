"""Multipart: a form that has files is read in pieces; they are handed on, and the rest is a body like any other.

By RFC 2046, section 5.1.1, and RFC 7578. werkzeug 3.1's decoder adds a CR to a file where a piece ends in
the boundary behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Protocol

from werkzeug.http import parse_options_header

from receiver.answers import Refused
from receiver.limits import MAX_BODY
from receiver.parsing.form import DOCUMENTS, MOST_PARTS

_LONGEST_HEAD = 16 * 1024  # bytes of the headers of a part
_LONGEST_LINE = 1024  # bytes behind a boundary
_TELLING = 64  # bytes of a part that tell whether it is the document: white space may stand before it
_BEGINS_AS_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[{\[]")
_DISPOSITION = re.compile(rb"^content-disposition:(?P<value>[^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_LINE_END = re.compile(rb"[ \t]*\r\n")


class Sink(Protocol):
    """Takes a file: all of it, then end()."""

    def write(self, data: bytes, /) -> None: ...

    def end(self) -> None: ...


def without_files(pieces: Iterable[bytes], boundary: str, begin: Callable[[str], Sink]) -> bytes:
    """The body of a form without what is in its files, each of which goes where `begin` says for its name.

    A part with the name of a file is one, unless it is the document: JSON under one of its names. Raises Refused
    (payload_too_large) where the rest is too long, and ValueError for what is no such form.
    """
    form = _Form(boundary, begin)
    for piece in pieces:
        form.take(piece)
    return form.ended()


class _Form:
    """A form while it is read: `_rest` is what came of it and is in no file, `_buffer` what is not looked at yet."""

    def __init__(self, boundary: str, begin: Callable[[str], Sink]) -> None:
        self._delimiter = b"\r\n--" + boundary.encode("latin-1", "replace")
        self._begin = begin
        self._buffer = bytearray(b"\r\n")  # the first boundary is as the others then
        self._rest = bytearray()
        self._sink: Sink | None = None
        self._maybe: str | None = None  # the name of the file that the part is, unless it is the document
        self._is_document = False
        self._parts = 0
        self._read: Callable[[], bool] = self._read_content

    def take(self, piece: bytes) -> None:
        self._buffer += piece
        while self._read():
            pass

    def ended(self) -> bytes:
        if self._read != self._read_behind:
            raise ValueError("the form has no end")
        return bytes(self._rest[2:])

    def _read_content(self) -> bool:
        """Hand on what is certainly of the part; whether there is more to read."""
        at = self._buffer.find(self._delimiter)
        certain = at if at >= 0 else max(0, len(self._buffer) - len(self._delimiter) + 1)
        if at < 0 and self._maybe is not None and certain < _TELLING:
            return False
        self._hand_on(certain)
        if at >= 0:
            self._read = self._read_boundary
        return at >= 0

    def _read_boundary(self) -> bool:
        start = len(self._delimiter)
        end = self._buffer.find(b"\n", start, start + _LONGEST_LINE) + 1
        is_last = self._buffer.startswith(b"--", start)
        if not is_last and not end and len(self._buffer) < start + _LONGEST_LINE:
            return False
        if not is_last and not _LINE_END.fullmatch(self._buffer, start, end or start):
            raise ValueError("the boundary stands in a part")
        self._end_part()
        self._keep(start if is_last else end)
        self._read = self._read_behind if is_last else self._read_head
        return True

    def _read_head(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n", 0, _LONGEST_HEAD) + 4
        if end < 4:
            if len(self._buffer) > _LONGEST_HEAD:
                raise ValueError("too long a head")
            return False
        self._begin_part(bytes(self._buffer[:end]))
        self._keep(end)
        self._read = self._read_content
        return True

    def _read_behind(self) -> bool:
        self._keep(len(self._buffer))
        return False

    def _begin_part(self, head: bytes) -> None:
        found = _DISPOSITION.search(head)
        self._parts += 1
        if found is None or self._parts > MOST_PARTS:
            raise ValueError("a part without a name, or too many of them")
        _, options = parse_options_header(found["value"].decode("utf-8", "replace"))
        self._maybe, self._is_document = options.get("filename"), options.get("name") in DOCUMENTS

    def _hand_on(self, size: int) -> None:
        if size and self._maybe is not None:
            self._decide(bytes(self._buffer[:size]))
        if self._sink is None:
            self._keep(size)
        elif size:
            self._sink.write(bytes(self._buffer[:size]))
            del self._buffer[:size]

    def _decide(self, beginning: bytes) -> None:
        assert self._maybe is not None
        if not (self._is_document and _BEGINS_AS_JSON.match(beginning)):
            self._sink = self._begin(self._maybe)
        self._maybe = None

    def _end_part(self) -> None:
        if self._maybe:  # one without a name has nobody chosen
            self._decide(b"")
        if self._sink is not None:
            self._sink.end()
        self._sink = self._maybe = None

    def _keep(self, size: int) -> None:
        self._rest += self._buffer[:size]
        del self._buffer[:size]
        if len(self._rest) > MAX_BODY + 2:
            raise Refused("payload_too_large", f"The form has over {MAX_BODY:,} bytes beside its files.")
