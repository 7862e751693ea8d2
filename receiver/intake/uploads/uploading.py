"""Uploading: the files in a post go into drafts of the store, and the post goes on without what is in them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from models.deliveries.deliveries import Received
from models.files.content_types import SAMPLE, content_type
from models.files.draft import Draft
from models.files.file_names import safe_name
from models.files.store import Store
from models.files.uploads import Upload, Uploads
from models.problems import Words
from models.settings.config import Config
from models.upkeep import file_room, low_space
from receiver.answers import Refused
from receiver.limits import MAX_BODY
from receiver.parsing import multipart
from receiver.parsing.labels import labels
from receiver.serving.request import Request

MIB = 1024 * 1024
_BROKEN = "The body is not the form that its Content-Type says; it may end too early."


def may_have_files(request: Request) -> bool:
    """Whether a body can be a form with files in it."""
    said = labels(request.content_type)
    return said.media_type == "multipart/form-data" and bool(said.boundary) and not request.content_coding


class Uploading:
    """Takes the files out of posts. Where they cannot be kept, the report is, and says why they are not."""

    def __init__(self, store: Store, config: Config) -> None:
        self._store = store
        self._most = config.files_size * MIB
        self._makes_room = config.files_full == "oldest"
        self._room = threading.Lock()

    @contextmanager
    def taken(self, request: Request, received: Received) -> Iterator[Received]:
        """The delivery with its files, whose drafts are there until the end. Raises Refused."""
        if not may_have_files(request):
            yield received
            return
        came = _Came(self._store)
        try:
            rest = _without_files(request, came)
            yield (
                received if rest is None else replace(received, body=rest, uploads=self._uploads(came, received, rest))
            )
        finally:
            came.discard()

    def _uploads(self, came: _Came, received: Received, rest: bytes) -> Uploads:
        why = came.why
        if why is None:
            with came.noted():
                why = self._no_room(sum(file.size for file in came.files))
            why = came.why or why
        return Uploads(came.files, received.size - len(rest), store=self._store, drafts=came.drafts, why=why)

    def _no_room(self, needed: int) -> Words | None:
        """Why so many bytes cannot be kept, or None."""
        with self._room:
            has_room = file_room.size() + needed <= self._most or (
                self._makes_room and file_room.make(self._store, needed, self._most, lambda: True)
            )
        most = self._most // MIB
        return None if has_room else Words("There is no room: {most} MiB of files are kept.", {"most": most})


def _without_files(request: Request, came: _Came) -> bytes | None:
    """The body without what is in its files; None for one that has none, or is no such form. Raises Refused."""
    try:
        rest = multipart.without_files(request.pieces(), labels(request.content_type).boundary, came.begin)
    except ValueError:
        if request.size > MAX_BODY:
            raise Refused("invalid_json", _BROKEN) from None
        return None
    return rest if came.files else None


class _Came:
    """The files of one post. `why` says why they cannot be kept; they are only counted from there on."""

    def __init__(self, store: Store) -> None:
        self.files: list[Upload] = []
        self.drafts: list[Draft] = []
        self.why = Words("The disk is nearly full.") if low_space.is_low() else None
        self._store = store

    def begin(self, name: str) -> _File:
        """Take the next file. What some browsers call it is a whole path."""
        return _File(self, safe_name(name.replace("\\", "/").rpartition("/")[2]))

    def draft(self) -> Draft | None:
        """Where the next file is written; None where it cannot be kept."""
        with self.noted():
            if self.why is None:
                self.drafts.append(self._store.draft())
                return self.drafts[-1]
        return None

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note what the disk does not take."""
        try:
            yield
        except OSError as error:
            self.why = Words("It could not be stored: {reason}.", {"reason": error.strerror or str(error)})

    def discard(self) -> None:
        for draft in self.drafts:
            draft.discard()


class _File:
    """One file while it is read."""

    def __init__(self, came: _Came, name: str) -> None:
        self._came, self._name = came, name
        self._draft = came.draft()
        self._beginning = b""
        self._size = 0

    def write(self, data: bytes) -> None:
        self._beginning += data[: SAMPLE - len(self._beginning)]
        self._size += len(data)
        if self._draft is not None and self._came.why is None:
            with self._came.noted():
                self._draft.write(data)

    def end(self) -> None:
        found = ""
        if self._draft is not None and self._came.why is None:
            with self._came.noted():
                self._draft.finish()
                found = self._draft.hash
        self._came.files.append(Upload(self._name, content_type(self._beginning), self._size, found))
