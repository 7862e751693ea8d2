"""The tables, nothing else. What is done with them is in the module of each noun."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NewType

from peewee import (
    SQL,
    AutoField,
    BigAutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    CompositeKey,
    DatabaseProxy,
    Field,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

database = DatabaseProxy()

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


# A time as the database keeps it: microseconds since 1970 in UTC.
StoredTime = NewType("StoredTime", int)


def to_stored(at: datetime) -> StoredTime:
    """A time as the database keeps it; a naive time raises ValueError."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return StoredTime((at - EPOCH) // MICROSECOND)


def from_stored(value: StoredTime) -> datetime:
    """The aware UTC time of a stored one."""
    return EPOCH + timedelta(microseconds=value)


def from_stored_or_none(value: StoredTime | None) -> datetime | None:
    """The aware UTC time of a stored one, None where none is stored."""
    return None if value is None else from_stored(value)


class UtcField(BigIntegerField):
    """An aware UTC time, kept as whole microseconds so that both databases sort and compare it alike."""

    def db_value(self, value: datetime | None) -> StoredTime | None:
        return None if value is None else to_stored(value)

    def python_value(self, value: StoredTime | None) -> datetime | None:
        return from_stored_or_none(value)


class Table(Model):
    class Meta:
        database = database
        legacy_table_names = False


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


class Person(Table):
    """Somebody whom cases can be assigned to."""

    name = CharField(max_length=100)
    removed_at = UtcField(null=True)

    class Meta:
        table_name = "people"


Person.add_index(Person.index(Person.name, unique=True, where=SQL("removed_at IS NULL"), name="people_name_in_use"))


class Case(Table):
    """A case whose `merged_into` is set lives on in that case; its number leads there, and so does its key.

    `key` is what it was opened under, `key_content` a digest of the last report of the key, `repeats` how many said the
    same as the one before. `key_scope` is like the scope of a report id.
    """

    id = AutoField()
    channel = ForeignKeyField(Channel, index=False)
    number = IntegerField()
    subject = CharField(max_length=255)
    state = CharField(max_length=6, default="open")
    opened_by = CharField(max_length=100)
    created_at = UtcField()
    updated_at = UtcField()
    closed_at = UtcField(null=True)
    closed_by = CharField(max_length=100, null=True)
    merged_into = ForeignKeyField("self", null=True, index=False)
    messages = IntegerField(default=0)
    unread = BooleanField(default=True)
    description = TextField(default="")
    priority = IntegerField(default=0)
    deadline = UtcField(null=True)
    assignee = ForeignKeyField(Person, null=True, index=False)
    assigned_at = UtcField(null=True)
    assigned_by = CharField(max_length=100, null=True)
    hook = ForeignKeyField(Hook, null=True, index=False)
    deleted_at = UtcField(null=True)
    key = CharField(max_length=255, null=True)
    key_scope = IntegerField(default=0)
    key_content = CharField(max_length=32, null=True)
    repeats = IntegerField(default=0)
    last_repeat_at = UtcField(null=True)
    closed_by_sender = BooleanField(default=False)

    class Meta:
        table_name = "cases"
        indexes = ((("channel", "number"), True),)


def _index(name: str, *fields: Field, having: str = "") -> None:
    """An index of the lists of cases, without what they leave out: merged and deleted cases."""
    living = SQL(f"{having}merged_into_id IS NULL AND deleted_at IS NULL")
    Case.add_index(Case.index(*fields, where=living, name=name))


Case.add_index(Case.index(Case.merged_into, where=SQL("merged_into_id IS NOT NULL"), name="cases_merged"))
Case.add_index(
    Case.index(Case.channel, Case.key_scope, Case.key, Case.id, where=SQL("key IS NOT NULL"), name="cases_key")
)
_index("cases_state_newest", Case.channel, Case.state, Case.number)
_index("cases_newest", Case.channel, Case.number)
_index("cases_state_updated", Case.channel, Case.state, Case.updated_at, Case.id)
_index("cases_updated", Case.channel, Case.updated_at, Case.id)
_index("cases_all_updated", Case.updated_at, Case.id)
_index("cases_hook", Case.hook, Case.id)
# What a new case does not have costs it nothing: these hold only the cases that have it.
_index("cases_priority", Case.priority, Case.id, having="priority > 0 AND ")
_index("cases_deadline", Case.deadline, Case.id, having="deadline IS NOT NULL AND ")
_index("cases_assignee", Case.assignee, Case.id, having="assignee_id IS NOT NULL AND ")
_index("cases_state_priority", Case.state, Case.priority, Case.id, having="priority > 0 AND ")
_index("cases_state_deadline", Case.state, Case.deadline, Case.id, having="deadline IS NOT NULL AND ")
_index("cases_state_assignee", Case.state, Case.assignee, Case.id, having="assignee_id IS NOT NULL AND ")
_index("cases_closed_by_sender", Case.id, having="closed_by_sender AND ")


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


class History(Table):
    """Who changed what on a case, and when."""

    case = ForeignKeyField(Case)
    at = UtcField()
    by = CharField(max_length=100)
    action = CharField(max_length=20)
    detail = TextField(default="")

    class Meta:
        table_name = "history"


class Link(Table):
    """Two cases that belong together, the lower id first."""

    case = ForeignKeyField(Case, index=False)
    other = ForeignKeyField(Case)

    class Meta:
        table_name = "links"
        primary_key = CompositeKey("case", "other")


class View(Table):
    """A filter that people saved under a name; `content` is JSON."""

    name = CharField(max_length=100)
    position = IntegerField(default=0)
    content = TextField()

    class Meta:
        table_name = "views"


class Delivery(Table):
    """One request to a hook with its answer; `message_id` and `case_id` may name rows that are gone.

    `replay_of` is the delivery that this one repeated, `mended_by` the replay of this one that was accepted. `format`
    is the name of the format that read it, "" where it was read without one, NULL where it was Hookdesk's own or
    nothing read it; `format_version` is the version of a format of the administrator's own. `fell_back` says what a
    format failed at.
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


class Setting(Table):
    """A small value that all desks on this database share."""

    name = CharField(max_length=50, primary_key=True)
    value = TextField()

    class Meta:
        table_name = "settings"


TABLES = (
    Channel, Hook, OldUrl, Person, Case, Message, File, FilePart, Attachment, Reported, Awaited, Settling, History,
    Link, View, Delivery, Format, FormatVersion, UnknownUrl, Setting,
)  # fmt: skip
