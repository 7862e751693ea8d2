"""Posts with files, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO

import requests

from models.database import connection
from models.database.tables import database
from models.files.store import Store
from models.messages import attachments
from models.messages.posted import Posted
from tests.receiver.intake.rules import newest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
MIB = 1024 * 1024

File = tuple[str, str, bytes]  # the field, the name, what is in it


def send(url: str, *files: File, **fields: str) -> requests.Response:
    """Post a form with these fields and files."""
    parts = [(field, (name, content)) for field, name, content in files]
    return requests.post(url, data=fields, files=parts, timeout=30)


def shown(message: int | None) -> tuple[Posted, ...]:
    """What a message shows."""
    assert message is not None
    with connection():
        return attachments.of_messages([message]).get(message, ())


def came() -> tuple[Posted, ...]:
    """What the message of the newest delivery shows."""
    return shown(newest().delivery.message)


def content(store: Store, posted: Posted) -> bytes:
    """What the store has of it, which is what its hash says."""
    assert posted.hash is not None
    with store.open(posted.hash) as file:
        found = file.read()
    assert sha256(found).hexdigest() == posted.hash
    return found


def kept() -> Sequence[str]:
    """The hashes of all that is kept."""
    with connection():
        return [hash for (hash,) in database.execute_sql("SELECT hash FROM files ORDER BY id").fetchall()]


def large(size: int, seed: int = 0) -> bytes:
    """So many bytes, which look like nothing."""
    piece = sha256(b"%d" % seed).digest() * 32
    return BytesIO(piece * (size // len(piece) + 1)).read(size)
