"""What came: deliveries to hooks, and requests to URLs of none."""

from __future__ import annotations

from peewee import (
    SQL,
    BigAutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    Field,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.database.tables.channels import Channel, Hook
from models.database.tables.table import Table, UtcField


class Delivery(Table):
    """One request to a hook with its answer; `message_id` and `case_id` may name rows that are gone.

    `replay_of` is the delivery that this one repeated, `mended_by` the replay of this one that was accepted. `format`
    is the name of the format that read it, "" where it was read without one, NULL where it was Hookdesk's own or
    nothing read it; `format_version` is the version of a format of the administrator's own. `fell_back` says what a
    format failed at. `files` says in JSON which files came with it, and `left_out` how many bytes the body had for
    them, which is kept without.
    """

    id = BigAutoField()
    channel = ForeignKeyField(Channel, index=False)
    hook = ForeignKeyField(Hook, index=False)
    received_at = UtcField()
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
    old_url_id = IntegerField(null=True)
    replay_of = BigIntegerField(null=True)
    mended_by = BigIntegerField(null=True)
    path = TextField(default="")
    format = CharField(max_length=100, null=True)
    fell_back = TextField(null=True)
    format_version = IntegerField(null=True)
    files = TextField(null=True)
    left_out = BigIntegerField(default=0)

    class Meta:
        table_name = "deliveries"


_REJECTED = SQL("outcome = 'rejected'")


def _lists(place: str, *fields: Field) -> None:
    """The indexes of the lists of a place, which are by time: for each outcome, and for each code of a rejection."""
    by_outcome = Delivery.index(*fields, Delivery.outcome, Delivery.received_at, name=f"deliveries_{place}outcome")
    by_code = Delivery.index(
        *fields, Delivery.code, Delivery.received_at, where=_REJECTED, name=f"deliveries_{place}code"
    )
    Delivery.add_index(by_outcome)
    Delivery.add_index(by_code)


_lists("")
_lists("channel_", Delivery.channel)
_lists("hook_", Delivery.hook)
# Columns behind a long body are far away on the disk: what is counted stands in the index.
Delivery.add_index(
    Delivery.index(
        Delivery.channel, Delivery.id, Delivery.replay_of, where=_REJECTED, name="deliveries_channel_rejected"
    )
)
Delivery.add_index(Delivery.index(Delivery.hook, Delivery.id, where=_REJECTED, name="deliveries_hook_rejected"))
Delivery.add_index(
    Delivery.index(Delivery.old_url_id, Delivery.id, where=SQL("old_url_id IS NOT NULL"), name="deliveries_old_url")
)


class UnknownUrl(Table):
    """A request to a URL of no hook; models/deliveries/unknown_urls.py says how many are kept."""

    id = BigAutoField()
    received_at = UtcField()
    remote_address = CharField(max_length=45)
    method = CharField(max_length=20)
    target = TextField()
    alike = BooleanField()
    left_out = IntegerField()
    size = BigIntegerField()
    headers = TextField()
    body = BlobField()

    class Meta:
        table_name = "unknown_urls"
