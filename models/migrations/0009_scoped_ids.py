"""A channel may know ids and keys a web hook each: a scope beside each of them, 0 for the whole channel. Frozen."""

from __future__ import annotations

from typing import Any

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
)


class Table(Model):
    class Meta:
        legacy_table_names = False


class Channel(Table):
    class Meta:
        table_name = "channels"


class Message(Table):
    id = BigAutoField()

    class Meta:
        table_name = "messages"


class Reported(Table):
    channel = ForeignKeyField(Channel, index=False)
    scope = IntegerField()
    report_id = CharField(max_length=255)
    case_id = IntegerField()

    class Meta:
        table_name = "reported"
        primary_key = CompositeKey("channel", "scope", "report_id")


class Awaited(Table):
    channel = ForeignKeyField(Channel, index=False)
    scope = IntegerField()
    report_id = CharField(max_length=255)
    message = ForeignKeyField(Message)
    none_known = BooleanField()

    class Meta:
        table_name = "awaited"
        primary_key = CompositeKey("channel", "scope", "report_id", "message")


class Settling(Table):
    channel = ForeignKeyField(Channel, index=False)
    scope = IntegerField()
    report_id = CharField(max_length=255)
    by = CharField(max_length=100)
    at = BigIntegerField()

    class Meta:
        table_name = "settling"
        primary_key = CompositeKey("channel", "scope", "report_id")


# Each with the columns that it had before: a primary key cannot be changed in place.
REMADE = (
    (Reported, "channel_id, report_id, case_id"),
    (Awaited, "channel_id, report_id, message_id, none_known"),
    (Settling, 'channel_id, report_id, "by", at'),
)


def up(migrator: Any, db: Any) -> None:
    boolean = "BOOLEAN" if db.for_update else "INTEGER"  # on SQLite Peewee has no other
    db.execute_sql(f"ALTER TABLE channels ADD COLUMN ids_per_hook {boolean} NOT NULL DEFAULT FALSE")
    db.execute_sql("ALTER TABLE cases ADD COLUMN key_scope INTEGER NOT NULL DEFAULT 0")
    db.execute_sql("DROP INDEX cases_key")
    db.execute_sql("CREATE INDEX cases_key ON cases (channel_id, key_scope, key, id) WHERE key IS NOT NULL")
    with db.bind_ctx([table for table, _ in REMADE] + [Channel, Message]):
        for table, columns in REMADE:
            name = table._meta.table_name
            db.execute_sql(f"CREATE TABLE {name}_before AS SELECT {columns} FROM {name}")
            db.execute_sql(f"DROP TABLE {name}")
            db.create_tables([table])
            db.execute_sql(f"INSERT INTO {name} ({columns}, scope) SELECT {columns}, 0 FROM {name}_before")
            db.execute_sql(f"DROP TABLE {name}_before")
