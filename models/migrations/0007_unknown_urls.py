"""The requests that came to URLs of no web hook: a small ring. Frozen."""

from __future__ import annotations

from typing import Any

from peewee import BigAutoField, BigIntegerField, BlobField, BooleanField, CharField, IntegerField, Model, TextField


class UnknownUrl(Model):
    id = BigAutoField()
    received_at = BigIntegerField()
    remote_address = CharField(max_length=45)
    method = CharField(max_length=20)
    target = TextField()
    alike = BooleanField()
    left_out = IntegerField()
    size = BigIntegerField()
    headers = TextField()
    body = BlobField()

    class Meta:
        legacy_table_names = False
        table_name = "unknown_urls"


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([UnknownUrl]):
        db.create_tables([UnknownUrl], safe=False)
