"""Files in the database itself, in pieces: for desks that share a server and no folder."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from models.database import connection, execute, read_value
from models.files.draft import Draft
from models.files.folder_store import DRAFTS, FolderStore
from models.problems import NotThere

# Bytes. PostgreSQL holds a value in memory several times over on its way.
PART = 256 * 1024
ADD = "INSERT INTO file_parts (file_id, number, content) VALUES (?, ?, ?)"
READ = (
    "SELECT content FROM file_parts JOIN files ON files.id = file_parts.file_id"
    " WHERE files.hash = ? AND file_parts.number = ?"
)
HAS = (
    "SELECT 1 FROM files WHERE hash = ?"
    " AND (size = 0 OR EXISTS (SELECT 1 FROM file_parts WHERE file_parts.file_id = files.id))"
)


class DatabaseStore:
    """The files in file_parts; drafts lie in a folder of this computer until they are whole."""

    def __init__(self, drafts: Path) -> None:
        self._drafts = drafts

    def incoming(self) -> Path:
        return self._drafts / DRAFTS

    def draft(self) -> Draft:
        return Draft(self.incoming())

    def put(self, file_id: int, draft: Draft, *, is_new: bool) -> None:
        if is_new or not self._has_parts(draft.hash):
            for number, content in enumerate(_parts(draft.path)):
                execute(ADD, (file_id, number, content))

    def open(self, hash: str) -> BinaryIO:
        with connection():
            if not self._has_parts(hash):
                raise NotThere("This file is not there any more.", "It can be fetched again.")
        return io.BufferedReader(_Parts(hash), PART)

    def _has_parts(self, hash: str) -> bool:
        """Whether its content is here; an empty file has none."""
        return bool(read_value(HAS, (hash,)))

    def path(self, hash: str) -> Path | None:
        return None

    def remove(self, file_id: int, hash: str) -> None:
        execute("DELETE FROM file_parts WHERE file_id = ?", (file_id,))

    def sweep(self) -> int:
        return FolderStore(self._drafts).sweep_drafts()


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while content := file.read(PART):
            yield content


class _Parts(io.RawIOBase):
    """The pieces of a file one after the other, each read when it is due."""

    def __init__(self, hash: str) -> None:
        self._hash = hash
        self._number = 0
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            with connection():
                self._rest = bytes(read_value(READ, (self._hash, self._number)) or b"")
            self._number += 1
        view = memoryview(buffer)
        taken, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(taken)] = taken
        return len(taken)
