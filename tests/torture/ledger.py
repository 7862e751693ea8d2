"""The ledger: what senders were answered against what a database holds, read when no receiver has it open."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from tests.torture.senders import Answered
from tests.torture.trial import Broken, hold


@contextmanager
def looking(database: Path) -> Iterator[apsw.Connection]:
    """A look into the database that changes nothing in it."""
    found = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        yield found
    finally:
        found.close()


def hold_sound(database: Path) -> None:
    """SQLite finds nothing wrong with the file."""
    try:
        with looking(database) as found:
            verdict = found.pragma("integrity_check")
            strays = list(found.execute("PRAGMA foreign_key_check"))
    except apsw.Error as error:
        raise Broken(f"the database cannot be read: {error}") from error
    hold(verdict == "ok", f"integrity_check: {str(verdict)[:200]}")
    hold(not strays, f"foreign_key_check: {strays[:3]}")


def hold_each_once(database: Path, answers: Iterable[Answered]) -> int:
    """Every report that was taken is there once, where its answer said; how many there are."""
    with looking(database) as found:
        rows = list(
            found.execute(
                "SELECT messages.id, messages.text, cases.number FROM messages"
                " LEFT JOIN cases ON cases.id = messages.case_id"
            )
        )
        reported = Counter(row[0] for row in found.execute("SELECT report_id FROM reported"))
    times = Counter(str(row[1]) for row in rows)
    by_id = {row[0]: (row[1], row[2]) for row in rows}
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
    with looking(database) as found:
        messages = found.execute("SELECT COUNT(*) FROM messages").get
        deliveries = found.execute("SELECT COUNT(*) FROM deliveries WHERE status < 300").get
    return int(str(messages)), int(str(deliveries))
