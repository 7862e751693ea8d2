"""Files of comments that were begun and that nobody else keeps: pasted pictures, and copies that would be deleted."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from desktop.attachments.pending import Pending, png

logger = logging.getLogger(__name__)

ABANDONED = 3600
"""Seconds after which a file that no comment names is no other window's that was pasted just now."""


class BegunFiles:
    """Each lies in a folder of its own, in a private one, until the comment was sent and the program starts again."""

    def __init__(self, folder: Path, copies: Path) -> None:
        """`copies` is where copies for other programs lie: one that is dropped into a comment is wanted for longer."""
        self._folder, self._copies = folder, copies

    def placed(self, pending: Pending) -> Pending:
        """The same with a place where it can stay; a picture is not there before write()."""
        if pending.image is not None:
            return replace(pending, path=self._folder / uuid4().hex / pending.name)
        if pending.path is not None and pending.path.is_relative_to(self._copies):
            return replace(pending, path=self._second_name(pending.path))
        return pending

    def write(self, pending: Pending) -> None:
        """Write a picture to its place. Not for the thread of the window. Where it cannot be, it waits in memory."""
        if pending.image is None or pending.path is None:
            return
        try:
            draft = self._new_folder(pending.path) / "draft"
            draft.write_bytes(png(pending.image))
            draft.replace(pending.path)
        except OSError as error:
            logger.warning("A picture of a comment that was begun could not be kept: %s.", error.strerror or error)

    def sweep(self, named: Collection[Path]) -> None:
        """Delete what no comment that was begun names any more."""
        for folder in self._folder.glob("*/"):
            with suppress(OSError):
                files = list(folder.iterdir())
                if not set(files) & set(named) and time.time() - folder.stat().st_mtime > ABANDONED:
                    for file in files:
                        file.unlink()
                    folder.rmdir()

    def _second_name(self, path: Path) -> Path:
        try:
            place = self._new_folder(self._folder / uuid4().hex / path.name) / path.name
            os.link(path, place)
        except OSError:  # a file system that gives a file one name alone: it is there while the program runs
            return path
        return place

    def _new_folder(self, path: Path) -> Path:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path.parent.mkdir(mode=0o700)
        return path.parent
