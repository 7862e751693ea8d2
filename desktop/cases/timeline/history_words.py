"""The entries of a case's history in words."""

from __future__ import annotations

from datetime import datetime

from desktop.cases.actions.sentences import day_and_time
from models.cases.cases import Action, HistoryEntry

_WORDS: dict[Action, str] = {
    "closed": "closed the case",
    "reopened": "reopened the case",
    "description": "changed the description",
    "deleted": "deleted the case",
    "restored": "restored the case",
}
_WITH_DETAIL: dict[Action, str] = {
    "merged": "merged case {} into this one",
    "moved": "moved the case {}",
    "priority": "set priority {}",
    "subject": "called the case “{}”",
    "linked": "linked {}",
    "unlinked": "unlinked {}",
}


def said_in_history(entry: HistoryEntry) -> str:
    """What somebody did: "set priority Critical"."""
    if entry.action == "assigned":
        return f"assigned the case to {entry.detail}" if entry.detail else "assigned the case to nobody"
    if entry.action == "deadline":
        return _deadline(entry.detail)
    if entry.action in _WITH_DETAIL:
        return _WITH_DETAIL[entry.action].format(entry.detail)
    return _WORDS[entry.action]


def _deadline(detail: str) -> str:
    if not detail:
        return "removed the deadline"
    return f"set the deadline to {day_and_time(datetime.fromisoformat(detail))}"
