"""What remains to be brought home of what waited for a report. Frozen."""

from __future__ import annotations

from typing import Any

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField, Model


class Table(Model):
    class Meta:
        legacy_table_names = False


class Channel(Table):
    class Meta:
        table_name = "channels"


class Settling(Table):
    channel = ForeignKeyField(Channel, index=False)
    report_id = CharField(max_length=255)
    by = CharField(max_length=100)
    at = BigIntegerField()

    class Meta:
        table_name = "settling"
        primary_key = CompositeKey("channel", "report_id")


TABLES = (Settling,)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([*TABLES, Channel]):
        db.create_tables(TABLES)
