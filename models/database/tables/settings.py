"""What all desks on the database share."""

from __future__ import annotations

from peewee import CharField, TextField

from models.database.tables.table import Table


class Setting(Table):
    """A small value that all desks on this database share."""

    name = CharField(max_length=50, primary_key=True)
    value = TextField()

    class Meta:
        table_name = "settings"
