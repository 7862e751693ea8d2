"""killed-works: kill -9 in a work on the whole file, at any of its writes. The next start works, nothing is lost."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import apsw
from playhouse.migrations import Runner

from development.environment import ROOT
from models.database.sqlite_file import open_file
from tests.torture.ledger import hold_sound, looking
from tests.torture.program import Program, tail
from tests.torture.storage import shim
from tests.torture.trial import Broken, Terms, Trial, hold

MESSAGES = 400
FIRST_RELEASE = 3  # migrations
FOREVER = 1 << 40  # acts, more than any work has


@dataclass(frozen=True)
class Work:
    """Words of hookdeskctl, and what a filled desk needs for it; `holds`: how many messages may be there then."""

    name: str
    words: Callable[[Program], Sequence[str]]
    prepare: Callable[[Program], object] = lambda program: None
    holds: frozenset[int] = frozenset({MESSAGES})


def run(terms: Terms) -> str:
    kills, chance = terms.size(3, 200), terms.random()
    library = shim.build(terms.folder)
    filled = Program(terms, "filled")
    _fill(filled)
    done = [f"{work.name} {_kill_in(terms, library, filled, work, kills, chance)}" for work in WORKS]
    return f"killed in {', '.join(done)} moments: every next start worked, nothing lost, no draft left"


def _kill_in(terms: Terms, library: Path, filled: Program, work: Work, kills: int, chance: random.Random) -> int:
    """Kill a work at some of its acts, or all; how many that were."""
    acts = FOREVER - _try(terms, library, filled, work, FOREVER)
    hold(acts > 1, f"{work.name} does nothing with the files")
    moments = sorted(chance.sample(range(1, acts + 1), min(kills, acts)))
    for moment in moments:
        _try(terms, library, filled, work, moment)
    return len(moments)


def _try(terms: Terms, library: Path, filled: Program, work: Work, moment: int) -> int:
    """Do a work on a copy of the filled desk and kill it before an act; how many acts were left to do."""
    name = f"{work.name}-{moment}"
    program = Program(terms, name)
    if work.name != "making":
        shutil.copytree(filled.folder, program.folder, dirs_exist_ok=True)
        work.prepare(program)
    left = shim.Number(terms.folder / f"{name}.left", moment)
    done = subprocess.run(
        program.command(*work.words(program)),
        cwd=ROOT,
        env={**program.environ, **shim.environ(library, folder=program.folder, kill=left.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    due = 0 if moment == FOREVER else -signal.SIGKILL
    hold(done.returncode == due, f"{name} ended with {done.returncode}: {done.stderr[-300:]}")
    _hold_usable(program, work, name)
    shutil.rmtree(program.folder)
    return left.get()


def _hold_usable(program: Program, work: Work, name: str) -> None:
    """Hold that the next start works, finds everything, and leaves no draft."""
    try:
        with program.serve() as receiver:
            hold(receiver.stop() == 0, f"after {name} the receiver did not end in order")
    except AssertionError as error:
        raise Broken(f"after {name} the next start failed: {error} {tail(program.errors)}") from None
    hold_sound(program.file)
    with looking(program.file) as rows:
        [[messages]] = rows("SELECT COUNT(*) FROM messages")
    hold(messages in work.holds, f"after {name} there are {messages} messages")
    drafts = [file.name for file in program.folder.rglob("*.new*")]
    hold(not drafts, f"after {name} there are {drafts}")
    program.hold_no_complaints()


def _fill(program: Program) -> None:
    """A desk with messages, most of whose file is free, a backup of it with half of them, and a table to grow back."""
    program.ctl("channel", "add", "Operations")
    _insert(program.file, MESSAGES // 2)
    program.ctl("database", "backup")
    _insert(program.file, MESSAGES - MESSAGES // 2)


def _insert(file: Path, count: int) -> None:
    database = apsw.Connection(str(file))
    with database:
        for number in range(count):
            database.execute(
                'INSERT INTO messages (channel_id, kind, text, "references", received_at) VALUES (1, ?, ?, ?, ?)',
                ("activity", "x" * 2000, "[]", number),
            )
    database.close()


def _backup(program: Program) -> Path:
    [backup] = (program.folder / "backups").glob("desk-*.db")
    return backup


def _make_older(program: Program) -> None:
    """A desk as the first release made it, with as many messages."""
    for file in program.folder.glob("desk.db*"):
        file.unlink()
    shutil.rmtree(program.folder / "backups")
    migrations = program.folder / "migrations"
    migrations.mkdir()
    for file in sorted((ROOT / "models" / "migrations").glob("0*.py"))[:FIRST_RELEASE]:
        shutil.copy(file, migrations)
    database = open_file(program.file)
    database.connect()
    list(Runner(database, str(migrations)).up())
    database.execute_sql(  # type: ignore[no-untyped-call]  # Peewee has no types
        "INSERT INTO channels (id, guid, name, description, reopen_on_update, last_case_number, seen_message_id,"
        " created_at) VALUES (1, 'c', 'Operations', '', TRUE, 0, 0, 0)"
    )
    database.close()
    _insert(program.file, MESSAGES)


WORKS = (
    Work("making", lambda program: ("channel", "add", "Operations"), holds=frozenset({0})),
    Work("compact", lambda program: ("database", "compact")),
    Work("upgrade", lambda program: ("channel", "list"), _make_older),
    Work("backup", lambda program: ("database", "backup")),
    Work(
        "restore",
        lambda program: ("database", "restore", str(_backup(program))),
        holds=frozenset({MESSAGES // 2, MESSAGES}),
    ),
)
TRIAL = Trial("killed-works", run, weakness="look-only")
