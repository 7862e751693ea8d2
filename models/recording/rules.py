"""What a report does: the five rules, in one transaction, decided here and nowhere else.

The SQL is kept as text, because building a query costs more than running it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.cases.case_columns import NEXT_NUMBER
from models.cases.merging import absorb
from models.database import execute, insert_rows, writes_alone
from models.database.tables import to_stored
from models.messages import index
from models.messages.new_words import NewWords
from models.report import Attachment, Outcome, Report

REOPENS = "SELECT reopen_on_update FROM channels WHERE id = ?"
# A report id's case, or where that case was merged into.
KNOWN = (
    "SELECT home.id, home.channel_id, home.number, home.state, home.deleted_at IS NOT NULL FROM reported"
    " JOIN cases AS first ON first.id = reported.case_id"
    " JOIN cases AS home ON home.id = COALESCE(first.merged_into_id, first.id)"
    " WHERE reported.channel_id = ? AND reported.report_id = ?"
)
AWAITED_IN_CASE = (
    "SELECT cases.id, cases.channel_id, cases.number, cases.state, cases.deleted_at IS NOT NULL FROM awaited"
    " JOIN messages ON messages.id = awaited.message_id"
    " JOIN cases ON cases.id = messages.case_id"
    " WHERE awaited.channel_id = ? AND awaited.report_id = ? ORDER BY cases.id LIMIT 1"
)
WAITING = (
    "SELECT messages.id, messages.case_id, awaited.none_known FROM awaited"
    " JOIN messages ON messages.id = awaited.message_id"
    " WHERE awaited.channel_id = ? AND awaited.report_id = ? ORDER BY messages.id"
)
ADD_CASE = (
    "INSERT INTO cases (channel_id, number, subject, state, opened_by, created_at, updated_at, messages, unread,"
    " hook_id) VALUES (?, ?, ?, 'open', ?, ?, ?, 1, TRUE, ?) RETURNING id"
)
ADD_MESSAGE = (
    'INSERT INTO messages (channel_id, case_id, kind, text, report_id, "references", hook_id, received_at)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
ADD_ATTACHMENTS = "INSERT INTO attachments (message_id, position, type, display_name, ext, url)"
ADD_AWAITED = "INSERT INTO awaited (channel_id, report_id, message_id, none_known) VALUES (?, ?, ?, ?)"
ADD_REPORTED = "INSERT INTO reported (channel_id, report_id, case_id) VALUES (?, ?, ?)"
END_WAITING = "DELETE FROM awaited WHERE channel_id = ? AND report_id = ?"
TOUCH_CASE = "UPDATE cases SET messages = messages + 1, updated_at = ?, unread = TRUE WHERE id = ?"
RESTORE = "UPDATE cases SET deleted_at = NULL WHERE id = ?"
REOPEN = "UPDATE cases SET state = 'open', closed_at = NULL, closed_by = NULL WHERE id = ?"
ADD_HISTORY = 'INSERT INTO history (case_id, at, "by", action, detail) VALUES (?, ?, ?, ?, ?)'
MOVE_TO_CASE = "UPDATE messages SET case_id = ?, channel_id = ?, kind = 'update' WHERE id = ?"

SUBJECT_LENGTH = 255
NO_SUBJECT = "(no text)"


@dataclass(frozen=True, slots=True)
class Source:
    """Where and when a report came in; `purpose` is that of its hook."""

    channel_id: int
    hook_id: int
    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Home:
    """The case that a report belongs to."""

    id: int
    channel_id: int
    number: int
    state: str
    deleted: bool = False


class NotAlone(Exception):
    """A report reaches beyond its channel, or makes two cases one: nobody else may write meanwhile."""


def record(source: Source, report: Report) -> Outcome:
    """Store a report by the five rules, and make it findable. The caller holds the write transaction."""
    new = NewWords()
    outcome = decide(source, report, new)
    new.store()
    return outcome


def decide(source: Source, report: Report, new: NewWords) -> Outcome:
    """Store a report by the five rules; what makes it findable is left in `new`.

    The caller holds the write transaction, alone or of the channel: the reports of one channel are decided one after
    another. A report that touches more than what is in it raises NotAlone, and is to be recorded again by who writes
    alone.
    """
    if report.id is not None and (home := _known(source, report.id)):
        return Outcome("already_reported", None, home.number, case_id=home.id)  # rule 1
    known = [(name, _known(source, name)) for name in report.references]
    unknown = tuple(name for name, home in known if home is None)
    parents = [home for _, home in known if home is not None]
    waiting = [] if report.id is None else execute(WAITING, (source.channel_id, report.id))
    if not writes_alone():
        _refuse_reaching_out(source, parents, waiting)
    if parents:
        home = parents[-1]  # rule 2
    elif waiting:
        home = _first(AWAITED_IN_CASE, source.channel_id, report.id)  # rule 3
    else:
        home = None
    if home is not None:
        message = _update(source, report, home, new)
        outcome = Outcome("updated", message, home.number, unknown, report.repaired, home.id)
    elif report.id is not None:
        home, message = _open(source, report, new)  # rule 4
        outcome = Outcome("opened", message, home.number, unknown, report.repaired, home.id)
    else:
        message = _add_message(source, report, None, "activity", new)  # rule 5
        outcome = Outcome("posted", message, None, unknown, report.repaired)
    for name in unknown:
        execute(ADD_AWAITED, (source.channel_id, name, message, not parents))
    if report.id is not None and home is not None:
        execute(ADD_REPORTED, (source.channel_id, report.id, home.id))
        _settle(source, report.id, home, waiting, new)
    return outcome


def subject_of(report: Report) -> str:
    """The subject of the case that a report opens: its own, or the first line of its text, or an attachment."""
    candidates = [report.subject or "", *report.text.splitlines()]
    candidates += [attachment.display_name or attachment.url for attachment in report.attachments]
    subject = next((line for line in (" ".join(c.split()) for c in candidates) if line), NO_SUBJECT)
    return subject if len(subject) <= SUBJECT_LENGTH else subject[: SUBJECT_LENGTH - 1] + "…"


def _refuse_reaching_out(source: Source, parents: Sequence[_Home], waiting: Sequence[tuple[Any, ...]]) -> None:
    if any(home.channel_id != source.channel_id for home in parents) or any(row[1] is not None for row in waiting):
        raise NotAlone


def _first(text: str, *params: object) -> _Home | None:
    rows = execute(text, params)
    return _Home(*rows[0]) if rows else None


def _known(source: Source, report_id: str) -> _Home | None:
    return _first(KNOWN, source.channel_id, report_id)


def _open(source: Source, report: Report, new: NewWords) -> tuple[_Home, int]:
    number = execute(NEXT_NUMBER, (source.channel_id,))[0][0]
    at = to_stored(source.at)
    values = (source.channel_id, number, subject_of(report), source.purpose, at, at, source.hook_id)
    home = _Home(execute(ADD_CASE, values)[0][0], source.channel_id, number, "open")
    message = _add_message(source, report, home, "opening", new)
    new.add_case(home.id, values[2])
    return home, message


def _update(source: Source, report: Report, home: _Home, new: NewWords) -> int:
    at = to_stored(source.at)
    if home.state == "closed" and execute(REOPENS, (source.channel_id,))[0][0]:
        execute(REOPEN, (home.id,))
        execute(ADD_HISTORY, (home.id, at, source.purpose, "reopened", ""))
    if home.deleted:
        # What is still reported is not over: a case that was deleted comes back with the news.
        execute(RESTORE, (home.id,))
        execute(ADD_HISTORY, (home.id, at, source.purpose, "restored", ""))
    message = _add_message(source, report, home, "update", new)
    execute(TOUCH_CASE, (at, home.id))
    return message


def _add_message(source: Source, report: Report, home: _Home | None, kind: str, new: NewWords) -> int:
    references = json.dumps(report.references, ensure_ascii=False) if report.references else "[]"
    channel_id, case_id = (home.channel_id, home.id) if home else (source.channel_id, None)
    at = to_stored(source.at)
    values = (channel_id, case_id, kind, report.text, report.id, references, source.hook_id, at)
    message: int = execute(ADD_MESSAGE, values)[0][0]
    insert_rows(
        ADD_ATTACHMENTS,
        [(message, position, *_values(attachment)) for position, attachment in enumerate(report.attachments)],
    )
    names = [attachment.display_name for attachment in report.attachments]
    new.add_message(message, channel_id, report.text, report.id, *names)
    return message


def _values(attachment: Attachment) -> tuple[str | None, ...]:
    return attachment.type, attachment.display_name, attachment.ext, attachment.url


def _merge(case_id: int, home: _Home, at: int, by: str) -> None:
    number = execute("SELECT number FROM cases WHERE id = ?", (case_id,))[0][0]
    absorb(case_id, into=home.id, at=at, by=by)
    execute(ADD_HISTORY, (home.id, at, by, "merged", f"#{number}"))


def _settle(source: Source, report_id: str, home: _Home, waiting: Sequence[tuple[Any, ...]], new: NewWords) -> None:
    """Bring home what waited for a report id that has just become known in a case."""
    if not waiting:
        return
    new.store()  # of what is merged and moved here
    at = to_stored(source.at)
    merged = set()
    for message, case_id, none_known in waiting:
        if case_id is None:
            execute(MOVE_TO_CASE, (home.id, home.channel_id, message))
            execute(TOUCH_CASE, (at, home.id))
        elif none_known and case_id != home.id and case_id not in merged:
            _merge(case_id, home, at, source.purpose)
            merged.add(case_id)
    if home.channel_id != source.channel_id:
        index.index_in_channel(home.id)
    execute(END_WAITING, (source.channel_id, report_id))
