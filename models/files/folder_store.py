"""A folder of files by their SHA-256: ab/cd/abcd..., with the rights of the folder where a group shares it."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import BinaryIO

from models.database import connection, read_value, writing
from models.database.backup_files import LEFT_BYTES, sync_folder
from models.files.draft import Draft
from models.problems import NotThere
from models.sharing import make_folder

DRAFTS = "incoming"
PIECE = 1024 * 1024
# Seconds after which nobody writes on a draft any more.
ABANDONED = 3600
_HASH = re.compile(r"[0-9a-f]{64}")


class FolderStore:
    """The files in one folder; several programs may use it, on one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def incoming(self) -> Path:
        return self.folder / DRAFTS

    def draft(self) -> Draft:
        return Draft(self.incoming())

    def put(self, file_id: int, draft: Draft, *, is_new: bool) -> None:
        path = self._place(draft.hash)
        with _made(path):
            try:
                draft.path.replace(path)  # also where it is already: a file that was damaged is whole again
            except FileNotFoundError:  # it was put here before, in a transaction that failed
                if not path.exists():
                    raise

    def adopt(self, hash: str, other: FolderStore) -> bool:
        """Have a content of another store here as well; False when that has none. Raises OSError, as draft()."""
        source, path = other._place(hash), self._place(hash)
        if path.exists():
            return True
        if not source.exists():
            return False
        with _made(path):
            try:
                os.link(source, path)
            except FileExistsError:  # another program was faster
                return True
            except OSError:  # another disk, or a file system that gives a file one name alone
                return self._copy(source, path)
        return True

    def hashes(self) -> Iterator[str]:
        """All contents that lie here."""
        return (path.name for path in self._files())

    def open(self, hash: str) -> BinaryIO:
        try:
            return self._place(hash).open("rb")
        except FileNotFoundError:
            if not self.folder.exists():  # its disk is not there: that tells nothing of its files
                raise
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

    def _copy(self, source: Path, path: Path) -> bool:
        """Copy a content that is what its name says; one that is not is as good as none."""
        if disk_usage(self.folder).free - source.stat().st_size < LEFT_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        draft = self.draft()
        try:
            with source.open("rb") as content:
                while piece := content.read(PIECE):
                    draft.write(piece)
            draft.finish()
            if draft.hash != path.name:
                return False
            draft.path.replace(path)
            return True
        finally:
            draft.discard()

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


@contextmanager
def _made(path: Path) -> Iterator[None]:
    """The folders of a place are there inside, and the names in them are on the disk after it."""
    made = [folder for folder in (path.parent.parent, path.parent) if not folder.exists()]
    make_folder(path.parent)
    yield
    for folder in {path.parent, *(each.parent for each in made)}:
        sync_folder(folder)


def _delete_abandoned(path: Path) -> int:
    try:
        if time.time() - path.stat().st_mtime < ABANDONED:
            return 0
        os.unlink(path)
    except FileNotFoundError:  # another program was faster
        return 0
    return 1
