"""The kept files of a desk that moves to a server: brought into its database, and compared with their hashes there."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from models.database import execute
from models.files.database_store import PART
from models.files.store import Store
from models.messages.posted import stored_words
from models.problems import NotThere, Words

if TYPE_CHECKING:
    import psycopg

ADD = "INSERT INTO file_parts (file_id, number, content) VALUES (%s, %s, %s)"
LEFT_BEHIND = Words("It was not there any more when the desk was moved to a server.")


def copy_files(target: psycopg.Connection[Any], store: Store, go_on: Callable[[], object]) -> int:
    """Copy what the open database names; how many files were missing or not what they were.

    Their attachments say so in the target, and can be fetched again. `go_on` is called before each file, and stops the
    copy by what it raises.
    """
    missing = 0
    for file_id, hash in execute("SELECT id, hash FROM files ORDER BY id"):
        go_on()
        if not _copy(target, store, file_id, hash):
            _leave(target, file_id)
            missing += 1
    return missing


def _copy(target: psycopg.Connection[Any], store: Store, file_id: int, hash: str) -> bool:
    """Copy a file, and read it again there; whether it is what its hash says."""
    try:
        with store.open(hash) as content:
            number = 0
            while piece := content.read(PART):
                target.execute(ADD, (file_id, number, piece))
                number += 1
    except (NotThere, OSError):
        return False
    digest = sha256()
    with target.cursor(name="parts") as cursor:
        cursor.itersize = 4
        for (piece,) in cursor.execute("SELECT content FROM file_parts WHERE file_id = %s ORDER BY number", (file_id,)):
            digest.update(piece)
    return digest.hexdigest() == hash


def _leave(target: psycopg.Connection[Any], file_id: int) -> None:
    text = "UPDATE attachments SET state = 'failed', why = %s, file_id = NULL WHERE file_id = %s"
    target.execute(text, (stored_words(LEFT_BEHIND), file_id))
    target.execute("DELETE FROM file_parts WHERE file_id = %s", (file_id,))
    target.execute("DELETE FROM files WHERE id = %s", (file_id,))
