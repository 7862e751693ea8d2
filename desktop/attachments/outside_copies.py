"""Copies of files for other programs: they lie in a private folder until this program ends, or the next one begins."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from uuid import uuid4

from PySide6.QtCore import QLockFile

from models.files.copying import copy_out
from models.files.file_names import file_name
from models.files.store import Store
from models.messages.posted import Posted
from models.problems import Problem


class OutsideCopies:
    """A copy and not a second name of what the store has: another program may write on it."""

    def __init__(self, folder: Path, store: Callable[[], Store]) -> None:
        """`folder` is this account's own; other windows of it may have their copies there as well."""
        self._folder, self._store = folder, store
        self._making = Lock()
        self._own: Path | None = None
        self._held: QLockFile | None = None

    def lay_out(self, posted: Posted, *, read_only: bool) -> Path:
        """A copy under its name, in a folder of its own. Not for the thread of the window; raises Problem."""
        path = self._new_folder() / file_name(posted)
        copy_out(self._store(), posted.hash or "", path)
        if read_only:
            path.chmod(0o400)
        return path

    def sweep(self) -> None:
        """Delete what programs left that did not live to do it."""
        for lock in self._folder.glob("*.lock"):
            held = _lock(lock)
            if held.tryLock(0):  # its program is gone: a lock of one that runs is not given away
                _delete(lock.with_suffix(""))
                held.unlock()

    def stop(self) -> None:
        """Delete all copies."""
        if self._own is not None and self._held is not None:
            _delete(self._own)
            self._held.unlock()
            self._own = self._held = None

    def _new_folder(self) -> Path:
        try:
            with self._making:
                if self._own is None:
                    self._own = self._begin()
            return Path(mkdtemp(dir=self._own))
        except OSError as error:
            raise Problem(
                "No copy of the file could be made in {folder}: {reason}.",
                "Look at the space of the disk, or save the file elsewhere.",
                folder=self._folder,
                reason=error.strerror or str(error),
            ) from error

    def _begin(self) -> Path:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        own = self._folder / uuid4().hex
        self._held = _lock(own.with_suffix(".lock"))
        self._held.tryLock(0)
        own.mkdir(mode=0o700)
        return own


def _lock(path: Path) -> QLockFile:
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock


def _delete(folder: Path) -> None:
    """Delete a folder, also what may only be read; what another program holds on Windows waits for the next sweep."""
    with suppress(OSError):
        for path in folder.rglob("*"):
            if path.is_file():
                path.chmod(0o600)  # Windows deletes nothing that is read-only
    shutil.rmtree(folder, ignore_errors=True)
