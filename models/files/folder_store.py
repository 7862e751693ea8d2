"""A folder of files by their SHA-256: ab/cd/abcd..., readable by their own account alone."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from models.database import connection, read_value, writing
from models.database.backup_files import sync_folder
from models.files.draft import Draft
from models.problems import NotThere

DRAFTS = "incoming"
# Seconds after which nobody writes on a draft any more.
ABANDONED = 3600
_HASH = re.compile(r"[0-9a-f]{64}")


class FolderStore:
    """The files in one folder; several programs may use it, on one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def draft(self) -> Draft:
        return Draft(self.folder / DRAFTS)

    def put(self, file_id: int, draft: Draft, *, is_new: bool) -> None:
        path = self._place(draft.hash)
        made = [folder for folder in (path.parent.parent, path.parent) if not folder.exists()]
        path.parent.parent.mkdir(mode=0o700, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        draft.path.replace(path)  # also where it is already: a file that was damaged is whole again
        for folder in {path.parent, *(each.parent for each in made)}:
            sync_folder(folder)

    def open(self, hash: str) -> BinaryIO:
        try:
            return self._place(hash).open("rb")
        except FileNotFoundError:
            raise NotThere("This file is not there any more.", "It can be fetched again.") from None

    def path(self, hash: str) -> Path | None:
        return self._place(hash)

    def remove(self, file_id: int, hash: str) -> None:
        self._place(hash).unlink(missing_ok=True)

    def sweep(self) -> int:
        with connection():
            return self.sweep_drafts() + sum(map(self._delete_unknown, self._files()))

    def sweep_drafts(self) -> int:
        """Delete the drafts that nobody writes on any more; how many that were."""
        return sum(map(_delete_abandoned, (self.folder / DRAFTS).glob("*.part")))

    def _place(self, hash: str) -> Path:
        """Where a content lies. Raises ValueError for what is no hash: nothing else becomes a path."""
        if _HASH.fullmatch(hash) is None:
            raise ValueError("not a SHA-256")
        return self.folder / hash[:2] / hash[2:4] / hash

    def _files(self) -> Iterator[Path]:
        for path in self.folder.glob("??/??/*"):
            if _HASH.fullmatch(path.name):
                yield path

    def _delete_unknown(self, path: Path) -> int:
        """Delete a file that its program did not live to write down, if it is one."""
        text = "SELECT 1 FROM files WHERE hash = ?"
        if read_value(text, (path.name,)):
            return 0
        with writing():
            if read_value(text, (path.name,)):
                return 0
            path.unlink(missing_ok=True)
        return 1


def _delete_abandoned(path: Path) -> int:
    try:
        if time.time() - path.stat().st_mtime < ABANDONED:
            return 0
        os.unlink(path)
    except FileNotFoundError:  # another program was faster
        return 0
    return 1
