"""Channels, their hooks, and the URLs that hooks had before."""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.database.tables.table import Table, UtcField


class Channel(Table):
    """`ids_per_hook` says in which scope ids and keys are known from now on: models/channels/channel_rules.py."""

    guid = CharField(max_length=36, unique=True)
    name = CharField(max_length=100)
    description = TextField(default="")
    reopen_on_update = BooleanField(default=True)
    ids_per_hook = BooleanField(default=False)
    last_case_number = IntegerField(default=0)
    seen_message_id = BigIntegerField(default=0)
    seen_delivery_id = BigIntegerField(default=0)
    created_at = UtcField()
    removed_at = UtcField(null=True)

    class Meta:
        table_name = "channels"


Channel.add_index(
    Channel.index(Channel.name, unique=True, where=SQL("removed_at IS NULL"), name="channels_name_in_use")
)


class Hook(Table):
    """`revision` counts its changes; models/channels/hook_rules.py describes what limits who may post, and how much."""

    channel = ForeignKeyField(Channel)
    guid = CharField(max_length=36, unique=True)
    purpose = CharField(max_length=100)
    enabled = BooleanField(default=True)
    created_at = UtcField()
    removed_at = UtcField(null=True)
    last_delivery_at = UtcField(null=True)
    deliveries = BigIntegerField(default=0)
    rejected = BigIntegerField(default=0)
    last_accepted_at = UtcField(null=True)
    revision = IntegerField(default=0)
    expires_at = UtcField(null=True)
    silent_after = IntegerField(null=True)
    watched_since = UtcField(null=True)
    rate_limit = CharField(max_length=40, null=True)
    senders = TextField(default="")
    secret_kind = CharField(max_length=8, null=True)
    secret_header = CharField(max_length=100, null=True)
    secret = TextField(null=True)
    reopen_within = IntegerField(default=3600)
    reads = CharField(max_length=100, default="automatic")
    answers = CharField(max_length=20, default="")
    fetches = BooleanField(default=True)
    largest_body = IntegerField(default=1024 * 1024)

    class Meta:
        table_name = "hooks"


class OldUrl(Table):
    """The guid of a URL that was replaced; it leads to its hook until `ends_at`."""

    id = AutoField()
    hook = ForeignKeyField(Hook)
    guid = CharField(max_length=36, unique=True)
    replaced_at = UtcField()
    ends_at = UtcField()

    class Meta:
        table_name = "old_urls"
