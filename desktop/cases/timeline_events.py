"""What happened in a case, in order: its messages and its history in one sequence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desktop.activity.message_model import author
from desktop.message_text import MOST_CHARACTERS
from models import cases, messages
from models.cases import Case, HistoryEntry
from models.messages import Message

EventKind = Literal["activity", "opening", "update", "comment", "closed", "reopened", "merged"]

_SAID: dict[str, str] = {
    "activity": "posted",
    "opening": "opened the case",
    "update": "updated",
    "comment": "commented",
    "closed": "closed the case",
    "reopened": "reopened the case",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case as it was read: the messages after the message `after`, oldest first, and all of its history.

    `complete` says that no later messages are left.
    """

    case: Case
    after: int
    messages: tuple[Message, ...]
    history: tuple[HistoryEntry, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline; `key` stays the same when the entry changes."""

    key: tuple[str, int]
    kind: EventKind
    at: datetime
    who: str
    said: str
    message: Message | None = None


def read(case_id: int, *, after: int, limit: int, known: Case | None = None) -> Loaded | None:
    """A case, or the one it was merged into, with `limit` messages after `after`; raises NotThere.

    None when the case is as `known`: whatever comes into a case changes its row too.
    """
    case = cases.get(case_id)
    if case == known:
        return None
    found = messages.of_case(case.id, after=after, limit=limit + 1, text_limit=MOST_CHARACTERS)
    return Loaded(case, after, tuple(found[:limit]), tuple(cases.history(case.id)), len(found) <= limit)


def events(loaded: Loaded) -> list[Event]:
    """The timeline, oldest first: history entries stand before the first message that came after them."""
    waiting = [entry for entry in loaded.history if _belongs(entry, loaded)]
    found: list[Event] = []
    for message in loaded.messages:
        while waiting and waiting[0].at < message.received_at:
            found.append(_of_history(waiting.pop(0)))
        found.append(_of_message(message))
    return found + [_of_history(entry) for entry in waiting]


def _belongs(entry: HistoryEntry, loaded: Loaded) -> bool:
    """Whether the entry lies in the part of the timeline that was read."""
    if not loaded.messages:
        return True
    after_first = loaded.after == 0 or entry.at >= loaded.messages[0].received_at
    return after_first and (loaded.complete or entry.at < loaded.messages[-1].received_at)


def _of_message(message: Message) -> Event:
    key = ("message", message.id)
    return Event(key, message.kind, message.received_at, author(message), _SAID[message.kind], message)


def _of_history(entry: HistoryEntry) -> Event:
    said = _SAID.get(entry.action) or f"merged case {entry.detail} into this one"
    return Event(("history", entry.id), entry.action, entry.at, entry.by, said)
