"""What deliveries need to be understood and mended: a hook's rules and old URLs, replays, quick pages. Frozen."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BigIntegerField, CharField, ForeignKeyField, Model


class Table(Model):
    class Meta:
        legacy_table_names = False


class Hook(Table):
    class Meta:
        table_name = "hooks"


class OldUrl(Table):
    id = AutoField()
    hook = ForeignKeyField(Hook)
    guid = CharField(max_length=36, unique=True)
    replaced_at = BigIntegerField()
    ends_at = BigIntegerField()

    class Meta:
        table_name = "old_urls"


TABLES = (OldUrl,)

COLUMNS = (
    ("channels", "seen_delivery_id BIGINT NOT NULL DEFAULT 0"),
    ("hooks", "revision INTEGER NOT NULL DEFAULT 0"),
    ("hooks", "rejected BIGINT NOT NULL DEFAULT 0"),
    ("hooks", "last_accepted_at BIGINT"),
    ("hooks", "expires_at BIGINT"),
    ("hooks", "silent_after INTEGER"),
    ("hooks", "watched_since BIGINT"),
    ("hooks", "rate_limit VARCHAR(40)"),
    ("hooks", "senders TEXT NOT NULL DEFAULT ''"),
    ("hooks", "secret_kind VARCHAR(8)"),
    ("hooks", "secret_header VARCHAR(100)"),
    ("hooks", "secret TEXT"),
    ("deliveries", "old_url_id INTEGER"),
    ("deliveries", "replay_of BIGINT"),
    ("deliveries", "mended_by BIGINT"),
)

# Every list of deliveries is by time and walks one of these; the codes stand only with what was rejected.
INDEXES = (
    "CREATE INDEX deliveries_outcome ON deliveries (outcome, received_at)",
    "CREATE INDEX deliveries_channel_outcome ON deliveries (channel_id, outcome, received_at)",
    "CREATE INDEX deliveries_hook_outcome ON deliveries (hook_id, outcome, received_at)",
    "CREATE INDEX deliveries_code ON deliveries (code, received_at) WHERE outcome = 'rejected'",
    "CREATE INDEX deliveries_channel_code ON deliveries (channel_id, code, received_at) WHERE outcome = 'rejected'",
    "CREATE INDEX deliveries_hook_code ON deliveries (hook_id, code, received_at) WHERE outcome = 'rejected'",
    "CREATE INDEX deliveries_channel_rejected ON deliveries (channel_id, id, replay_of) WHERE outcome = 'rejected'",
    "CREATE INDEX deliveries_hook_rejected ON deliveries (hook_id, id) WHERE outcome = 'rejected'",
    "CREATE INDEX deliveries_old_url ON deliveries (old_url_id, id) WHERE old_url_id IS NOT NULL",
)
REPLACED = ("deliveries_received_at", "deliveries_channel_id_id", "deliveries_rejected")


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([*TABLES, Hook]):
        db.create_tables(TABLES)
    for table, column in COLUMNS:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    for name in REPLACED:
        db.execute_sql(f"DROP INDEX {name}")
    for index in INDEXES:
        db.execute_sql(index)
    db.execute_sql(
        "UPDATE hooks SET rejected = (SELECT COUNT(*) FROM deliveries WHERE deliveries.hook_id = hooks.id"
        " AND outcome = 'rejected'), last_accepted_at = (SELECT MAX(received_at) FROM deliveries"
        " WHERE deliveries.hook_id = hooks.id AND outcome <> 'rejected')"
    )
    # What was there before nobody has to be warned of.
    db.execute_sql(
        "UPDATE channels SET seen_delivery_id = (SELECT COALESCE(MAX(id), 0) FROM deliveries"
        " WHERE deliveries.channel_id = channels.id)"
    )
