"""The first tables. Frozen: later changes of models/database/tables get a migration of their own."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    AutoField,
    BigAutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    CompositeKey,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class Table(Model):
    class Meta:
        legacy_table_names = False


class Channel(Table):
    guid = CharField(max_length=36, unique=True)
    name = CharField(max_length=100)
    description = TextField(default="")
    reopen_on_update = BooleanField(default=True)
    last_case_number = IntegerField(default=0)
    seen_message_id = BigIntegerField(default=0)
    created_at = BigIntegerField()
    removed_at = BigIntegerField(null=True)

    class Meta:
        table_name = "channels"


Channel.add_index(
    Channel.index(Channel.name, unique=True, where=SQL("removed_at IS NULL"), name="channels_name_in_use")
)


class Hook(Table):
    channel = ForeignKeyField(Channel)
    guid = CharField(max_length=36, unique=True)
    purpose = CharField(max_length=100)
    enabled = BooleanField(default=True)
    created_at = BigIntegerField()
    removed_at = BigIntegerField(null=True)
    last_delivery_at = BigIntegerField(null=True)
    deliveries = BigIntegerField(default=0)

    class Meta:
        table_name = "hooks"


class Case(Table):
    id = AutoField()
    channel = ForeignKeyField(Channel, index=False)
    number = IntegerField()
    subject = CharField(max_length=255)
    state = CharField(max_length=6, default="open")
    opened_by = CharField(max_length=100)
    created_at = BigIntegerField()
    updated_at = BigIntegerField()
    closed_at = BigIntegerField(null=True)
    closed_by = CharField(max_length=100, null=True)
    merged_into = ForeignKeyField("self", null=True)
    messages = IntegerField(default=0)
    unread = BooleanField(default=True)

    class Meta:
        table_name = "cases"
        indexes = ((("channel", "number"), True),)


_LIVING = SQL("merged_into_id IS NULL")
Case.add_index(Case.index(Case.channel, Case.state, Case.number, where=_LIVING, name="cases_state_newest"))
Case.add_index(Case.index(Case.channel, Case.number, where=_LIVING, name="cases_newest"))
Case.add_index(
    Case.index(Case.channel, Case.state, Case.updated_at, Case.id, where=_LIVING, name="cases_state_updated")
)
Case.add_index(Case.index(Case.channel, Case.updated_at, Case.id, where=_LIVING, name="cases_updated"))


class Message(Table):
    id = BigAutoField()
    channel = ForeignKeyField(Channel, index=False)
    case = ForeignKeyField(Case, null=True, index=False)
    kind = CharField(max_length=8)
    text = TextField()
    report_id = CharField(max_length=255, null=True)
    references = TextField(default="[]")
    hook = ForeignKeyField(Hook, null=True, index=False)
    author = CharField(max_length=100, null=True)
    received_at = BigIntegerField()

    class Meta:
        table_name = "messages"
        indexes = ((("channel", "id"), False), (("case", "id"), False))


class Attachment(Table):
    message = ForeignKeyField(Message, index=False)
    position = IntegerField()
    type = CharField(max_length=4)
    display_name = TextField(null=True)
    ext = TextField(null=True)
    url = TextField()

    class Meta:
        table_name = "attachments"
        indexes = ((("message", "position"), False),)


class Reported(Table):
    channel = ForeignKeyField(Channel, index=False)
    report_id = CharField(max_length=255)
    case_id = IntegerField()

    class Meta:
        table_name = "reported"
        primary_key = CompositeKey("channel", "report_id")


class Awaited(Table):
    channel = ForeignKeyField(Channel, index=False)
    report_id = CharField(max_length=255)
    message = ForeignKeyField(Message)
    none_known = BooleanField()

    class Meta:
        table_name = "awaited"
        primary_key = CompositeKey("channel", "report_id", "message")


class History(Table):
    case = ForeignKeyField(Case)
    at = BigIntegerField()
    by = CharField(max_length=100)
    action = CharField(max_length=20)
    detail = TextField(default="")

    class Meta:
        table_name = "history"


class Delivery(Table):
    id = BigAutoField()
    channel = ForeignKeyField(Channel, index=False)
    hook = ForeignKeyField(Hook, index=False)
    received_at = BigIntegerField(index=True)
    remote_address = CharField(max_length=45)
    method = CharField(max_length=20)
    headers = TextField()
    body = BlobField()
    size = BigIntegerField()
    outcome = CharField(max_length=16)
    code = CharField(max_length=24, null=True)
    status = IntegerField()
    answer = BlobField()
    milliseconds = FloatField()
    message_id = BigIntegerField(null=True)
    case_id = IntegerField(null=True)

    class Meta:
        table_name = "deliveries"
        indexes = ((("channel", "id"), False),)


Delivery.add_index(
    Delivery.index(Delivery.received_at, Delivery.id, where=SQL("outcome = 'rejected'"), name="deliveries_rejected")
)


class Setting(Table):
    name = CharField(max_length=50, primary_key=True)
    value = TextField()

    class Meta:
        table_name = "settings"


TABLES = (Channel, Hook, Case, Message, Attachment, Reported, Awaited, History, Delivery, Setting)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)


def down(migrator: Any, db: Any) -> None:
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES)
