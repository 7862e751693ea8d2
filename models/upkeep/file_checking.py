"""The check of kept files: once a day, whether a sample of them is there, and still is what its hash says."""

from __future__ import annotations

import logging
import random
from datetime import datetime, timedelta
from hashlib import sha256

from models.database import connection, execute, read_column, read_value
from models.database.backup_files import Stop, Stopped
from models.files import lost
from models.files.folder_store import PIECE
from models.files.store import Store
from models.problems import NotThere, Problem
from models.settings import desk_settings

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
CHECKED_AT = "files_checked_at"
SAMPLE = 100  # files
MOST_BYTES = 256 << 20  # of the sample, beside its last file
NAMED = 10  # attachments of faulty files that are told


def due(now: datetime) -> bool:
    """Whether the last check is a day old, by whichever receiver it was done."""
    try:
        checked_at = datetime.fromisoformat(desk_settings.get(CHECKED_AT) or "")
    except ValueError:
        return True
    return not timedelta(0) <= now - checked_at < DAY


def begin_day(now: datetime) -> None:
    """Have it not due for a day, here and in other receivers."""
    desk_settings.put(CHECKED_AT, now.isoformat())


def run(store: Store, stop: Stop = lambda: False) -> int:
    """Compare a sample with its hashes; how many files that were.

    Raises Problem, which says what is missing or wrong, and Stopped when `stop` said so.
    """
    compared, missing, damaged = 0, [], []
    for hash in _sample():
        found = _hash_of(store, hash, stop)
        compared += 1
        if found is None and _is_kept(hash):
            missing.append(hash)
            lost.note(hash)
        elif found == hash:
            lost.find(hash)
        elif found not in (None, hash):
            damaged.append(hash)
    if missing or damaged:
        raise _problem(compared, missing, damaged)
    if compared:
        logger.info("%d kept files were compared with their hashes, and all are whole.", compared)
    return compared


def _sample() -> list[str]:
    """Hashes of files that are kept, others each time."""
    with connection():
        last = read_value("SELECT MAX(id) FROM files") or 0
        # From a number by chance on, and round: a sort by chance would read all rows.
        start = random.randint(1, max(1, last))  # noqa: S311  # no secret is made of it
        text = "SELECT hash, size FROM files WHERE id {} ? ORDER BY id LIMIT ?"
        rows = [*execute(text.format(">="), (start, SAMPLE)), *execute(text.format("<"), (start, SAMPLE))]
    taken, size = [], 0
    for hash, length in rows[:SAMPLE]:
        if size > MOST_BYTES:
            break
        taken.append(hash)
        size += length
    return taken


def _hash_of(store: Store, hash: str, stop: Stop) -> str | None:
    """The hash of what lies there; "" where it cannot be read, None where there is nothing."""
    digest = sha256()
    try:
        with store.open(hash) as content:
            while piece := content.read(PIECE):
                if stop():
                    raise Stopped
                digest.update(piece)
    except NotThere:
        return None
    except OSError:
        return ""
    return digest.hexdigest()


def _is_kept(hash: str) -> bool:
    """Whether it was not deleted in the middle of the check."""
    with connection():
        return read_value("SELECT 1 FROM files WHERE hash = ?", (hash,)) is not None


def _problem(compared: int, missing: list[str], damaged: list[str]) -> Problem:
    faulty = [*missing, *damaged]
    marks = ", ".join("?" * len(faulty))
    with connection():
        shown = read_column(
            "SELECT attachments.id FROM attachments JOIN files ON files.id = attachments.file_id"
            f" WHERE files.hash IN ({marks}) ORDER BY attachments.id LIMIT ?",
            (*faulty, NAMED),
        )
    logger.error("Kept files are missing: %s; damaged: %s.", ", ".join(missing) or "none", ", ".join(damaged) or "none")
    return Problem(
        "Of {compared} kept files that were compared, {missing} are missing and {damaged} are damaged."
        " They are shown by these attachments: {attachments}.",
        "Look at their disk. Backups have files under the same names, in their folder files; the log names these.",
        compared=compared,
        missing=len(missing),
        damaged=len(damaged),
        attachments=", ".join(map(str, shown)),
    )
