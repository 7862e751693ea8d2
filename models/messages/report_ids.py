"""Report ids: those that senders used lately, to be offered where one is asked for."""

from __future__ import annotations

from models.database import connection, read_column

# Most messages of a busy channel have no id: looking for the ones that have must come to an end.
_SEARCHED = 2_000

RECENT = (
    "SELECT report_id FROM (SELECT id, report_id FROM messages WHERE channel_id = ? ORDER BY id DESC LIMIT ?) AS newest"
    " WHERE report_id IS NOT NULL GROUP BY report_id ORDER BY MAX(id) DESC LIMIT ?"
)


def recent(channel_id: int, limit: int = 50) -> list[str]:
    """The ids of the newest reports of a channel that have one, newest first, each once."""
    with connection():
        return read_column(RECENT, (channel_id, _SEARCHED, limit))
