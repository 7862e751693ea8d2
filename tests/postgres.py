"""The PostgreSQL server that TEST_DATABASE_URL names, and the databases of the tests in it."""

from __future__ import annotations

import os
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from models.database import close_database, open_database

URL = os.environ.get("TEST_DATABASE_URL")

_numbers = count(1)
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration'"
_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"


class Server:
    """Databases of a run of tests: one that is emptied for each test, and new ones for tests that change tables."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._prefix = f"hookdesk_test_{os.getpid()}"
        self._numbers = count(1)
        self._made: list[str] = []
        self._admin = psycopg.connect(url, autocommit=True)
        self._emptying: psycopg.Connection[Any] | None = None
        self._empty = ""
        self._template = self.blank()
        open_database(self._template)
        close_database()
        self._shared = ""

    def blank(self) -> str:
        """The URL of a new database without a table."""
        return self._make("template1")

    def fresh(self) -> str:
        """The URL of a new database with our tables; a copy of one, because the migrations take longer."""
        return self._make(self._made[0])

    def emptied(self) -> str:
        """The URL of a database with our tables and nothing in them: to empty it is faster than to make one."""
        if self._emptying is None:
            self._shared = self.fresh()
            self._emptying = psycopg.connect(self._shared, autocommit=True)
            self._empty = _emptying(self._emptying)
        self._emptying.execute(self._empty)
        return self._shared

    def end(self) -> None:
        """Remove what was made."""
        if self._emptying is not None:
            self._emptying.close()
        for name in self._made:
            self._admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        self._admin.close()

    def _make(self, template: str) -> str:
        name = f"{self._prefix}_{next(self._numbers)}"
        text = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE {}")
        self._admin.execute(text.format(sql.Identifier(name), sql.Identifier(template)))
        self._made.append(name)
        return at(self._url, name)


@cache
def server() -> Server:
    """The server of this run of tests."""
    assert URL is not None
    return Server(URL)


def empty_desk(folder: Path | str) -> str:
    """What HOOKDESK_DATABASE says for an empty database, in a folder or on the server; of one test at a time."""
    return f"{folder}/desk.db" if URL is None else server().emptied()


def own_desk(folder: Path | str) -> str:
    """The same for a database that no other test gets."""
    return f"{folder}/desk.db" if URL is None else server().fresh()


def blank_on(url: str) -> str:
    """The URL of a new database on a server, which goes with the server."""
    name = f"desk_{next(_numbers)}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return at(url, name)


def at(url: str, name: str) -> str:
    """The URL of another database of the same server."""
    parts = conninfo_to_dict(url)
    return f"postgresql://{parts['user']}:{parts['password']}@{parts['host']}:{parts['port']}/{name}"


def _emptying(conn: psycopg.Connection[Any]) -> str:
    tables = [row[0] for row in conn.execute(_TABLES)]
    sequences = [row[0] for row in conn.execute(_SEQUENCES)]
    parts = ["BEGIN", "SET LOCAL session_replication_role = replica", "SET LOCAL synchronous_commit = off"]
    parts += [f'DELETE FROM "{name}"' for name in tables]
    parts += [f"SELECT setval('{name}', 1, FALSE)" for name in sequences]
    return "; ".join([*parts, "COMMIT"])
