"""The spool: bodies that are too long for memory lie on the disk until they are answered, so many at a time.

A file of it has no name, or goes with its last handle: a program that is killed leaves nothing.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from threading import Lock
from typing import BinaryIO

from models.database.backup_files import LEFT_BYTES
from models.sharing import make_folder

MOST = 16  # files at one moment: each is a descriptor, and 25 MiB of the disk


class Spool:
    """Gives out files in one folder, which is made where it is not there; for any thread."""

    def __init__(self, folder: Path | None = None, most: int = MOST) -> None:
        self._folder = folder or Path(gettempdir())
        self._left = most
        self._guard = Lock()

    def open(self, size: int) -> BinaryIO | None:
        """A file for a body of at most so many bytes; None where there are too many, or the disk has no room."""
        with self._guard:
            if not self._left:
                return None
            self._left -= 1
        try:
            make_folder(self._folder)
            if shutil.disk_usage(self._folder).free - size >= LEFT_BYTES:
                return TemporaryFile(dir=self._folder)  # its body closes it
        except OSError:
            pass
        self._give()
        return None

    def close(self, file: BinaryIO) -> None:
        """End with a file that open() gave."""
        file.close()
        self._give()

    def _give(self) -> None:
        with self._guard:
            self._left += 1
