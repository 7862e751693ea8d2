"""What happened in a case, in order: its messages and its history in one sequence, or a part of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from desktop.cases.timeline.history_words import said_in_history
from desktop.words.language import Sentence, tr
from desktop.words.message_text import MOST_CHARACTERS
from desktop.words.message_words import author
from models.cases import case_keys, cases, links
from models.cases.case_keys import CaseKey
from models.cases.cases import Action, Case, HistoryEntry
from models.database import connection
from models.messages import attachments, messages
from models.messages.messages import Kind, Message
from models.problems import NotThere

EventKind = Kind | Action
Part = Literal["all", "messages", "comments", "history"]
PARTS: tuple[tuple[Part, Sentence], ...] = (
    ("all", Sentence("All")),
    ("messages", Sentence("Messages")),
    ("comments", Sentence("Comments")),
    ("history", Sentence("History")),
)
_KINDS: dict[Part, tuple[Kind, ...]] = {
    "all": (),
    "messages": ("activity", "opening", "update"),
    "comments": ("comment",),
    "history": (),
}
_SAID: dict[Kind, Sentence] = {
    "activity": Sentence("posted"),
    "opening": Sentence("opened the case"),
    "update": Sentence("updated"),
    "comment": Sentence("commented"),
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case as it was read: the messages of a part after the message `after`, oldest first, and what is beside them.

    `complete` says that no later messages are left, `numbers` are those of "#12" in the texts that lead to a case.
    """

    case: Case
    part: Part
    after: int
    messages: tuple[Message, ...]
    history: tuple[HistoryEntry, ...]
    linked: tuple[Case, ...]
    keys: tuple[CaseKey, ...]
    numbers: frozenset[int]
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


def read(case_id: int, *, part: Part, after: int | None, limit: int, known: Loaded | None = None) -> Loaded | None:
    """A case, or the one it was merged into, with `limit` messages after `after`, or the last ones; raises NotThere.

    None when the case is as `known`: whatever comes into a case changes its row too, or is counted under a key; only
    what becomes of its files does neither.
    """
    case = cases.get(case_id)
    if case.deleted:
        raise NotThere("Case #{number} was deleted.", "It can be undone for ten seconds.", number=str(case.number))
    history, linked = tuple(cases.history(case.id)), tuple(links.of_case(case.id))
    keys = tuple(case_keys.of_case(case.id))
    if known is not None and (case, part, history, linked, keys) == _beside_messages(known):
        return _with_files(known)
    if after is None:
        after = messages.before_last(case.id, limit, _KINDS[part])
    found = list[Message]()
    if part != "history":
        found = messages.of_case(case.id, after=after, limit=limit + 1, text_limit=MOST_CHARACTERS, kinds=_KINDS[part])
    shown = tuple(found[:limit])
    numbers = links.numbers_in(case.channel_id, [case.description, *(message.text for message in shown)])
    return Loaded(case, part, after, shown, history, linked, keys, numbers, len(found) <= limit)


def _with_files(known: Loaded) -> Loaded | None:
    """The same with its files as they are now; None when nothing became of them."""
    ids = [message.id for message in known.messages if message.attachments]
    with connection():
        now = attachments.of_messages(ids)
    shown = tuple(replace(each, attachments=now.get(each.id, ())) for each in known.messages)
    return None if shown == known.messages else replace(known, messages=shown)


def _beside_messages(known: Loaded) -> tuple[object, ...]:
    """All that was read of a case but its messages."""
    return known.case, known.part, known.history, known.linked, known.keys


def events(loaded: Loaded) -> list[Event]:
    """The timeline, oldest first: history entries stand before the first message that came after them."""
    if loaded.part in ("messages", "comments"):
        return [_of_message(message) for message in loaded.messages]
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
    return Event(key, message.kind, message.received_at, author(message), tr(_SAID[message.kind]), message)


def _of_history(entry: HistoryEntry) -> Event:
    return Event(("history", entry.id), entry.action, entry.at, entry.by, said_in_history(entry))
