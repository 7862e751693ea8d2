"""What all tables are made of: the one database, and the field of a time."""

from __future__ import annotations

from datetime import datetime

from peewee import BigIntegerField, DatabaseProxy, Model

from models.database.tables.stored_time import StoredTime, from_stored_or_none, to_stored

database = DatabaseProxy()


class UtcField(BigIntegerField):
    """An aware UTC time, kept as whole microseconds so that both databases sort and compare it alike."""

    def db_value(self, value: datetime | None) -> StoredTime | None:
        return None if value is None else to_stored(value)

    def python_value(self, value: StoredTime | None) -> datetime | None:
        return from_stored_or_none(value)


class Table(Model):
    class Meta:
        database = database
        legacy_table_names = False
