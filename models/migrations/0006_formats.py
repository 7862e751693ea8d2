"""The administrator's own formats, the version that read a delivery, and how a hook answers. Frozen."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BigIntegerField, CharField, CompositeKey, ForeignKeyField, IntegerField, Model, TextField


class Table(Model):
    class Meta:
        legacy_table_names = False


class Format(Table):
    id = AutoField()
    name = CharField(max_length=100)
    draft = TextField(null=True)
    draft_changed_at = BigIntegerField(null=True)
    published = IntegerField(null=True)

    class Meta:
        table_name = "formats"


class FormatVersion(Table):
    format = ForeignKeyField(Format, index=False)
    number = IntegerField()
    text = TextField()
    published_at = BigIntegerField()
    note = TextField()

    class Meta:
        table_name = "format_versions"
        primary_key = CompositeKey("format", "number")


TABLES = (Format, FormatVersion)
COLUMNS = (
    ("hooks", "answers VARCHAR(20) NOT NULL DEFAULT ''"),
    ("deliveries", "format_version INTEGER"),
)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
    for table, column in COLUMNS:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
