"""Which desk this is: the same for all processes on one database, another one for each copy of it, and no secret."""

from __future__ import annotations

import hashlib
import uuid

from models.database import connection, execute, is_shared, read_value, writing
from models.database.backup_files import open_database_file
from models.settings import desk_settings

NAME = "desk_id"
HEADER = "Hookdesk-Desk"
"""What a receiver says at /health that it is of this desk."""


def desk_id() -> str:
    """Needs the open database. Raises Problem, also where the desk has none yet and nothing can be written."""
    given = desk_settings.get(NAME) or _give()
    return hashlib.sha256(f"{given} {_place()}".encode()).hexdigest()[:32]


def _give() -> str:
    with writing(beside=True):
        # Two processes may begin at one moment: the first one's holds.
        execute(
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", (NAME, uuid.uuid4().hex)
        )
    return desk_settings.get(NAME) or ""


def _place() -> str:
    """Where the database is, whatever it is called there: a copy has the rows of the other one, and another place."""
    if is_shared():
        with connection():
            return str(read_value("SELECT oid FROM pg_database WHERE datname = current_database()"))
    file = open_database_file()
    found = None if file is None else file.stat()
    return "" if found is None else f"{found.st_dev} {found.st_ino}"
