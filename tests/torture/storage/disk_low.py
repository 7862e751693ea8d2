"""disk-low: the disk of the database runs low under large posts. What is reported goes in before what it came in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

from tests.end_to_end.station import posting
from tests.torture.ledger import hold_sound, looking
from tests.torture.program import Program, Running
from tests.torture.trial import Terms, Trial, Untried, hold

DISK = 200_000_000  # bytes; a twentieth of it is where low begins
LOW = DISK // 20
# With their bodies these posts need half as much again as is free when they begin.
POSTS, SIZE = 240, 60_000
TOLD_SECONDS = 5.0


def run(terms: Terms) -> str:
    rounds, chance = terms.size(1, 20), terms.random()
    with _disk(terms.folder / "disk") as disk:
        for number in range(rounds):
            _run_low(Program(replace(terms, folder=disk), f"desk-{number}"), disk, chance.uniform(0.85, 0.95))
            shutil.rmtree(disk / f"desk-{number}")
    return f"{rounds} disks ran low: {rounds * POSTS:,} posts taken whose bodies had no room"


@contextmanager
def _disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        raise Untried("this account may not mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _run_low(program: Program, disk: Path, part: float) -> None:
    """Let the disk run low, down to a part of where that begins, then free it again."""
    ballast = disk / "ballast"
    with program.receiving() as receiver, posting(receiver.hook) as send:
        sent = [_body(number) for number in range(POSTS + 2)]
        hold(send(sent[0]).status == 200, "the first post was refused")
        _fill(ballast, int(LOW * part))
        _wait(receiver, "low_space")
        taken = [send(body).status for body in sent[1:-1]]
        hold(set(taken) == {200}, f"of the posts on a disk that runs low {taken.count(503)} were refused")
        ballast.unlink()
        _wait(receiver, None)
        hold(send(sent[-1]).status == 200, "the last post was refused")
        receiver.end()
    hold_sound(program.file)
    with looking(program.file) as rows:
        ((messages,),) = rows("SELECT COUNT(DISTINCT text) FROM messages WHERE text LIKE 'post %'")
        kept = [bool(size) for (size,) in rows("SELECT LENGTH(body) FROM deliveries ORDER BY id")]
    hold(messages == POSTS + 2, f"{messages} of {POSTS + 2} reports are there")
    hold(kept[0] and kept[-1], "no body was kept while there was space")
    program.hold_no_complaints()


def _body(number: int) -> bytes:
    return json.dumps({"text": f"post {number}", "padding": os.urandom(SIZE // 2).hex()}).encode()


def _fill(ballast: Path, leaving: int) -> None:
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(ballast.parent).free - leaving)


def _wait(receiver: Running, warning: str | None) -> None:
    """Wait until /health has this warning, which it has to within seconds."""
    until = monotonic() + TOLD_SECONDS
    while True:
        with urlopen(f"{receiver.url}/health", timeout=5) as answer:
            said = json.load(answer)
        if said.get("warning") == warning:
            return
        hold(monotonic() < until, f"/health said {said} for {TOLD_SECONDS:.0f} s")
        sleep(0.05)


TRIAL = Trial("disk-low", run, weakness="keep-bodies")
