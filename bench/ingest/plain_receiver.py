"""The straightforward receiver: one Peewee transaction a request, on the thread that serves it.

Written as one would write it first, for comparison: it keeps what Hookdesk keeps and answers after the commit.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue
from peewee import (
    AutoField,
    BlobField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

from bench.ingest.serving import serve

database = SqliteDatabase(None)


class Table(Model):
    id = AutoField()

    class Meta:
        database = database


class Channel(Table):
    guid = CharField(unique=True)
    last_case_number = IntegerField(default=0)


class Hook(Table):
    channel = ForeignKeyField(Channel)
    guid = CharField(unique=True)
    deliveries = IntegerField(default=0)
    last_delivery_at = DateTimeField(null=True)


class Case(Table):
    channel = ForeignKeyField(Channel)
    number = IntegerField()
    report_id = CharField()
    subject = CharField()
    state = CharField(default="open")
    created_at = DateTimeField()
    updated_at = DateTimeField()

    class Meta:
        indexes = ((("channel", "number"), True), (("channel", "report_id"), True))


class Message(Table):
    channel = ForeignKeyField(Channel)
    case = ForeignKeyField(Case, null=True)
    text = TextField()
    received_at = DateTimeField()


class Attachment(Table):
    message = ForeignKeyField(Message)
    type = CharField()
    display_name = CharField(null=True)
    ext = CharField(null=True)
    url = TextField()


class Delivery(Table):
    channel = ForeignKeyField(Channel)
    hook = ForeignKeyField(Hook)
    received_at = DateTimeField(index=True)
    remote_address = CharField()
    headers = TextField()
    body = BlobField()
    status = IntegerField()
    answer = TextField()
    message = ForeignKeyField(Message, null=True)


TABLES = (Channel, Hook, Case, Message, Attachment, Delivery)


def create_app() -> Flask:
    app = Flask(__name__)

    @app.post("/hooks/channels/<channel>/<hook>")
    def receive(channel: str, hook: str) -> ResponseReturnValue:
        report = request.get_json()
        with database.connection_context(), database.atomic("IMMEDIATE"):
            found = (
                Hook.select(Hook, Channel).join(Channel).where(Channel.guid == channel, Hook.guid == hook).get_or_none()
            )
            if found is None:
                return {"error": "unknown hook"}, 404
            return _record(found, report)

    return app


def _record(hook: Hook, report: dict[str, Any]) -> tuple[dict[str, Any], int]:
    now = datetime.now(UTC)
    case = None
    if "id" in report:
        known = Case.get_or_none(Case.channel == hook.channel, Case.report_id == report["id"])
        if known is not None:
            return {"status": "already_reported", "case": known.number}, 208
        case = _open_case(hook.channel, report, now)
    message = Message.create(channel=hook.channel, case=case, text=report["text"], received_at=now)
    for attachment in report.get("attachments", []):
        Attachment.create(
            message=message,
            type=attachment["@type"],
            display_name=attachment.get("displayName"),
            ext=attachment.get("ext"),
            url=attachment["url"],
        )
    status = 201 if case else 200
    answer = {"status": "opened" if case else "posted", "message": message.id}
    _keep_delivery(hook, message, status, answer, now)
    return answer, status


def _open_case(channel: Channel, report: dict[str, Any], now: datetime) -> Case:
    channel.last_case_number += 1
    channel.save()
    subject = report.get("subject") or report["text"].splitlines()[0]
    values = {"number": channel.last_case_number, "report_id": report["id"], "subject": subject}
    case: Case = Case.create(channel=channel, created_at=now, updated_at=now, **values)
    return case


def _keep_delivery(hook: Hook, message: Message, status: int, answer: dict[str, Any], now: datetime) -> None:
    Delivery.create(
        channel=hook.channel,
        hook=hook,
        received_at=now,
        remote_address=request.remote_addr,
        headers=json.dumps(list(request.headers.items())),
        body=request.get_data(),
        status=status,
        answer=json.dumps(answer),
        message=message,
    )
    Hook.update(deliveries=Hook.deliveries + 1, last_delivery_at=now).where(Hook.id == hook.id).execute()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    pragmas = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1}
    database.init(str(options.database), pragmas=pragmas, timeout=10)
    with database.connection_context():
        database.create_tables(TABLES)
        Hook.create(channel=Channel.create(guid="channel"), guid="hook")
    serve(create_app(), options.threads)


if __name__ == "__main__":
    main()
