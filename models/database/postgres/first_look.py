"""A server is looked at before it is used."""

from __future__ import annotations

from models.database.errors import explained
from models.database.postgres.server import PostgresServer
from models.database.postgres_errors import NOT_ALLOWED
from models.problems import NotAllowed, Problem

OLDEST = 13
ABOUT = (
    "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), pg_is_in_recovery(),"
    " EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema()),"
    " EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'),"
    " CASE WHEN to_regclass('schema_migration') IS NULL THEN has_schema_privilege(current_schema(), 'CREATE')"
    " ELSE has_table_privilege('schema_migration', 'SELECT, INSERT') END"
)


def open_server(url: str) -> PostgresServer:
    """The database that a URL names. Raises Problem, and then changes nothing."""
    server = PostgresServer(url)
    server.hold_room(2)
    with explained():
        conn = server.connect_anew()
    try:
        with explained():
            about = conn.execute(ABOUT).fetchone()
    finally:
        conn.close()
    assert about is not None
    _refuse(*about)
    return server


def _refuse(
    version: int, encoding: str, is_standby: bool, has_tables: bool, has_ours: bool, may_write: bool | None
) -> None:
    if version < OLDEST * 10_000:
        raise Problem(
            "The database server is PostgreSQL {version}.",
            "Hookdesk needs version {oldest} or newer.",
            version=version // 10_000,
            oldest=OLDEST,
        )
    if encoding != "UTF8":
        raise Problem(
            "The database keeps its texts as {encoding}.",
            "Make one with: CREATE DATABASE ... ENCODING 'UTF8'.",
            encoding=encoding,
        )
    if is_standby:
        raise Problem("The database server is a standby, which cannot be written.", "Give the address of the primary.")
    if has_tables and not has_ours:
        raise Problem(
            "The database belongs to another program.", "Make an empty one for Hookdesk. This one was left as it is."
        )
    if not may_write:  # or None, where the user may not even see a schema
        raise NotAllowed(NOT_ALLOWED.title, NOT_ALLOWED.what_to_do)
