"""replaced: the file is removed, replaced or copied over under posts. Nobody is told of what is lost."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from urllib.request import urlopen

from tests.torture.ledger import hold_each_once, hold_sound
from tests.torture.program import Program, Running
from tests.torture.senders import Senders, after, numbered
from tests.torture.trial import Terms, Trial, hold

CLIENTS = 8
HEALTH_SECONDS = 3.0


def run(terms: Terms) -> str:
    rounds, chance = terms.size(3, 60), terms.random()
    kept = refused = 0
    for number in range(rounds):
        replace = (_remove, _replace, _copy_over)[number % 3]
        taken, told = _replaced(Program(terms, f"desk-{number}"), number, replace, chance.uniform(0.2, 1.0))
        kept, refused = kept + taken, refused + told
    return (
        f"{rounds} files removed, replaced, copied over: {kept:,} taken before and all there, {refused:,} x 503 after"
    )


def _replaced(program: Program, number: int, replace: Callable[[Path, Path], None], moment: float) -> tuple[int, int]:
    """Let clients post and replace the file under them; how many reports were taken, how many refused."""
    with program.receiving() as receiver:
        backup = Path(program.ctl("database", "backup"))
        link = program.folder / "kept" / "desk.db"
        link.parent.mkdir()
        os.link(program.file, link)
        senders = Senders(receiver.hook, CLIENTS, numbered(f"replaced{number}"))
        done: list[float] = []

        def act() -> None:
            replace(program.file, backup)
            done.append(monotonic())

        acting = threading.Timer(moment, act)
        acting.start()
        senders.run(after(moment + 1.0))
        acting.join()
        status = _health(receiver)
        senders.finish(10.0)
        log = program.file.with_name("desk.db-wal")
        if log.exists():
            shutil.copy(log, link.with_name(log.name))
        receiver.kill()
    late = [answer for answer in senders.taken() if answer.at - answer.took > done[0]]
    hold(not late, f"{len(late)} reports were taken after the file was gone, the first {late[:1]}")
    hold(status == 503, f"/health was {status}")
    refused = [answer for answer in senders.answered if answer.status == 503]
    hold(bool(refused) and set(senders.statuses()) <= {200, 201, 503}, f"{senders.statuses()}")
    if replace is not _copy_over:  # that destroys what was there
        hold_sound(link)
        hold_each_once(link, senders.answered)
    program.hold_no_complaints()
    return len(senders.taken()), len(refused)


def _health(receiver: Running) -> int:
    """The status of /health, once it is not 200 or long enough after it should be."""
    until, status = monotonic() + HEALTH_SECONDS, 200
    while status == 200 and monotonic() < until:
        try:
            with urlopen(f"{receiver.url}/health", timeout=5) as answer:
                status = answer.status
        except OSError as error:
            status = getattr(error, "code", 0)
    return status


def _remove(file: Path, _: Path) -> None:
    for each in (file, file.with_name("desk.db-shm")):
        each.unlink()


def _replace(file: Path, backup: Path) -> None:
    shutil.copy(backup, file.with_name("other.db"))
    file.with_name("other.db").replace(file)


def _copy_over(file: Path, backup: Path) -> None:
    shutil.copy(backup, file)


TRIAL = Trial("replaced", run, weakness="trust-the-path")
