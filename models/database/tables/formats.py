"""The administrator's own formats, and what was published of each."""

from __future__ import annotations

from peewee import AutoField, CharField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.database.tables.table import Table, UtcField


class Format(Table):
    """A format of the administrator's own; hooks that read by it have "format:" and its id as `reads`.

    `draft` is what is being written, NULL where nothing is; `published` is the number of the version in force.
    """

    id = AutoField()
    name = CharField(max_length=100)
    draft = TextField(null=True)
    draft_changed_at = UtcField(null=True)
    published = IntegerField(null=True)

    class Meta:
        table_name = "formats"


class FormatVersion(Table):
    """What was published of a format, 1, 2, 3; it never changes."""

    format = ForeignKeyField(Format, index=False)
    number = IntegerField()
    text = TextField()
    published_at = UtcField()
    note = TextField(default="")

    class Meta:
        table_name = "format_versions"
        primary_key = CompositeKey("format", "number")
