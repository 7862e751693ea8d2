"""The one database: opened, its connections and transactions, both engines, its tables and backups."""

from models.database.connections import (
    close_database,
    connection,
    hold_room,
    hold_same_file,
    is_shared,
    keep_connection,
    label,
)
from models.database.opening import open_database, opened, try_out
from models.database.sql import change, execute, insert_rows, read_column, read_value
from models.database.transactions import TURNS, FairLock, Moment, reading, turn, writes_alone, writing

__all__ = [
    "TURNS",
    "FairLock",
    "Moment",
    "change",
    "close_database",
    "connection",
    "execute",
    "hold_room",
    "hold_same_file",
    "insert_rows",
    "is_shared",
    "keep_connection",
    "label",
    "open_database",
    "opened",
    "read_column",
    "read_value",
    "reading",
    "try_out",
    "turn",
    "writes_alone",
    "writing",
]
