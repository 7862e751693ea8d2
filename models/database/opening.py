"""The database that a path or a URL names: opened, tried out, told from others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from peewee import Database

from models.database import backup_files
from models.database.connections import close_database, connection
from models.database.migrate import upgrade
from models.database.sqlite_file import open_file
from models.database.tables import database
from models.database_address import file_of, is_server
from models.problems import Problem

# host=... password=...: it would become a file of that name, with the password in it.
PARAMETERS = re.compile(r"(^|\s)(host|hostaddr|port|dbname|user|password|service|sslmode)\s*=", re.IGNORECASE)


def open_database(url_or_path: str | Path, *, make: bool = True) -> None:
    """Point the program at a database and bring its tables up to date; one that is not there is made if `make`.

    Raises Problem when it cannot be used; the file is then as it was.
    """
    database.initialize(opened(str(url_or_path), make=make))
    try:
        with connection():
            upgrade(database.obj)
        if not is_server(str(url_or_path)):
            backup_files.sweep_drafts(file_of(str(url_or_path)))
    except Problem:
        close_database()
        raise


def try_out(url: str) -> str:
    """Look whether a database can be reached and used, and change nothing on a server; its label. Raises Problem."""
    found: Any = opened(url)
    return str(found.label())


def opened(url: str, *, make: bool = True) -> Database:
    """The database that an address names, looked at but not used yet; raises Problem. `make`: see open_database()."""
    if not is_server(url):
        if PARAMETERS.search(url):
            raise Problem(
                "This is no path of a file, but what PostgreSQL's own tools take.",
                "Write the server's address as postgresql://user:password@host/database.",
            )
        if "://" in url and not url.startswith("sqlite:///"):
            raise Problem(
                "This kind of database is not supported.", "Give the path of a file, or a URL with postgresql://."
            )
        return open_file(file_of(url), make=make)
    try:
        from models.database.postgres.first_look import open_server
    except ImportError:
        raise Problem(
            "This Hookdesk was installed without PostgreSQL.", 'Install it with: pip install "hookdesk[postgres]".'
        ) from None
    return open_server(url)
