"""Chunks: a body in pieces (RFC 9112, section 7.1). waitress searches an unfinished line anew with each byte of it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import BinaryIO

from waitress.utilities import BadRequest

from receiver.serving.http.body import Body

MAX_LINE = 16 * 1024  # bytes of a chunk's line, and of all trailers
MAX_LINES = 1024 * 1024  # bytes of all of them

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})(?:;[\t -~\x80-\xff]*)?\r\n")


class Chunks:
    """Reads chunks into a body, as waitress's parser wants it; `error` says why they can not be read."""

    def __init__(self, body: Body) -> None:
        self.completed = False
        self.error: BadRequest | None = None
        self._body = body
        self._line = bytearray()
        self._lines = 0  # bytes of all lines so far
        self._of_lines = MAX_LINE  # bytes that the line, or the trailers, may still have
        self._missing = 0  # bytes of the chunk
        self._ends_chunk = False
        self._last = False

    def received(self, data: bytes) -> int:
        """Take what came in; how many bytes of it belong to this body."""
        at = 0
        while at < len(data) and not self.completed and self.error is None:
            at = self._read_chunk(data, at) if self._missing else self._read_line(data, at)
        return at

    def getfile(self) -> BytesIO | BinaryIO:
        return self._body.getfile()

    def getbuf(self) -> Body:
        return self._body

    def __len__(self) -> int:
        return len(self._body)

    def _read_chunk(self, data: bytes, at: int) -> int:
        part = data[at : at + self._missing]
        self._body.append(part)
        self._missing -= len(part)
        self._ends_chunk = not self._missing
        return at + len(part)

    def _read_line(self, data: bytes, at: int) -> int:
        end = data.find(b"\n", at) + 1
        part = data[at : end or len(data)]
        self._line += part
        self._of_lines -= len(part)
        self._lines += len(part)
        if self._of_lines < 0 or self._lines > MAX_LINES:
            self.error = BadRequest("The lines between the chunks are too long.")
        elif end:
            line, self._line = bytes(self._line), bytearray()
            self._take(line)
        return at + len(part)

    def _take(self, line: bytes) -> None:
        """What a whole line says, by where it stands."""
        if not line.endswith(b"\r\n"):
            self.error = BadRequest("A line between the chunks ends with LF alone.")
        elif self._last:
            self.completed = line == b"\r\n"  # the trailers, of which nothing is wanted, end so
        elif self._ends_chunk:
            self._ends_chunk, self._of_lines = False, MAX_LINE
            if line != b"\r\n":
                self.error = BadRequest("A chunk is not as long as it says.")
        else:
            self._begin(line)

    def _begin(self, line: bytes) -> None:
        size = _SIZE.fullmatch(line)
        if size is None:
            self.error = BadRequest("A chunk does not say how long it is.")
            return
        self._missing, self._of_lines = int(size[1], 16), MAX_LINE
        self._last = not self._missing
