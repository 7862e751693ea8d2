"""Bodies: the bytes behind a head, in memory, with a bound for all connections together."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

MAX_BYTES = 128 * 1024 * 1024  # of all bodies that are here at one moment


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
    """One body, as waitress's receivers fill it; what finds no space is dropped, and `found_no_space` says so."""

    def __init__(self, space: Space) -> None:
        self.found_no_space = False
        self._space = space
        self._file = BytesIO()
        self._size = 0
        self._taken = 0

    def append(self, data: bytes) -> None:
        """Keep more of the body."""
        if self.found_no_space or not self._space.take(len(data)):
            self.found_no_space = True
            return
        self._taken += len(data)
        self._size += len(data)
        self._file.write(data)

    def cut(self, size: int) -> None:
        """Keep only the first bytes of what is here."""
        self._size = min(size, self._size)
        self._file.truncate(self._size)

    def getfile(self) -> BytesIO:
        """The body as a file, at its beginning."""
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Give its space back. May be called again."""
        self._space.give(self._taken)
        self._taken = 0

    def __len__(self) -> int:
        return self._size
