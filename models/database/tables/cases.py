"""Cases, the people whom they are assigned to, their history and links, and the views of them."""

from __future__ import annotations

from peewee import (
    SQL,
    AutoField,
    BooleanField,
    CharField,
    CompositeKey,
    Field,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.database.tables.channels import Channel, Hook
from models.database.tables.table import Table, UtcField


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
