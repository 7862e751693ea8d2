"""Settling: what waited for a report id is brought to its case, in batches when it is much.

What is put off stands in the table `settling`, in the transaction of the report: a program that is killed goes on with
it at its next start. Between two batches each message is in one case and is counted there; what is still to come waits
as it did, so that a report which arrives meanwhile is decided as always.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blinker import Signal

from models.cases import case_counts
from models.cases.case_columns import add_history
from models.cases.merging import bring_in, move
from models.database import execute, read_column, read_value
from models.database.tables import StoredTime, database
from models.messages import index
from models.news.changes import tell
from models.recording.facts import FIRST_WAITING, home_of, read_waiting
from models.recording.rules import Home, Settled, Waiting, settled

# A case of more messages is not merged at once.
MUCH = 500

FIRST = 'SELECT channel_id, scope, report_id, "by", at FROM settling ORDER BY channel_id, scope, report_id LIMIT 1'
PUT_OFF = 'INSERT INTO settling (channel_id, scope, report_id, "by", at)'
END = "DELETE FROM settling WHERE channel_id = ? AND scope = ? AND report_id = ?"
END_WAITING = "DELETE FROM awaited WHERE channel_id = ? AND scope = ? AND report_id = ?"

NEWEST = (
    "SELECT id FROM messages WHERE case_id = ? AND kind <> 'opening' AND id NOT IN (SELECT message_id FROM awaited"
    " WHERE channel_id = ? AND scope = ? AND report_id = ? AND none_known) ORDER BY id DESC LIMIT ?"
)

wanted = Signal("Sent when something was put off, on the thread that committed it.")


@dataclass(frozen=True, slots=True)
class Known:
    """A report id that became known in a scope; `by` is the purpose of the hook that reported it, at `at`."""

    channel_id: int
    scope: int
    report_id: str
    by: str
    at: StoredTime

    @property
    def which(self) -> tuple[int, int, str]:
        return self.channel_id, self.scope, self.report_id


def is_much(found: Settled) -> bool:
    """Whether what is to be merged is more than a post can wait for."""
    return bool(found.cases) and sum(map(_size, found.cases)) > MUCH


def put_off(known: Known) -> None:
    """Have what waited brought home by batch(). The caller holds the write transaction."""
    values = (*known.which, known.by, known.at)
    execute(f"{PUT_OFF} VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", values)
    database.after_commit(lambda: wanted.send(None))


def bring_home(known: Known, found: Settled, home: Home) -> None:
    """Bring messages and cases into the case of a report. The caller holds the write transaction."""
    _move(known, found.messages, home)
    for case in found.cases:
        _merge(known, case, home)
    if found.cases:
        index.index_case(home.id)


def end_waiting(known: Known, messages: Sequence[int] | None = None) -> None:
    """Let nothing wait for the report any more, or not these messages."""
    if messages is None:
        execute(END_WAITING, known.which)
    elif messages:
        marks = ", ".join("?" * len(messages))
        execute(f"{END_WAITING} AND message_id IN ({marks})", (*known.which, *messages))


def batch(most: int) -> int:
    """Bring home some `most` messages; `most`, or 0 when nothing was left. The caller writes alone."""
    found = execute(FIRST)
    if not found:
        return 0
    known = Known(*found[0])
    home = home_of(*known.which)
    waiting = () if home is None else read_waiting(FIRST_WAITING, (*known.which, most))
    if home is None or not waiting:
        execute(END, known.which)
        if home is not None:
            index.index_case(home.id)
            tell({known.channel_id, home.channel_id})
        return most
    _bring_some(known, waiting, home, most)
    return most


def _bring_some(known: Known, waiting: Sequence[Waiting], home: Home, most: int) -> None:
    found = settled(waiting, home)
    _move(known, found.messages, home)
    left, put_back = most - len(found.messages), set[int]()
    for case in found.cases:
        size = _size(case)
        some = _newest(known, case, left) if size > left > 0 else []
        if some or left <= 0:
            move(some, case.id, into=home.id, at=known.at)
            left = 0
            put_back.add(case.id)
        else:
            _merge(known, case, home)
            left -= size
    end_waiting(known, [one.message for one in waiting if one.home is None or one.home.id not in put_back])


def _move(known: Known, messages: Sequence[int], home: Home) -> None:
    if not messages:
        return
    marks = ", ".join("?" * len(messages))
    execute(
        f"UPDATE messages SET case_id = ?, channel_id = ?, kind = 'update' WHERE id IN ({marks})",
        (home.id, home.channel_id, *messages),
    )
    case_counts.add_news(home.id, known.at, len(messages))
    if home.channel_id != known.channel_id:
        index.index_messages(messages)


def _newest(known: Known, case: Home, most: int) -> list[int]:
    """The newest messages of a case, but for those by which the rest of it is found again, and its opening."""
    return read_column(NEWEST, (case.id, *known.which, most))


def _merge(known: Known, case: Home, home: Home) -> None:
    bring_in(case.id, into=home.id, at=known.at, by=known.by)
    add_history(home.id, known.at, known.by, "merged", f"#{case.number}")


def _size(case: Home) -> int:
    return int(read_value("SELECT messages FROM cases WHERE id = ?", (case.id,)))
