"""Recording reports: what the rules decided is carried out, in the transaction in which it was decided.

The SQL is kept as text, because building a query costs more than running it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.cases import case_counts
from models.cases.case_columns import NEXT_NUMBER, add_history
from models.cases.links import add_link
from models.channels.hook_rules import REOPEN_WITHIN
from models.database import execute, insert_rows, read_value, writes_alone
from models.database.tables import StoredTime, to_stored
from models.files.uploads import NO_UPLOADS, Uploads
from models.messages.new_words import NewWords, found_by
from models.recording import awaiting, settling
from models.recording.facts import look_up
from models.recording.rules import Decision, Home, Settled, decide
from models.report import Attachment, Outcome, Report, content_of, subject_of

ADD_CASE = (
    "INSERT INTO cases (channel_id, number, subject, state, opened_by, created_at, updated_at, messages, unread,"
    " hook_id, priority, key, key_content, key_scope)"
    " VALUES (?, ?, ?, 'open', ?, ?, ?, 1, TRUE, ?, ?, ?, ?, ?) RETURNING id"
)
ADD_MESSAGE = (
    'INSERT INTO messages (channel_id, case_id, kind, text, report_id, "references", hook_id, received_at)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
ADD_ATTACHMENTS = (
    "INSERT INTO attachments (message_id, position, type, display_name, ext, url, state, next_at)"  # a file is due
)
ADD_REPORTED = "INSERT INTO reported (channel_id, scope, report_id, case_id) VALUES (?, ?, ?, ?)"
RESTORE = "UPDATE cases SET deleted_at = NULL WHERE id = ?"
REOPEN = "UPDATE cases SET state = 'open', closed_at = NULL, closed_by = NULL, closed_by_sender = FALSE WHERE id = ?"
CLOSE = "UPDATE cases SET state = 'closed', closed_at = ?, closed_by = ?, closed_by_sender = TRUE WHERE id = ?"
NOTE_CONTENT = "UPDATE cases SET key_content = ? WHERE id = ?"
COUNT_REPEAT = "UPDATE cases SET repeats = repeats + 1, last_repeat_at = ? WHERE id = ?"

# What a message is by what its report does.
KINDS = {"opened": "opening", "updated": "update", "closed": "update", "posted": "activity"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where and when a report came in; `purpose` is that of its hook, `reopen_within` its rule, in seconds.

    Ids and keys are known in a `scope`: in the whole channel where it is 0, else to the hook whose id it is.
    """

    channel_id: int
    hook_id: int
    purpose: str
    at: datetime
    reopen_within: int = REOPEN_WITHIN
    scope: int = 0

    def reopens_since(self) -> StoredTime | None:
        """When a case of the report's key was closed at the earliest if the report reopens it; None is never."""
        return to_stored(self.at - timedelta(seconds=self.reopen_within)) if self.reopen_within else None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report with the words that its message is found by: made of long texts while nobody waits to write.

    Its message shows the `files` of its post as well.
    """

    report: Report
    words: str
    files: Uploads = NO_UPLOADS


class NotAlone(Exception):
    """A report reaches beyond its channel, or makes two cases one: nobody else may write meanwhile."""


def prepare(report: Report, files: Uploads = NO_UPLOADS) -> Prepared:
    """Prepare a report for write(), which lets its message show files; called before the transaction."""
    names = (attachment.display_name for attachment in report.attachments)
    uploaded = (file.name for file in files.files)
    return Prepared(report, found_by(report.text, report.id, *names, *uploaded), files)


def record(source: Source, report: Report) -> Outcome:
    """Store a report by the rules, and make it findable. The caller holds the write transaction."""
    new = NewWords()
    outcome = write(source, prepare(report), new)
    new.store()
    return outcome


def write(source: Source, prepared: Prepared, new: NewWords) -> Outcome:
    """Store a report by the rules; what makes it findable is left in `new`.

    The caller holds the write transaction, alone or of the channel: the reports of one channel are decided one after
    another. A report that touches more than what is in it raises NotAlone, and is to be recorded again by who writes
    alone.
    """
    report = prepared.report
    reopens_since = None if report.key is None else source.reopens_since()
    facts = look_up(source.channel_id, report, reopens_since, source.scope)
    decision = decide(report, facts)
    if decision.status == "already_reported":
        return _outcome(decision, None, decision.home)
    if not writes_alone() and facts.reach_beyond(source.channel_id):
        raise NotAlone
    return _carry_out(source, prepared, decision, new)


def _carry_out(source: Source, prepared: Prepared, decision: Decision, new: NewWords) -> Outcome:
    report = prepared.report
    home = _open(source, report, decision.before, new) if decision.status == "opened" else decision.home
    message = None if decision.status == "repeated" else _say(source, prepared, home, decision, new)
    if decision.under is not None:
        _note_key(source, report, decision.under, is_repeat=message is None)
    if report.id is not None and home is not None:
        execute(ADD_REPORTED, (source.channel_id, source.scope, report.id, home.id))
        if decision.settled is not None:
            _settle(source, report.id, decision.settled, home, new)
    return _outcome(decision, message, home, report.repaired)


def _say(source: Source, prepared: Prepared, home: Home | None, decision: Decision, new: NewWords) -> int:
    """Add the message of a report, with what that changes of its case."""
    message = _add_message(source, prepared, home, KINDS[decision.status], new)
    if decision.home is not None:
        _renew(source, decision, decision.home)
    awaiting.wait(source.channel_id, source.scope, message, decision.unknown, none_known=decision.none_known)
    return message


def _note_key(source: Source, report: Report, under: int, *, is_repeat: bool) -> None:
    if is_repeat:
        execute(COUNT_REPEAT, (to_stored(source.at), under))
    elif not report.remark:  # the next report of the trouble repeats the last one all the same
        execute(NOTE_CONTENT, (content_of(report), under))


def _outcome(decision: Decision, message: int | None, home: Home | None, repaired: tuple[str, ...] = ()) -> Outcome:
    number, case_id = (home.number, home.id) if home else (None, None)
    return Outcome(decision.status, message, number, decision.unknown, repaired, case_id)


def _open(source: Source, report: Report, before: Home | None, new: NewWords) -> Home:
    number = read_value(NEXT_NUMBER, (source.channel_id,))
    at, subject = to_stored(source.at), subject_of(report)
    content = None if report.key is None else content_of(report)
    opened = (source.channel_id, number, subject, source.purpose, at, at, source.hook_id)
    values = (*opened, report.priority or 0, report.key, content, source.scope)
    home = Home(read_value(ADD_CASE, values), source.channel_id, number)
    if before is not None:
        add_link(before.id, home.id)
    new.add_case(home.id, subject, report.key)
    return home


def _renew(source: Source, decision: Decision, home: Home) -> None:
    """A case has a message more, and may come back by it, or be closed."""
    at = to_stored(source.at)
    if decision.reopens:
        execute(REOPEN, (home.id,))
        add_history(home.id, at, source.purpose, "reopened", "")
    if decision.restores:
        execute(RESTORE, (home.id,))
        add_history(home.id, at, source.purpose, "restored", "")
    if decision.closes:
        execute(CLOSE, (at, source.purpose, home.id))
        add_history(home.id, at, source.purpose, "closed", "")
    case_counts.add_news(home.id, at)


def _add_message(source: Source, prepared: Prepared, home: Home | None, kind: str, new: NewWords) -> int:
    report = prepared.report
    references = json.dumps(report.references, ensure_ascii=False) if report.references else "[]"
    channel_id, case_id = (home.channel_id, home.id) if home else (source.channel_id, None)
    at = to_stored(source.at)
    values = (channel_id, case_id, kind, report.text, report.id, references, source.hook_id, at)
    message: int = read_value(ADD_MESSAGE, values)
    insert_rows(
        ADD_ATTACHMENTS,
        [(message, position, *_values(attachment, at)) for position, attachment in enumerate(report.attachments)],
    )
    prepared.files.attach(message, len(report.attachments))
    new.add_message(message, channel_id, prepared.words)
    return message


def _values(attachment: Attachment, at: StoredTime) -> tuple[str | StoredTime | None, ...]:
    due = ("waiting", at) if attachment.type == "file" else (None, None)
    return attachment.type, attachment.display_name, attachment.ext, attachment.url, *due


def _settle(source: Source, report_id: str, settled: Settled, home: Home, new: NewWords) -> None:
    """Bring home what waited for a report id that has just become known in a case, or have it brought soon."""
    new.store()  # of what is merged and moved here
    about = settling.Known(source.channel_id, source.scope, report_id, source.purpose, to_stored(source.at))
    if settled.later or settling.is_much(settled):
        settling.put_off(about)
    else:
        settling.bring_home(about, settled, home)
        settling.end_waiting(about)
