"""The ledger: what senders were answered against what a database holds, read when no receiver has it open.

A database is the path of a file, or the URL of a server's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import apsw
import psycopg

from tests.torture.senders import Answered
from tests.torture.trial import Broken, hold

Look = Callable[[LiteralString], list[tuple[Any, ...]]]


@contextmanager
def looking(database: Path | str) -> Iterator[Look]:
    """A look into a database that changes nothing in it: the rows of a query."""
    if isinstance(database, str):
        with psycopg.connect(database, options="-c default_transaction_read_only=on") as connection:
            yield lambda query: connection.execute(query).fetchall()
        return
    found = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        yield lambda query: list(found.execute(query))
    finally:
        found.close()


def hold_sound(database: Path) -> None:
    """Hold that SQLite finds nothing wrong with the file."""
    try:
        with looking(database) as rows:
            verdict = rows("PRAGMA integrity_check")[0][0]
            strays = rows("PRAGMA foreign_key_check")
    except apsw.Error as error:
        raise Broken(f"the database cannot be read: {error}") from error
    hold(verdict == "ok", f"integrity_check: {str(verdict)[:200]}")
    hold(not strays, f"foreign_key_check: {strays[:3]}")


def hold_each_once(database: Path | str, answers: Iterable[Answered]) -> int:
    """Hold that every report that was taken is there once, where its answer said; how many there are."""
    with looking(database) as rows:
        messages = rows(
            "SELECT messages.id, messages.text, cases.number FROM messages"
            " LEFT JOIN cases ON cases.id = messages.case_id"
        )
        reported = Counter(row[0] for row in rows("SELECT report_id FROM reported"))
    times = Counter(str(row[1]) for row in messages)
    by_id = {row[0]: (row[1], row[2]) for row in messages}
    doubled = [text for text, count in times.items() if count > 1]
    hold(not doubled, f"{len(doubled)} reports are there more than once, such as {doubled[:3]}")
    count = 0
    lost = []
    for answer in answers:
        if not answer.taken:
            continue
        count += 1
        said: dict[str, Any] = json.loads(answer.body)
        if answer.status == 208:
            if reported[answer.name] != 1:
                lost.append(answer.name)
        elif by_id.get(said["message"]) != (answer.name, said.get("case")):
            lost.append(answer.name)
    hold(not lost, f"{len(lost)} of {count} answered reports are not there, such as {lost[:3]}")
    return count


def stored(database: Path) -> tuple[int, int]:
    """How many messages there are, and how many deliveries that were taken."""
    with looking(database) as rows:
        [messages] = rows("SELECT COUNT(*) FROM messages")
        [deliveries] = rows("SELECT COUNT(*) FROM deliveries WHERE status < 300")
    return int(messages[0]), int(deliveries[0])
