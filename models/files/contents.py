"""Contents and their rows: one for the same bytes, however many attachments show them."""

from __future__ import annotations

from datetime import datetime

from models.database import read_value
from models.database.tables import to_stored
from models.files.draft import Draft
from models.files.store import Store

ADD_FILE = (
    "INSERT INTO files (hash, size, type, stored_at) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING RETURNING id"
)


def put(store: Store, draft: Draft, content_type: str, now: datetime) -> int:
    """Put a finished draft into the store; the id of its file. The caller holds the write transaction, which has to
    fail with it: raises OSError when the store cannot take it."""
    file_id: int | None = read_value(ADD_FILE, (draft.hash, draft.size, content_type, to_stored(now)))
    is_new = file_id is not None
    if file_id is None:
        file_id = int(read_value("SELECT id FROM files WHERE hash = ?", (draft.hash,)))
    store.put(file_id, draft, is_new=is_new)
    return file_id
