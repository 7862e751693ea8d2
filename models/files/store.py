"""The store: keeps each content once, by its SHA-256. A file is there whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Protocol

from models.database_address import file_of, is_server
from models.files.database_store import DatabaseStore
from models.files.draft import Draft
from models.files.folder_store import FolderStore
from models.named_files import absolute
from models.settings.config import Config
from models.settings.paths import data_folder

FOLDER = "files"


class Store(Protocol):
    """Where the contents are. put() and remove() are called in the write transaction that changes the row of the file.

    All raise OSError for what a disk does, open() NotThere as well.
    """

    def draft(self) -> Draft:
        """A new file, to be written. The caller discards it in the end."""

    def incoming(self) -> Path:
        """The folder of drafts, which need not be there yet."""

    def put(self, file_id: int, draft: Draft, *, is_new: bool) -> None:
        """Take what a finished draft holds; `is_new` when the file has no row yet."""

    def open(self, hash: str) -> BinaryIO:
        """The content, to be read from its beginning. Raises NotThere, and OSError where nothing can be told of it."""

    def path(self, hash: str) -> Path | None:
        """Where it lies, if it lies in a folder of its own: to be read, never to be written."""

    def remove(self, file_id: int, hash: str) -> None:
        """Forget a content; one that is not there is no error."""

    def sweep(self) -> int:
        """Delete what a program that was killed left behind; how many that were."""


def store_of(config: Config) -> Store:
    """The store of the desk that a configuration names. Raises Problem when its folder cannot be one.

    On a server it is the database: each desk that works with it sees the files, no folder has to be shared, and
    pg_dump takes them along.
    """
    folder = folder_of(config)
    return DatabaseStore(data_folder() / FOLDER) if folder is None else FolderStore(folder)


def folder_of(config: Config) -> Path | None:
    """The folder that files are kept in, which need not be there yet; None where the database of a server has them.

    Raises Problem where the path of the database is none.
    """
    if config.files is not None:
        return absolute(config.files)
    return None if is_server(config.database) else file_of(config.database).parent / FOLDER
