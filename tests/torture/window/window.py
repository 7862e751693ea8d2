"""window: texts that no screen was made for, many a second. The window stays quick, and reads no file they name."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from development.environment import ROOT
from tests.end_to_end.station import Receiver, at
from tests.torture.ledger import stored
from tests.torture.program import Program, tail
from tests.torture.senders import Report, Senders, after
from tests.torture.trial import Broken, Terms, Trial, hold
from tests.torture.window.window_program import Health

CLIENTS = 16
LATE_MILLISECONDS = 300.0
NONE_LOST = 1_000  # references to None; 6.12.0 of PySide6 lost one at each call that returns nothing
STOP_SECONDS = 15.0


def run(terms: Terms) -> str:
    seconds, pace = terms.size(10.0, 120.0), terms.size(100.0, 1000.0)
    picture = terms.folder / "named.png"
    picture.write_bytes(b"not to be read")
    os.utime(picture, (1.0, picture.stat().st_mtime))  # so that any reading shows, with relatime too
    program = Program(terms)
    named = f'<img src="{picture.as_uri()}"> \u202egnp.exe'
    program.ctl("channel", "add", named)
    url = program.ctl("hook", "add", named, "--purpose", named)
    with _window(program, terms.weakness) as (receiver, health):
        senders = Senders(at(receiver, url), CLIENTS, _reports(picture), pace=pace)
        senders.run(after(seconds))
        senders.finish(30.0)
        health.append(_stopped(receiver, program))
    statuses = senders.statuses()
    hold(set(statuses) <= {200, 201} and not senders.unanswered, f"{statuses}, {len(senders.unanswered)} silent")
    posts = len(senders.answered)
    hold(stored(program.file) == (posts, posts), f"{posts} answered, {stored(program.file)} stored")
    hold(picture.stat().st_atime == 1.0, "a file that a text named was read")
    picture.read_bytes()
    sees = "" if picture.stat().st_atime != 1.0 else " (not to be seen on this file system)"
    _hold_healthy(health[0])
    program.hold_no_complaints()
    late, own = health[0].latest, health[0].latest_of_its_own
    return (
        f"{posts:,} posts in {seconds:.0f} s ({posts / seconds:,.0f}/s); heartbeat at most {own:.0f} ms late"
        f" ({late:.0f} with other programs' turns); no named file read{sees};"
        f" None has {health[0].none_fewest - health[0].none_first:+,} references"
    )


def _hold_healthy(health: Health) -> None:
    hold(health.latest_of_its_own < LATE_MILLISECONDS, f"a heartbeat was {health.latest_of_its_own:.0f} ms late")
    lost = health.none_first - health.none_fewest
    hold(lost < NONE_LOST, f"None lost {lost:,} references in {health.beats} beats")


def _reports(picture: Path) -> Iterator[tuple[str, Report]]:
    """Reports of all kinds; a megabyte word every few hundred, or the disk would hear of nothing else."""
    image = f'<img src="{picture.as_uri()}"><img src={picture}><a href="{picture.as_uri()}">x</a>'
    link: dict[str, Any] = {"@type": "file", "displayName": f"{image}\u202egnp.exe", "url": picture.as_uri()}
    texts = cycle((
        f"{image} {quote(str(picture))}", "a" + "\u0334" * 10_000, "\u202e" * 500 + "abc\u2066def", "x" * 5_000,
        "\ufdfd" * 500, "\n" * 5_000, "ab " * 3_000, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 300,
        "http://x/a " * 400, "plain",
    ))  # fmt: skip
    for number in cycle(range(10**9)):
        text = "W" * 1_000_000 if number % 300 == 50 else next(texts) if number % 10 == 0 else f"report {number}"
        report: Report = {"text": text, "attachments": [link]}
        case = {"id": f"{image}{number}", "subject": image} if number % 3 == 0 else {}
        yield f"{number}", report | case


@contextmanager
def _window(program: Program, weakness: str | None) -> Iterator[tuple[Receiver, list[Health]]]:
    """A window that receives, in a process of its own."""
    weak = [] if weakness is None else [weakness]
    with program.errors.open("a") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.window.window_program", str(program.file), *weak],
            cwd=ROOT,
            env={**program.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
        )
    try:
        yield Receiver(process), []
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _stopped(receiver: Receiver, program: Program) -> Health:
    """Ask for a stop, which has to be in order; what the heart saw."""
    receiver.process.terminate()
    try:
        said, _ = receiver.process.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        raise Broken("the window does not stop") from None
    code = receiver.process.returncode
    hold(code == 0 and bool(said.strip()), f"the window ended with {code}: {tail(program.errors)}")
    return msgspec.json.decode(said.strip().splitlines()[-1], type=Health)


TRIAL = Trial("window", run, weakness="rich-text")
