"""The path or the URL that names a database: what it is told from others by, and which file it is."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from models.named_files import absolute
from models.problems import Problem

# Bytes. SQLite takes 512, its own -journal among them (its os_unix.c, MAX_PATHNAME).
LONGEST_PATH = 500


def identity(url_or_path: str) -> str:
    """What a database is told from others by: its file, or its address without the password. Raises Problem."""
    if not is_server(url_or_path):
        return str(file_of(url_or_path).resolve())
    try:
        parts = urlsplit(url_or_path)
    except ValueError:
        raise Problem("The address of the database cannot be read.", "Check the brackets around its host.") from None
    user, _, hosts = parts.netloc.rpartition("@")
    given = [(name, value) for name, value in parse_qsl(parts.query) if "password" not in name]
    return f"postgresql://{user.partition(':')[0]}@{hosts}{parts.path}?{urlencode(sorted(given))}"


def is_server(url: str) -> bool:
    """Whether an address names a database of a server, not a file."""
    return url.startswith(("postgresql://", "postgres://"))


def file_of(url_or_path: str) -> Path:
    """The file that an address names which is no server's. Raises Problem."""
    path = absolute(url_or_path.removeprefix("sqlite:///"))
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise Problem(
            "SQLite opens no file with so long a path: {path}.",
            "Name a file in a folder with a shorter one.",
            path=path,
        )
    return path
