"""power-cut: the power goes at any moment, and of what was not fsynced any part is gone. No answered report is.

With synchronous=NORMAL the same trial has to lose some, which shows that it would notice.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

import apsw

from tests.torture.ledger import hold_each_once, hold_sound
from tests.torture.program import Program
from tests.torture.senders import Answered, Senders, after, numbered
from tests.torture.storage import shim
from tests.torture.storage.disk import Disk, entries
from tests.torture.trial import Broken, Terms, Trial, hold

CLIENTS = 8
CUTS_A_LOAD = 20
SECONDS = 2.0  # of load
FILES = ("/desk.db", "/desk.db-wal", "/desk.db-journal")


@dataclass(frozen=True)
class Loaded:
    """A load that was recorded: `answers` with the length of the record when each was read."""

    record: Path
    answers: list[tuple[int, Answered]]


def run(terms: Terms) -> str:
    cuts, chance = terms.size(20, 200), terms.random()
    library = shim.build(terms.folder)
    checked = _hold_all_kept(terms, library, cuts, chance)
    lost = _cuts_that_lose(replace(terms, weakness="normal"), library, terms.size(10, 50), chance)
    hold(lost > 0, "with synchronous=NORMAL nothing was lost either: the trial would notice nothing")
    return f"{cuts} cuts, {checked:,} times an answered report was looked for and there; NORMAL loses some in {lost}"


def _hold_all_kept(terms: Terms, library: Path, cuts: int, chance: random.Random) -> int:
    checked = 0
    for number in range(0, cuts, CUTS_A_LOAD):
        loaded = _load(terms, library, f"full-{number}")
        checked += sum(_cut(terms.folder, loaded, min(CUTS_A_LOAD, cuts - number), chance))
    return checked


def _cuts_that_lose(terms: Terms, library: Path, cuts: int, chance: random.Random) -> int:
    """How many of some cuts lose an answered report."""
    loaded = _load(terms, library, "normal")
    lost = 0
    for _ in range(cuts):
        try:
            _cut(terms.folder, loaded, 1, chance)
        except Broken:
            lost += 1
    return lost


def _load(terms: Terms, library: Path, name: str) -> Loaded:
    """Load a receiver whose writes are recorded, and kill it."""
    program = Program(terms, name)
    record = terms.folder / f"{name}.record"
    behind = shim.environ(library, folder=program.folder, record=record)
    answers: list[tuple[int, Answered]] = []
    with program.receiving(behind) as receiver:
        senders = Senders(
            receiver.hook,
            CLIENTS,
            numbered(name),
            heard=lambda answer: answers.append((record.stat().st_size, answer)),
        )
        senders.run(after(SECONDS))
        receiver.kill()
        senders.finish(5.0)
    hold(len(answers) > CLIENTS, f"only {len(answers)} reports were answered")
    return Loaded(record, answers)


def _cut(folder: Path, loaded: Loaded, cuts: int, chance: random.Random) -> list[int]:
    """Cut the power at some moments of a load; how many answered reports were there after each."""
    first, last = loaded.answers[0][0], loaded.answers[-1][0]
    moments = sorted(chance.randint(first, last) for _ in range(cuts))
    disk, found = Disk(), []
    for entry in entries(loaded.record):
        while moments and entry.end > moments[0]:
            found.append(_look(folder / "cut", disk, loaded, moments.pop(0), chance))
        if entry.name in FILES or entry.name == "":
            disk.take(entry)
    return found


def _look(folder: Path, disk: Disk, loaded: Loaded, moment: int, chance: random.Random) -> int:
    """What is there after a cut, against what was answered before it."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    disk.cut(folder, chance)
    database = folder / "desk.db"
    hold(database.exists(), f"after a cut at {moment} there is no database")
    try:
        apsw.Connection(str(database)).close()
        hold_sound(database)
        return hold_each_once(database, [answer for at, answer in loaded.answers if at <= moment])
    except apsw.Error as error:
        raise Broken(f"after a cut at {moment} the database cannot be opened: {error}") from error


TRIAL = Trial("power-cut", run, weakness="normal")
