"""damage: a page overwritten, an empty file, somebody else's, a newer one. It is found and left alone."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from tests.torture.ledger import hold_each_once, hold_sound
from tests.torture.program import Program
from tests.torture.senders import Answered, Senders, numbered
from tests.torture.trial import Terms, Trial, hold

POSTS = 1_000
PAGE = 4096

Spoil = Callable[[Path], object]


def run(terms: Terms) -> str:
    pages, chance = terms.size(6, 100), terms.random()
    program = Program(terms)
    answers = _filled(program)
    backup = program.ctl("database", "backup")
    good = program.file.read_bytes()
    for what, spoil in _damages(good, pages, chance):
        _hold_found(program, what, spoil, backup)
        # The cure that the program names: move the old files away, and copy the backup there.
        for left in program.folder.glob("desk.db*"):
            left.unlink()
        shutil.copy(backup, program.file)
    hold(program.ctl("database", "check") == "The database is sound.", "the backup did not cure it")
    hold_sound(program.file)
    hold_each_once(program.file, answers)
    return f"{pages} pages overwritten, an empty, a cut, a foreign and a newer file: all found, untouched, backup named"


def _filled(program: Program) -> list[Answered]:
    """Post to the receiver and stop it; what was answered."""
    with program.receiving() as receiver:
        senders = Senders(receiver.hook, 8, numbered("damage"))
        senders.run(lambda: not receiver.alive(), most=POSTS)
        senders.finish(10.0)
        receiver.end()
    hold(len(senders.taken()) == POSTS, f"{senders.statuses()} of {POSTS} posts")
    return senders.answered


def _damages(good: bytes, pages: int, chance: random.Random) -> Iterator[tuple[str, Spoil]]:
    count = len(good) // PAGE
    for number in [0, *chance.sample(range(1, count), min(pages, count) - 1)]:
        kind = chance.choice((b"\xff" * PAGE, bytes(PAGE), chance.randbytes(PAGE)))
        spoiled = good[: number * PAGE] + kind + good[(number + 1) * PAGE :]
        yield f"page {number + 1} of {count}", _content(spoiled)
    yield "a file of 0 bytes", _content(b"")
    yield "half a file", _content(good[: count // 2 * PAGE])
    yield "a foreign file", _content(b"%PDF-1.7 " * 1000)
    yield "another program's database", _of_another_program
    yield "a newer database", _of_the_future


def _content(content: bytes) -> Spoil:
    return lambda path: path.write_bytes(content)


def _of_another_program(path: Path) -> None:
    path.unlink()
    with apsw.Connection(str(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()


def _of_the_future(path: Path) -> None:
    newer = apsw.Connection(str(path))
    newer.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2036-01-01')")
    newer.close()


def _hold_found(program: Program, what: str, spoil: Spoil, backup: str) -> None:
    spoil(program.file)
    before = program.file.read_bytes()
    refused = program.run("database", "check")
    hold(refused.returncode == 1, f"{what} was not found: {refused.stdout}{refused.stderr}")
    hold("Traceback" not in refused.stderr, f"{what} ended in a traceback")
    hold(program.file.read_bytes() == before, f"{what} was changed")
    if "page" in what or "file" in what:
        hold(backup in refused.stderr, f"with {what} the backup was not named: {refused.stderr}")


TRIAL = Trial("damage", run, weakness="no-check")
