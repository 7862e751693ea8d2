"""The ids of reports: which are known, and which are waited for."""

from __future__ import annotations

from peewee import BooleanField, CharField, CompositeKey, ForeignKeyField, IntegerField

from models.database.tables.channels import Channel
from models.database.tables.messages import Message
from models.database.tables.table import Table, UtcField


class Reported(Table):
    """Every report id that led to a case, for ever: also when its message or its case is gone.

    It is known in its `scope`: to all hooks of the channel where that is 0, else to the hook with this id.
    """

    channel = ForeignKeyField(Channel, index=False)
    scope = IntegerField()
    report_id = CharField(max_length=255)
    case_id = IntegerField()

    class Meta:
        table_name = "reported"
        primary_key = CompositeKey("channel", "scope", "report_id")


class Awaited(Table):
    """A report id that a message named in vain; `none_known` says that all of its references were unknown."""

    channel = ForeignKeyField(Channel, index=False)
    scope = IntegerField()
    report_id = CharField(max_length=255)
    message = ForeignKeyField(Message)
    none_known = BooleanField()

    class Meta:
        table_name = "awaited"
        primary_key = CompositeKey("channel", "scope", "report_id", "message")


class Settling(Table):
    """A report id that became known, and for which much waited that is still to be brought to its case.

    `by` is the purpose of the hook that reported it, at `at`.
    """

    channel = ForeignKeyField(Channel, index=False)
    scope = IntegerField()
    report_id = CharField(max_length=255)
    by = CharField(max_length=100)
    at = UtcField()

    class Meta:
        table_name = "settling"
        primary_key = CompositeKey("channel", "scope", "report_id")
