"""Files that come with messages: what became of each, the files that are kept, and whether a hook fetches. Frozen."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BigIntegerField, BlobField, CharField, CompositeKey, ForeignKeyField, IntegerField, Model


class Table(Model):
    class Meta:
        legacy_table_names = False


class File(Table):
    id = AutoField()
    hash = CharField(max_length=64, unique=True)
    size = BigIntegerField()
    type = CharField(max_length=100)
    stored_at = BigIntegerField()

    class Meta:
        table_name = "files"


class FilePart(Table):
    file = ForeignKeyField(File, index=False)
    number = IntegerField()
    content = BlobField()

    class Meta:
        table_name = "file_parts"
        primary_key = CompositeKey("file", "number")


TABLES = (File, FilePart)
COLUMNS = (
    ("hooks", "fetches {boolean} NOT NULL DEFAULT TRUE"),
    ("attachments", "state VARCHAR(8)"),
    ("attachments", "why TEXT"),
    ("attachments", "attempts INTEGER NOT NULL DEFAULT 0"),
    ("attachments", "next_at BIGINT"),
    ("attachments", "received BIGINT NOT NULL DEFAULT 0"),
    ("attachments", "expected BIGINT"),
    ("attachments", "file_id INTEGER REFERENCES files (id)"),
)
INDEXES = (
    "CREATE INDEX attachments_due ON attachments (next_at, id) WHERE next_at IS NOT NULL",
    "CREATE INDEX attachments_file ON attachments (file_id) WHERE file_id IS NOT NULL",
)
# They may be years old, and their servers are not asked for all of them at once: a person asks for those that matter.
OLDER = """UPDATE attachments SET state = 'failed', why = '["It came before Hookdesk fetched files.", {}]'
 WHERE type = 'file'"""


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
    boolean = "BOOLEAN" if db.for_update else "INTEGER"  # on SQLite Peewee has no other
    for table, column in COLUMNS:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column.format(boolean=boolean)}")
    db.execute_sql(OLDER)
    for index in INDEXES:
        db.execute_sql(index)
