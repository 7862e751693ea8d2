"""The probe: a write that shows whether reports can be stored. What is equal would not be written at all."""

from __future__ import annotations

from collections.abc import Callable
from time import time_ns

from models.database import execute, is_shared, read_column
from models.database.tables import TABLES
from models.problems import NotAllowed
from models.recording.job import Written

WRITE = "INSERT INTO settings (name, value) VALUES ('probe', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
# After a failure a write of one page proves little: it may fit where no report does.
AS_MUCH = 65_536
# A right that was taken away shows only where it is needed, and the probe itself needs those of one table.
DENIED = (
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND (relkind = 'r' AND relname IN"
    f" ({', '.join(repr(table._meta.table_name) for table in TABLES)}) AND NOT (has_table_privilege(oid, 'SELECT')"
    " AND has_table_privilege(oid, 'INSERT') AND has_table_privilege(oid, 'UPDATE')"
    " AND has_table_privilege(oid, 'DELETE')) OR relkind = 'S' AND NOT has_sequence_privilege(oid, 'USAGE'))"
)


def job(*, as_much: bool) -> Callable[[object], Written]:
    """What writes another value than the last, long or short. It raises NotAllowed when a right is missing."""

    def write(_: object) -> Written:
        value = str(time_ns())
        execute(WRITE, (value.ljust(AS_MUCH, "-") if as_much else value,))
        if is_shared() and (denied := read_column(DENIED)):
            raise NotAllowed(
                "This user of the database server may not use {name}.",
                "Make it the owner of the database, or give it all rights on its tables and sequences.",
                name=denied[0],
            )
        return None, None

    return write
