"""Whether the file at the path of a database is the one that was opened: what is written elsewhere is lost."""

from __future__ import annotations

import os
from pathlib import Path

from models.database.files.standing import WITH_LOG, WRITE_VERSION
from models.problems import Replaced


class OpenedFile:
    """A file as it was when it was opened. It is held open, so that no other one can get its number."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # -1 on Windows, where nobody can replace or remove a file that is open.
        self._file = os.open(path, os.O_RDONLY) if os.name == "posix" else -1
        self._identity = _identity(path)

    def __del__(self) -> None:
        # Not earlier: with any descriptor of a file that a process closes, SQLite's locks on that file go.
        if getattr(self, "_file", -1) >= 0:
            os.close(self._file)

    def is_there(self) -> bool:
        """Whether this file is at the path, and none was copied over it."""
        return _identity(self._path) == self._identity and self._has_log()

    def hold(self) -> None:
        """Raise Replaced when another file is at the path, none, or one that was copied over this one."""
        if not self.is_there():
            raise Replaced(
                "{path} is not the file any more that was opened.",
                "It was replaced or removed while Hookdesk used it, and nothing is stored. Stop Hookdesk, put the file"
                " back or restore a backup with hookdeskctl database restore, and start again.",
                path=self._path,
            )

    def _has_log(self) -> bool:
        """Whether its header says so, as that of any database does that this program has open; a backup's does not."""
        return self._file < 0 or os.pread(self._file, 1, WRITE_VERSION) == bytes([WITH_LOG])


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    # On Windows the number of a volume can come late, while the computer starts: 0, and then another.
    return found.st_dev if os.name == "posix" else 0, found.st_ino
