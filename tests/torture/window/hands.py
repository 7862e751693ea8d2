"""hands: keys, clicks and typing at random over every page and all that opens, while reports come. It stays whole.

A quit by chance is no fault: the program has to end in order, and is started again.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from urllib.parse import urlsplit

import msgspec

from development.environment import ROOT
from tests.torture.program import Program, tail
from tests.torture.trial import Broken, Terms, Trial, hold
from tests.torture.window.hands_program import Visit
from tests.torture.window.moves import Hands
from tests.torture.window.posts import Posts
from tests.torture.window.screen import need_programs, screen
from tests.torture.window.window import LATE_MILLISECONDS, STOP_SECONDS

START_SECONDS = 60.0
QT_COMPLAINS = re.compile(r"Q\w+::")
LOOK_EACH = 20  # acts
CHANNELS = ("Operations", "Backup & <b>Restore</b>", "Werk Zürich")
PAGES = {"ActivityPage", "CasesPage", "DeliveriesPage"}


def run(terms: Terms) -> str:
    need_programs()
    chance, seconds = terms.random(), terms.size(60.0, 1800.0)
    program = Program(terms)
    paths = [urlsplit(_new_hook(program, channel)).path for channel in CHANNELS]
    visits = list[Visit]()
    with screen(terms.folder) as display:
        hands = Hands(display, chance)
        posts = Posts(paths, random.Random(terms.seed))
        try:
            end = monotonic() + seconds
            while monotonic() < end:
                with _window(program, terms, display) as window:
                    visits += _play(program, window, hands, posts, end)
        finally:
            posts.stop()
            (terms.folder / "hands.txt").write_text("\n".join(hands.done), encoding="utf-8")
    return _verdict(program, visits, hands, posts)


def _verdict(program: Program, visits: list[Visit], hands: Hands, posts: Posts) -> str:
    program.hold_no_complaints()
    hold(not _complaints(program), f"Qt complains: {_complaints(program)[:1]}")
    worst = max(visit.health.latest_of_its_own for visit in visits)
    late = max(visit.health.latest for visit in visits)
    hold(worst < LATE_MILLISECONDS, f"a heartbeat was {worst:.0f} ms late")
    seen = {kind for visit in visits for kind in visit.seen}
    hold(seen >= PAGES, f"the hands came to {sorted(seen)} only")
    hold(not posts.unexpected, f"posts were answered {posts.unexpected}")
    themes = sum(visit.themes for visit in visits)
    hold(themes > 0, "the hands never came to another theme")
    return (
        f"{len(hands.done):,} acts of the hands, {sum(posts.answers.values()):,} posts; {len(seen)} kinds of pages,"
        f" popups and dialogs in front, {themes} changes of theme, {len(visits) - 1} quits;"
        f" heartbeat at most {worst:.0f} ms late ({late:.0f} with other programs' turns)"
    )


def _play(program: Program, window: Window, hands: Hands, posts: Posts, end: float) -> list[Visit]:
    """Act until it is time, or until the program was quit; what was seen."""
    while monotonic() < end and window.process.poll() is None:
        posts.aim(window.url)
        hands.act()
        if len(hands.done) % LOOK_EACH == 0 and (found := _complaints(program)):
            raise Broken(f"after {hands.done[-1]}: {found[:2]}")
    return window.end(program)


def _complaints(program: Program) -> list[str]:
    """Mistakes of the program's own that were logged, or that Qt was told to do."""
    said = program.errors.read_text("utf-8", "replace").splitlines()
    return program.complaints() + [line for line in said if QT_COMPLAINS.match(line)]


class Window:
    """A window that receives, in a process of its own; `url` is where."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.url = process, ""
        self._visits = list[Visit]()
        self._receives = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._receives.wait(START_SECONDS)
        hold(bool(self.url), "the window does not receive")

    def end(self, program: Program) -> list[Visit]:
        """Ask for a stop, unless it has quit; it has to be in order."""
        self.process.terminate()
        try:
            code = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise Broken(f"the window does not stop: {tail(program.errors)}") from None
        self._reader.join()
        hold(code == 0 and bool(self._visits), f"the window ended with {code}: {tail(program.errors)}")
        return self._visits

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                if line.startswith("Receiving on "):
                    self.url = line.removeprefix("Receiving on ").strip()
                    self._receives.set()
                elif line.startswith("{"):
                    self._visits.append(msgspec.json.decode(line, type=Visit))
        self._receives.set()


def _new_hook(program: Program, channel: str) -> str:
    program.ctl("channel", "add", channel)
    return program.ctl("hook", "add", channel, "--purpose", f"Sender of {channel}")


@contextmanager
def _window(program: Program, terms: Terms, display: str) -> Iterator[Window]:
    """What it starts finds no other program, and no home but its own."""
    kept = {name: value for name, value in program.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    folder = terms.folder / "saved"
    folder.mkdir(exist_ok=True)
    own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder), "PATH": str(folder)}
    words = [str(program.file), str(folder), *([] if terms.weakness is None else [terms.weakness])]
    with program.errors.open("a") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.window.hands_program", *words],
            cwd=ROOT,
            env={**kept, **own},
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
        )
    try:
        yield Window(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


TRIAL = Trial("hands", run, weakness="walk-the-chain")
