"""Files taken out of the store, for people and their programs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from models.files import lost
from models.files.file_names import file_name, numbered
from models.files.lost import ContentLost
from models.files.store import Store
from models.messages.posted import Posted
from models.problems import NotThere, Problem

PIECE = 1024 * 1024


def copy_out(store: Store, hash: str, path: Path) -> None:
    """Write a content to a path; what was there is replaced when all is written. Raises Problem, and ContentLost."""
    draft = path.with_name(f".{uuid4().hex}.hookdesk-part")
    try:
        with opened(store, hash) as source, draft.open("xb") as target:
            shutil.copyfileobj(source, target, PIECE)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(path)
    except OSError as error:
        raise Problem(
            "The file could not be written to {folder}: {reason}.",
            "Choose another place, or close the file.",
            folder=path.parent,
            reason=error.strerror or str(error),
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def copy_all(store: Store, files: Iterable[Posted], folder: Path) -> tuple[int, int]:
    """Write files into a folder, each under a name that no file there has; how many, and how many have gone from the
    store. Raises Problem."""
    written = gone = 0
    for posted in files:
        try:
            copy_out(store, posted.hash or "", folder / _free_name(folder, file_name(posted)))
            written += 1
        except ContentLost:
            gone += 1
    return written, gone


def _free_name(folder: Path, name: str) -> str:
    """The name, or with a number where there is such a file."""
    names = chain((name,), (numbered(name, number) for number in count(2)))
    return next(each for each in names if not (folder / each).exists())


def beginning(store: Store, hash: str, most: int) -> bytes:
    """The first bytes of a content, at most so many. Raises Problem, and ContentLost."""
    with opened(store, hash) as source:
        try:
            return source.read(most)
        except OSError as error:
            raise _unreadable(error) from error


def opened(store: Store, hash: str) -> BinaryIO:
    """A content, to be read by a person. Raises Problem, and ContentLost: then its attachments say so from now on."""
    try:
        return store.open(hash)
    except NotThere as gone:
        with suppress(Problem):  # a database that cannot be written: the person is told all the same
            lost.note(hash)
        raise ContentLost from gone
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> Problem:
    return Problem(
        "The file could not be read: {reason}.",
        "Look whether its disk is there.",
        reason=error.strerror or str(error),
    )
