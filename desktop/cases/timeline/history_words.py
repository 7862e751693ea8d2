"""The entries of a case's history in words."""

from __future__ import annotations

import re
from datetime import datetime

from desktop.cases.actions.sentences import day_and_time
from desktop.words.language import Sentence, tr
from desktop.words.priorities import priority
from models.cases.cases import PRIORITIES, Action, HistoryEntry

_WORDS: dict[Action, Sentence] = {
    "closed": Sentence("closed the case"),
    "reopened": Sentence("reopened the case"),
    "description": Sentence("changed the description"),
    "deleted": Sentence("deleted the case"),
    "restored": Sentence("restored the case"),
    "subject": Sentence("called the case “{detail}”"),
    "linked": Sentence("linked {detail}"),
    "unlinked": Sentence("unlinked {detail}"),
}
# What the database keeps of a merged and of a moved case.
_OF_CHANNEL = re.compile(r"(#\d+) of (.*)", re.DOTALL)
_FROM_CHANNEL = re.compile(r"from (.*) (#\d+)", re.DOTALL)


def said_in_history(entry: HistoryEntry) -> str:
    """What somebody did: "set priority Critical"."""
    if entry.action == "assigned":
        return tr("assigned the case to {name}", name=entry.detail or tr("nobody"))
    if entry.action == "deadline":
        return _deadline(entry.detail)
    if entry.action == "priority":
        return tr("set priority {priority}", priority=priority(PRIORITIES.index(entry.detail)))
    if entry.action == "merged":
        return _merged(entry.detail)
    if entry.action == "moved":
        return _moved(entry.detail)
    return tr(_WORDS[entry.action], detail=entry.detail)


def _deadline(detail: str) -> str:
    if not detail:
        return tr("removed the deadline")
    return tr("set the deadline to {day}", day=day_and_time(datetime.fromisoformat(detail)))


def _merged(detail: str) -> str:
    if (found := _OF_CHANNEL.fullmatch(detail)) is not None:
        return tr("merged case {number} of {channel} into this one", number=found[1], channel=found[2])
    return tr("merged case {number} into this one", number=detail)


def _moved(detail: str) -> str:
    if (found := _FROM_CHANNEL.fullmatch(detail)) is not None:
        return tr("moved the case from {channel} {number}", channel=found[1], number=found[2])
    return tr("moved the case {detail}", detail=detail)
