"""Messages with their attachments, and the files that are kept."""

from __future__ import annotations

from peewee import (
    SQL,
    AutoField,
    BigAutoField,
    BigIntegerField,
    BlobField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.database.tables.cases import Case
from models.database.tables.channels import Channel, Hook
from models.database.tables.table import Table, UtcField


class Message(Table):
    """`references` is a JSON array of report ids in the sender's order."""

    id = BigAutoField()
    channel = ForeignKeyField(Channel, index=False)
    case = ForeignKeyField(Case, null=True, index=False)
    kind = CharField(max_length=8)
    text = TextField()
    report_id = CharField(max_length=255, null=True)
    references = TextField(default="[]")
    hook = ForeignKeyField(Hook, null=True, index=False)
    author = CharField(max_length=100, null=True)
    received_at = UtcField()

    class Meta:
        table_name = "messages"
        indexes = ((("channel", "id"), False), (("case", "id"), False))


class File(Table):
    """A file that is kept, by the SHA-256 of what is in it; `type` is what that looks like, not what was promised."""

    id = AutoField()
    hash = CharField(max_length=64, unique=True)
    size = BigIntegerField()
    type = CharField(max_length=100)
    stored_at = UtcField()

    class Meta:
        table_name = "files"


class FilePart(Table):
    """A piece of a file, 0, 1, 2, where the database itself holds the files."""

    file = ForeignKeyField(File, index=False)
    number = IntegerField()
    content = BlobField()

    class Meta:
        table_name = "file_parts"
        primary_key = CompositeKey("file", "number")


class Attachment(Table):
    """A link has no `state`; models/files says what the states of a file are, and what is due at `next_at`.

    `why` is JSON: a sentence, and its values by name. `received` of `expected` bytes have come so far.
    """

    id = AutoField()
    message = ForeignKeyField(Message, index=False)
    position = IntegerField()
    type = CharField(max_length=4)
    display_name = TextField(null=True)
    ext = TextField(null=True)
    url = TextField()
    state = CharField(max_length=8, null=True)
    why = TextField(null=True)
    attempts = IntegerField(default=0)
    next_at = UtcField(null=True)
    received = BigIntegerField(default=0)
    expected = BigIntegerField(null=True)
    file = ForeignKeyField(File, null=True, index=False)

    class Meta:
        table_name = "attachments"
        indexes = ((("message", "position"), False),)


# What is done with, and links, which are most attachments, cost these nothing.
Attachment.add_index(
    Attachment.index(Attachment.next_at, Attachment.id, where=SQL("next_at IS NOT NULL"), name="attachments_due")
)
Attachment.add_index(Attachment.index(Attachment.file, where=SQL("file_id IS NOT NULL"), name="attachments_file"))
Attachment.add_index(Attachment.index(Attachment.state, where=SQL("state IS NOT NULL"), name="attachments_state"))
