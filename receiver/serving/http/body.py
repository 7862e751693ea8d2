"""Bodies: the bytes behind a head, in memory or, of a long one, on the disk; bounded for all connections together."""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import BinaryIO

from receiver.limits import MAX_BODY
from receiver.serving.http.spool import Spool

MAX_BYTES = 128 * 1024 * 1024  # of all bodies that are in memory at one moment


class Space:
    """How many bytes of bodies there may be at a time, over all connections; for any thread."""

    def __init__(self, most: int = MAX_BYTES) -> None:
        self._left = most
        self._guard = Lock()

    def take(self, size: int) -> bool:
        """Whether so many bytes more may be kept, which are taken then."""
        with self._guard:
            if size > self._left:
                return False
            self._left -= size
            return True

    def give(self, size: int) -> None:
        """Give bytes back."""
        with self._guard:
            self._left += size


class Body:
    """One body, as waitress's receivers fill it; what finds no space is dropped, and `found_no_space` says so.

    One that may have `spools` bytes goes to the disk when it is longer than a body in memory.
    """

    def __init__(self, space: Space, spool: Spool) -> None:
        self.found_no_space = False
        self.spools = 0
        self._space = space
        self._spool = spool
        self._file: BytesIO | BinaryIO = BytesIO()
        self._spooled: BinaryIO | None = None
        self._size = 0
        self._taken = 0

    def append(self, data: bytes) -> None:
        """Keep more of the body."""
        if self.spools and self._spooled is None and self._size + len(data) > MAX_BODY:
            self._begin_to_spool()
        if self.found_no_space or not self._keep(data):
            self.found_no_space = True
            return
        self._size += len(data)

    def cut(self, size: int) -> None:
        """Keep only the first bytes of what is here."""
        self._size = min(size, self._size)
        self._file.truncate(self._size)

    def getfile(self) -> BytesIO | BinaryIO:
        """The body as a file, at its beginning."""
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Give its space back. May be called again."""
        self._space.give(self._taken)
        self._taken = 0
        if self._spooled is not None:
            self._spool.close(self._spooled)
            self._spooled = None

    def __len__(self) -> int:
        return self._size

    def _keep(self, data: bytes) -> bool:
        if self._spooled is None:
            if not self._space.take(len(data)):
                return False
            self._taken += len(data)
        try:
            self._file.write(data)
        except OSError:  # the disk is full
            return False
        return True

    def _begin_to_spool(self) -> None:
        self._spooled = self._spool.open(self.spools)
        if self._spooled is None:
            self.found_no_space = True
            return
        in_memory = self.getfile().read()
        self._space.give(self._taken)
        self._taken, self._file = 0, self._spooled
        self.found_no_space = not self._keep(in_memory)
