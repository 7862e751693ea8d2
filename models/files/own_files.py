"""Files that a person attaches to a comment: stored in the transaction of the comment, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from models.database import execute
from models.files import contents
from models.files.draft import Draft
from models.files.store import Store
from models.problems import Problem, Unavailable

MIB = 1024 * 1024
# It was fetched from nowhere: there is no address that leads to it.
NO_URL = ""
ADD = (
    "INSERT INTO attachments (message_id, position, type, display_name, url, state, attempts, received, file_id)"
    " VALUES (?, ?, 'file', ?, ?, 'kept', 0, 0, ?)"
)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that waits in a draft."""

    name: str
    content_type: str
    draft: Draft


class OwnFiles:
    """Takes files one after the other. The caller discards what was taken in the end, whatever became of it."""

    def __init__(self, store: Store, largest: int) -> None:
        """`largest` is how large each may be, in MiB: as large as one that is fetched."""
        self._store, self._largest = store, largest
        self._taken: list[OwnFile] = []

    def take(self, name: str, parts: Iterable[bytes], content_type: str) -> None:
        """Write the content of a file down. Raises Problem when it is too large, and OSError of where it comes from."""
        draft = self._store.draft()
        self._taken.append(OwnFile(name, content_type, draft))
        for part in parts:
            if draft.size + len(part) > self._largest * MIB:
                raise Problem(
                    "{name} is larger than {most} MiB.",
                    "Attach a smaller file, or raise the size of the largest file in the settings.",
                    name=name,
                    most=self._largest,
                )
            draft.write(part)
        draft.finish()

    def names(self) -> list[str]:
        """What the files are called."""
        return [each.name for each in self._taken]

    def attach(self, message_id: int) -> None:
        """Let a message show them. The caller holds the write transaction, and lets it fail: raises Unavailable."""
        for position, each in enumerate(self._taken):
            try:
                file_id = contents.put(self._store, each.draft, each.content_type, datetime.now(UTC))
            except OSError as error:
                reason = error.strerror or str(error)
                raise Unavailable(
                    "The files could not be kept: {reason}.", "Look at the space of the disk.", reason=reason
                ) from error
            execute(ADD, (message_id, position, each.name, NO_URL, file_id))

    def discard(self) -> None:
        """Leave no draft behind."""
        for each in self._taken:
            each.draft.discard()
