"""left-log: a backup is copied over a desk that was killed, whose log is left. It is refused, and put right."""

from __future__ import annotations

import shutil

from tests.torture.ledger import hold_each_once, hold_sound
from tests.torture.program import Program
from tests.torture.senders import Senders, after, numbered
from tests.torture.trial import Terms, Trial, hold

CLIENTS = 4


def run(terms: Terms) -> str:
    rounds, chance = terms.size(1, 60), terms.random()
    taken = sum(_copied_over(Program(terms, f"desk-{number}"), chance.uniform(0.1, 0.6)) for number in range(rounds))
    return f"{rounds} backups copied over a left -wal: refused, unchanged, put right; {taken:,} reports of them there"


def _copied_over(program: Program, moment: float) -> int:
    """Back up after a moment, kill later, copy the backup over what is left; how many reports the backup held."""
    with program.receiving() as receiver:
        before, since = (Senders(receiver.hook, CLIENTS, numbered(name)) for name in ("before", "since"))
        before.run(after(moment))
        before.finish(10.0)
        backup = program.ctl("database", "backup")
        since.run(after(moment))
        receiver.kill()
    log = program.file.with_name("desk.db-wal")
    hold(log.stat().st_size > 0, "the killed desk left no log")
    shutil.copyfile(backup, program.file)
    pair = program.file.read_bytes(), log.read_bytes()
    refused = program.run("channel", "list")
    said = refused.returncode == 1 and "was copied over another database" in refused.stderr
    hold(said, f"a backup beside a foreign log was opened: {refused.returncode} {refused.stderr[-200:]}")
    hold((program.file.read_bytes(), log.read_bytes()) == pair, "what was refused was changed")
    program.ctl("database", "restore", str(program.file))
    with program.serve() as served:
        hold(served.stop() == 0, "the restored desk did not end in order")
    hold_sound(program.file)
    kept = list(program.folder.rglob("desk-aside-*/desk.db-wal"))
    hold([file.read_bytes() for file in kept] == [pair[1]], "the left log was not kept aside")
    return hold_each_once(program.file, before.answered)


TRIAL = Trial("left-log", run, weakness="mix-logs")
