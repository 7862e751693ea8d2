"""The JSON documents of --json: scripts live on their keys (docs/api.md), which stay as they are."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from models.cases import Case, HistoryEntry
from models.channels import Channel
from models.deliveries import Delivery
from models.hooks import Hook
from models.messages import Message
from models.report import Attachment

Document = dict[str, object]

# A terminal obeys some of what JSON leaves as it is: C1 controls, and what turns the direction of text.
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def print_list(documents: Iterable[Mapping[str, object]]) -> None:
    """One JSON list, an object a line, written as the objects come: a list may be longer than memory."""
    before = "[\n"
    for document in documents:
        sys.stdout.write(before + _json(document))
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def print_one(document: Mapping[str, object]) -> None:
    """One JSON object, indented for a person who reads along."""
    sys.stdout.write(_json(document, indent=2) + "\n")


def of_channel(channel: Channel) -> Document:
    return {
        "name": channel.name,
        "guid": channel.guid,
        "description": channel.description,
        "hooks": channel.hooks,
        "open_cases": channel.open_cases,
    }


def of_hook(hook: Hook, url: str) -> Document:
    return {
        "channel": hook.channel,
        "purpose": hook.purpose,
        "url": url,
        "enabled": hook.enabled,
        "created_at": _time(hook.created_at),
        "last_delivery_at": _time(hook.last_delivery_at),
        "deliveries": hook.deliveries,
    }


def of_message(message: Message) -> Document:
    return {
        "message": message.id,
        "channel": message.channel,
        "case": message.case,
        "kind": message.kind,
        "text": message.text,
        "report_id": message.report_id,
        "references": list(message.references),
        "unknown_references": list(message.unknown_references),
        "attachments": [_attachment(attachment) for attachment in message.attachments],
        "hook": message.hook,
        "author": message.author,
        "received_at": _time(message.received_at),
    }


def of_case(case: Case) -> Document:
    return {
        "channel": case.channel,
        "number": case.number,
        "subject": case.subject,
        "state": case.state,
        "opened_by": case.opened_by,
        "created_at": _time(case.created_at),
        "updated_at": _time(case.updated_at),
        "closed_at": _time(case.closed_at),
        "closed_by": case.closed_by,
    }


def of_case_whole(case: Case, messages: Iterable[Message], history: Iterable[HistoryEntry]) -> Document:
    """What `case show` prints: the case with its messages and its history, both oldest first."""
    return {
        **of_case(case),
        "messages": [of_message(message) for message in messages],
        "history": [
            {"at": _time(entry.at), "by": entry.by, "action": entry.action, "detail": entry.detail} for entry in history
        ],
    }


def of_delivery(delivery: Delivery) -> Document:
    return {
        "delivery": delivery.id,
        "channel": delivery.channel,
        "hook": delivery.hook,
        "outcome": delivery.outcome,
        "code": delivery.code,
        "status": delivery.status,
        "method": delivery.method,
        "size": delivery.size,
        "milliseconds": delivery.milliseconds,
        "message": delivery.message,
        "case": delivery.case,
        "received_at": _time(delivery.received_at),
        "remote_address": delivery.remote_address,
    }


def _attachment(attachment: Attachment) -> Document:
    """The attachment as it was posted: what was not posted has no key."""
    posted = {
        "@type": attachment.type,
        "displayName": attachment.display_name,
        "ext": attachment.ext,
        "url": attachment.url,
    }
    return {key: value for key, value in posted.items() if value is not None}


def _time(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, always with microseconds: as text it sorts by time."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _json(document: Mapping[str, object], indent: int | None = None) -> str:
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    text = json.dumps(document, ensure_ascii=encoding != "utf8", indent=indent)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
