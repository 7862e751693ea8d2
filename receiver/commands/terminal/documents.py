"""The JSON documents of --json: scripts live on their keys (docs/api.md), which stay as they are."""

import json
import re
import sys
from collections.abc import Iterable, Mapping

from models.cases.case_keys import CaseKey
from models.cases.cases import Case, HistoryEntry
from models.channels.channels import Channel
from models.deliveries.deliveries import Shown
from models.deliveries.deliveries_kept import Kept
from models.deliveries.retention import Policy
from models.exports.case_document import Document, of_case, utc
from models.exports.delivery_document import of_delivery
from models.exports.message_document import of_message
from models.messages.messages import Message
from models.search import Hit

# A terminal obeys some of what JSON leaves as it is: C1 controls, and what turns the direction of text.
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def print_list(documents: Iterable[Mapping[str, object]]) -> None:
    """Print one JSON list, an object a line, as the objects come: a list may be longer than memory."""
    before = "[\n"
    for document in documents:
        sys.stdout.write(before + _json(document))
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def print_one(document: Mapping[str, object]) -> None:
    """Print one JSON object, indented for a person who reads along."""
    sys.stdout.write(_json(document, indent=2) + "\n")


def of_channel(channel: Channel) -> Document:
    return {
        "name": channel.name,
        "guid": channel.guid,
        "description": channel.description,
        "hooks": channel.hooks,
        "open_cases": channel.open_cases,
        "reopen_on_update": channel.rules.reopen_on_update,
        "ids_per_hook": channel.rules.ids_per_hook,
    }


def of_case_whole(
    case: Case,
    messages: Iterable[Message],
    history: Iterable[HistoryEntry],
    linked: Iterable[Case],
    keys: Iterable[CaseKey],
) -> Document:
    """What `case show` prints: the case with its messages and its history, oldest first, its links and its keys."""
    return {
        **of_case(case),
        "messages": [of_message(message) for message in messages],
        "history": [
            {"at": utc(entry.at), "by": entry.by, "action": entry.action, "detail": entry.detail} for entry in history
        ],
        "links": [_other(one) for one in linked],
        "keys": [_key(key) for key in keys],
    }


def _key(key: CaseKey) -> Document:
    return {
        "key": key.key,
        "repeats": key.repeats,
        "last_repeat_at": utc(key.last_repeat_at),
        "before": None if key.before is None else _other(key.before),
    }


def _other(case: Case) -> Document:
    return {"channel": case.channel, "number": case.number, "subject": case.subject}


def of_hit(found: Case | Hit, channel: str) -> Document:
    """What `case search` found: a case by its own words, or a message."""
    case = found if isinstance(found, Case) else found.case
    document: Document = {
        "channel": channel,
        "case": None if case is None else case.number,
        "subject": None if case is None else case.subject,
    }
    if isinstance(found, Case):
        return {**document, "message": None, "before": None, "hit": None, "after": None, "received_at": None}
    around = {"before": found.before, "hit": found.hit, "after": found.after}
    return {**document, "message": found.message_id, **around, "received_at": utc(found.received_at)}


def of_delivery_whole(shown: Shown) -> Document:
    """What `delivery show` prints. A body that is no UTF-8 stands there with U+FFFD; --body has it as it came."""
    return {
        **of_delivery(shown.delivery),
        "headers": [list(header) for header in shown.headers],
        "body": shown.body.decode(errors="replace"),
        "answer": shown.answer.decode(errors="replace"),
        "files": [
            {"name": file.name, "content_type": file.content_type, "size": file.size, "sha256": file.hash or None}
            for file in shown.files
        ],
    }


def of_retention(rule: Policy, there: Kept) -> Document:
    return {
        "days": rule.days,
        "most": rule.most,
        "megabytes": rule.megabytes,
        "accepted_bodies_days": rule.accepted_bodies_days,
        "awaited_days": rule.awaited_days,
        "awaited_most": rule.awaited_most,
        "deliveries": there.deliveries,
        "oldest": None if there.oldest is None else utc(there.oldest),
        "size": there.size,
    }


def _json(document: Mapping[str, object], indent: int | None = None) -> str:
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    text = json.dumps(document, ensure_ascii=encoding != "utf8", indent=indent)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
