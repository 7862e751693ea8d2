"""A file on its way into the store: written under a temporary name, and hashed and counted as it comes."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from models.sharing import make_folder, share_as


class Draft:
    """Takes bytes until finish() or discard(). Only its own account can read it, and the group where that shares the
    folder (models/sharing.py). Raises OSError, as for a full disk."""

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        self.path = folder / f"{uuid4().hex}.part"
        descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        self._file = os.fdopen(descriptor, "wb")
        share_as(folder, self.path)
        self._hash = sha256()
        self.size = 0

    @property
    def hash(self) -> str:
        """SHA-256 of what was written so far, hexadecimal."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def finish(self) -> None:
        """Bring all of it to the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def discard(self) -> None:
        """Leave nothing behind, whatever became of it."""
        with suppress(OSError):  # what the full disk did not take
            self._file.close()
        self.path.unlink(missing_ok=True)
