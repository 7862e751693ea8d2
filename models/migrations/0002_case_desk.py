"""What cases need to be worked on: people, priority, deadline, links, deletion; and the search index. Frozen."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField, IntegerField, Model, TextField


class Table(Model):
    class Meta:
        legacy_table_names = False


class Person(Table):
    name = CharField(max_length=100)
    removed_at = BigIntegerField(null=True)

    class Meta:
        table_name = "people"


class Case(Table):
    class Meta:
        table_name = "cases"


class Link(Table):
    case = ForeignKeyField(Case, index=False)
    other = ForeignKeyField(Case)

    class Meta:
        table_name = "links"
        primary_key = CompositeKey("case", "other")


class View(Table):
    name = CharField(max_length=100)
    position = IntegerField(default=0)
    content = TextField()

    class Meta:
        table_name = "views"


TABLES = (Person, Link, View)

COLUMNS = (
    "description TEXT NOT NULL DEFAULT ''",
    "priority INTEGER NOT NULL DEFAULT 0",
    "deadline BIGINT",
    "assignee_id INTEGER REFERENCES people (id)",
    "assigned_at BIGINT",
    "assigned_by VARCHAR(100)",
    "hook_id INTEGER REFERENCES hooks (id)",
    "deleted_at BIGINT",
)

OLD_INDEXES = ("cases_state_newest", "cases_newest", "cases_state_updated", "cases_updated", "cases_merged_into_id")

LIVING = "merged_into_id IS NULL AND deleted_at IS NULL"
# What a new case does not have costs it nothing: these indexes hold only the cases that have it.
INDEXES = (
    "CREATE INDEX cases_merged ON cases (merged_into_id) WHERE merged_into_id IS NOT NULL",
    f"CREATE INDEX cases_state_newest ON cases (channel_id, state, number) WHERE {LIVING}",
    f"CREATE INDEX cases_newest ON cases (channel_id, number) WHERE {LIVING}",
    f"CREATE INDEX cases_state_updated ON cases (channel_id, state, updated_at, id) WHERE {LIVING}",
    f"CREATE INDEX cases_updated ON cases (channel_id, updated_at, id) WHERE {LIVING}",
    f"CREATE INDEX cases_all_updated ON cases (updated_at, id) WHERE {LIVING}",
    f"CREATE INDEX cases_priority ON cases (priority, id) WHERE priority > 0 AND {LIVING}",
    f"CREATE INDEX cases_deadline ON cases (deadline, id) WHERE deadline IS NOT NULL AND {LIVING}",
    f"CREATE INDEX cases_assignee ON cases (assignee_id, id) WHERE assignee_id IS NOT NULL AND {LIVING}",
    f"CREATE INDEX cases_state_priority ON cases (state, priority, id) WHERE priority > 0 AND {LIVING}",
    f"CREATE INDEX cases_state_deadline ON cases (state, deadline, id) WHERE deadline IS NOT NULL AND {LIVING}",
    f"CREATE INDEX cases_state_assignee ON cases (state, assignee_id, id) WHERE assignee_id IS NOT NULL AND {LIVING}",
    f"CREATE INDEX cases_hook ON cases (hook_id, id) WHERE {LIVING}",
)

ON_POSTGRESQL = (
    "CREATE TABLE message_words (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE TABLE case_words (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX message_words_words ON message_words USING gin (words)",
    "CREATE INDEX case_words_words ON case_words USING gin (words)",
)

BATCH = 1000
MESSAGES = (
    "SELECT id, channel_id, text, report_id, (SELECT GROUP_CONCAT(display_name, CHAR(10)) FROM attachments"
    " WHERE message_id = messages.id) FROM messages WHERE id > ? ORDER BY id LIMIT ?"
)
CASES = "SELECT id, NULL, subject FROM cases WHERE id > ? ORDER BY id LIMIT ?"
ADD_MESSAGE = "INSERT INTO message_words (rowid, words) VALUES (?, ?)"
ADD_CASE = "INSERT INTO case_words (rowid, words) VALUES (?, ?)"
CHANNEL = "\ue000"
TURKISH = str.maketrans({"İ": "i", "I": "i", "ı": "i", CHANNEL: None})
CJK = re.compile(
    r"([\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002fa1f])"
)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([*TABLES, Case]):
        db.create_tables(TABLES)
    db.execute_sql("CREATE UNIQUE INDEX people_name_in_use ON people (name) WHERE removed_at IS NULL")
    for column in COLUMNS:
        db.execute_sql(f"ALTER TABLE cases ADD COLUMN {column}")
    for index in OLD_INDEXES:
        db.execute_sql(f"DROP INDEX {index}")
    for index in INDEXES:
        db.execute_sql(index)
    db.execute_sql(
        "UPDATE cases SET hook_id = (SELECT hook_id FROM messages WHERE messages.case_id = cases.id"
        " ORDER BY messages.id LIMIT 1)"
    )
    if db.for_update:
        for statement in ON_POSTGRESQL:  # where no older database can be: there is nothing to index yet
            db.execute_sql(statement)
    else:
        add_search(db)


def add_search(db: Any) -> None:
    """Full text, kept without a copy of the texts, of what is there already."""
    for table in ("message_words", "case_words"):
        db.execute_sql(
            f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', contentless_delete=1,"
            " tokenize='unicode61 remove_diacritics 2')"
        )
    for text, add in ((MESSAGES, ADD_MESSAGE), (CASES, ADD_CASE)):
        last, found = 0, True
        while found:
            rows = list(db.execute_sql(text, (last, BATCH)))
            for number, channel, *texts in rows:
                words = _words("\n".join(one for one in texts if one))
                db.execute_sql(add, (number, words if channel is None else f"{words}\n{CHANNEL}{channel}"))
            found, last = bool(rows), rows[-1][0] if rows else last


def _words(text: str) -> str:
    return CJK.sub(r" \1 ", unicodedata.normalize("NFKC", text).translate(TURKISH))
