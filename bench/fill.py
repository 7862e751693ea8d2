"""Fill: a database as it looks after years of use, written by direct SQL in a minute or so.

`python -m bench.fill DATABASE --messages N` prints the path that posts go to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from bench.window import file_cases, long_cases
from models.cases.cases import PRIORITIES
from models.channels import channels, hooks
from models.database import close_database, execute, open_database, writing
from models.database.tables import database, to_stored
from models.deliveries import retention
from models.files.folder_store import FolderStore
from models.files.store import FOLDER
from models.messages import words
from models.upkeep import upkeep

PEOPLE = ("First shift", "Second shift", "Third shift", "Network", "Storage")
CHANNELS = ("Alerts", "Backups", "Builds", "Monitoring", "Shop")
# Of ten messages four belong to a case: its opening with two attachments, and three updates. The rest is activity.
MESSAGES_A_CASE = 10
UPDATES = 3
# Of so many cases one is still open.
CLOSED = 5
_TRANSACTION = 20_000
_BETWEEN = timedelta(seconds=30)
_REJECTED_EVERY = 101

_TEXTS = (
    "Nightly backup of the accounting share has finished: 48,213 files, 12.4 GB in 18 minutes, 3 files skipped.",
    "Build 4711 of the web shop passed: 1,204 tests in 6 minutes.\nArtifacts are kept for thirty days.",
    "Certificate of mail.example ends in 21 days.",
    "Disk space is low on the print server\n\nDrive D: has 2.1 GB of 250 GB left, less than the limit of 5 GB.\nIt was"
    " 2.9 GB yesterday and 4.6 GB a week ago; at this rate the drive is full in three days.\nLargest folders: spool"
    " 88 GB, drivers 41 GB, archive 37 GB.",
)
_HEADERS = json.dumps([["Host", "127.0.0.1:4665"], ["User-Agent", "curl/8.5.0"], ["Content-Type", "application/json"]])

_Row = tuple[Any, ...]

_INSERTS = {
    "people": "id, name",
    "cases": (
        "id, channel_id, number, subject, state, opened_by, created_at, updated_at, closed_at, closed_by, messages,"
        " unread, hook_id, priority, deadline, assignee_id"
    ),
    "messages": 'id, channel_id, case_id, kind, text, report_id, "references", hook_id, received_at',
    "attachments": "message_id, position, type, display_name, ext, url",
    "message_words": "rowid, words",
    "case_words": "rowid, words",
    "reported": "channel_id, scope, report_id, case_id",
    "history": 'case_id, at, "by", action, detail',
    "deliveries": (
        "channel_id, hook_id, received_at, remote_address, method, headers, body, size, outcome, code, status, answer,"
        " milliseconds, message_id, case_id"
    ),
}


class _Past:
    """Makes the rows, oldest first. `desks` are the channel and hook ids; the first channel gets half of all."""

    def __init__(self, desks: Sequence[tuple[int, int]], messages: int) -> None:
        self._desks = desks
        self._messages = messages
        self._began = datetime.now(UTC) - _BETWEEN * messages
        self.numbers = dict.fromkeys((channel for channel, _ in desks), 0)

    def rows(self) -> Iterator[tuple[str, _Row]]:
        """Each row with its table, parents before children."""
        yield from (("people", (number, name)) for number, name in enumerate(PEOPLE, 1))
        for case in range(self._messages // MESSAGES_A_CASE):
            yield from self._ten(case + 1)

    def _ten(self, case: int) -> Iterator[tuple[str, _Row]]:
        """The messages between one case's opening and the next's."""
        first = (case - 1) * MESSAGES_A_CASE + 1
        home = self._desk(case)
        self.numbers[home[0]] += 1
        row = self._case(case, home, first)
        yield "cases", row
        yield "case_words", (case, words.of(row[3]))
        if case % CLOSED:
            yield "history", (case, self._at(first + UPDATES), "admin", "closed", "")
        for message in range(first, first + MESSAGES_A_CASE):
            step = message - first
            if step <= UPDATES:
                yield from self._of_case(message, case, home, "update" if step else "opening")
            else:
                yield from self._message(message, None, self._desk(message), "activity", None)

    def _case(self, case: int, home: tuple[int, int], first: int) -> _Row:
        closed = (self._at(first + UPDATES), "admin") if case % CLOSED else (None, None)
        subject = f"{_TEXTS[case % len(_TEXTS)].splitlines()[0][:200]} ({case})"
        times = (self._at(first), self._at(first + UPDATES))
        state = "closed" if case % CLOSED else "open"
        what = (case, home[0], self.numbers[home[0]], subject, state, "Monitoring", *times, *closed)
        return (*what, UPDATES + 1, False, home[1], *self._worked_on(case, first))

    def _worked_on(self, case: int, first: int) -> _Row:
        """Priority, deadline and assignee: of the cases, a third, a tenth and a half have one."""
        priority = case % len(PRIORITIES) if case % 3 == 0 else 0
        deadline = self._at(first + 2000) if case % 10 == 0 else None
        return priority, deadline, 1 + case % len(PEOPLE) if case % 2 else None

    def _of_case(self, message: int, case: int, home: tuple[int, int], kind: str) -> Iterator[tuple[str, _Row]]:
        report_id = _report_id(message)
        yield "reported", (home[0], 0, report_id, case)
        yield from self._message(message, case, home, kind, report_id)
        if kind == "opening":
            file = f"http://monitor.example/values/{case}.csv"
            yield "attachments", (message, 0, "file", "Measured values", "csv", file)
            yield "attachments", (message, 1, "link", "Dashboard", None, f"http://monitor.example/dashboards/{case}")

    def _message(
        self, message: int, case: int | None, desk: tuple[int, int], kind: str, report_id: str | None
    ) -> Iterator[tuple[str, _Row]]:
        text = _TEXTS[message % len(_TEXTS)]
        references = json.dumps([_report_id(message - 1)]) if kind == "update" else "[]"
        at = self._at(message)
        yield "messages", (message, desk[0], case, kind, text, report_id, references, desk[1], at)
        yield "message_words", (message, f"{words.of(text, report_id)}\n{words.of_channel(desk[0])}")
        body = json.dumps({"id": report_id, "references": json.loads(references), "text": text}).encode()
        answer = json.dumps({"status": "posted", "message": message}).encode()
        came = (*desk, at, "127.0.0.1", "POST", _HEADERS)
        yield "deliveries", (*came, body, len(body), _OUTCOMES[kind], None, 200, answer, 4.2, message, case)
        if message % _REJECTED_EVERY == 0:
            yield "deliveries", (*came, b"{", 1, "rejected", "invalid_json", 400, b"{}", 1.1, None, None)

    def _desk(self, number: int) -> tuple[int, int]:
        return self._desks[0] if number % 2 else self._desks[1 + number // 2 % (len(self._desks) - 1)]

    def _at(self, message: int) -> int:
        return to_stored(self._began + _BETWEEN * message)


_OUTCOMES = {"activity": "posted", "opening": "opened", "update": "updated"}


def fill(path: Path, messages: int) -> str:
    """Make the database with so many messages, a tenth as many cases; the path of a hook of its first channel."""
    open_database(path)
    try:
        desks = [_desk(name) for name in CHANNELS]
        past = _Past([(hook.channel_id, hook.id) for hook in desks], messages)
        _insert_all(past.rows())
        _settle(past.numbers)
        if messages:
            _add_long_cases(messages)
        if messages:
            file_cases.add(FolderStore(path.parent / FOLDER), _desk(file_cases.CHANNEL))
        # Nothing is deleted: what is measured stays as it is.
        retention.set_policy(retention.Policy(None, None, None))
        # The daily check reads the whole file: it is done now, and not in the middle of a measurement.
        upkeep.run_if_due(datetime.now(UTC), FolderStore(path.parent / FOLDER))
    finally:
        close_database()
    return hooks.url("", desks[0].channel_guid, desks[0].guid)


def _add_long_cases(messages: int) -> None:
    hook = _desk(long_cases.CHANNEL)
    desk = (hook.channel_id, hook.id)
    _insert_all(long_cases.LongCases(desk, messages=messages, cases=messages // MESSAGES_A_CASE).rows())
    _settle({hook.channel_id: long_cases.CASES})


def _desk(name: str) -> hooks.Hook:
    return hooks.add(channels.add(name).id, "Monitoring")


def _insert_all(rows: Iterator[tuple[str, _Row]]) -> None:
    while part := list(islice(rows, _TRANSACTION)):
        _insert(part)


def _insert(rows: Iterable[tuple[str, _Row]]) -> None:
    by_table: dict[str, list[_Row]] = {table: [] for table in _INSERTS}
    for table, row in rows:
        by_table[table].append(row)
    with writing():
        for table, found in by_table.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                text = f"INSERT INTO {table} ({_INSERTS[table]}) VALUES ({marks})"
                database.obj.connection().cursor().executemany(text, found)


def _settle(numbers: dict[int, int]) -> None:
    """Store in each channel the last case number that its rows came to."""
    with writing():
        for channel, number in numbers.items():
            execute("UPDATE channels SET last_case_number = ? WHERE id = ?", (number, channel))


def _report_id(message: int) -> str:
    """A report id as senders make them up: in an index it is no neighbour of the one before."""
    return f"incident-{hashlib.md5(str(message).encode()).hexdigest()[:16]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--messages", type=int, default=1_000_000)
    options = parser.parse_args()
    print(fill(options.database, options.messages))


if __name__ == "__main__":
    main()
