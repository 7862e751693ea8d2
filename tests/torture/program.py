"""The program under trial: receivers as processes of their own, of which only what anybody can see is used."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from development.environment import ROOT
from tests.end_to_end.station import Receiver, Station
from tests.torture.trial import Broken, Terms, hold

STOP_SECONDS = 5.0


class Running(Receiver):
    """A receiver that was started with --welcome; `hook` is the URL of the first hook.

    `took` is how many seconds it needed to start, those in which others had the processor not counted.
    """

    def __init__(self, process: subprocess.Popen[str], began: float, station: Station) -> None:
        try:
            super().__init__(process)
        except AssertionError as error:
            raise Broken(f"the receiver did not start: {error} {tail(station.errors)}") from None
        self.took = monotonic() - began - self.waited()
        self.next_line()
        self.hook = self.next_line().strip()

    def kill(self) -> None:
        """Kill it, as the kernel does, or a person with kill -9."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self) -> float:
        """End it by SIGTERM; how many seconds that took. It has to end in order."""
        began = monotonic()
        code = self.stop()
        took = monotonic() - began
        hold(code == 0, f"SIGTERM ended the receiver with exit code {code}")
        hold(took < STOP_SECONDS + 1.0, f"SIGTERM took {took:.1f} s")
        return took

    def waited(self) -> float:
        """Seconds for which it was ready to run and another program had the processor; 0 where that is not told."""
        try:
            return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[1]) / 1e9
        except OSError:
            return 0.0

    def alive(self) -> bool:
        return self.process.poll() is None

    def memory(self) -> int:
        """Bytes of it that are in memory; 0 where that is not to be seen."""
        return self._proc_status("VmRSS") * 1024

    def threads(self) -> int:
        return self._proc_status("Threads")

    def descriptors(self) -> int:
        folder = Path(f"/proc/{self.process.pid}/fd")
        return len(list(folder.iterdir())) if folder.is_dir() else 0

    def _proc_status(self, name: str) -> int:
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)


class Program(Station):
    """A fresh HOOKDESK_HOME with its database, and the receivers that serve it."""

    def __init__(self, terms: Terms, name: str = "desk", *, url: str | None = None) -> None:
        """`url` names a database elsewhere."""
        folder = terms.folder / name
        folder.mkdir(exist_ok=True)
        super().__init__(folder)
        self.folder = folder
        self.log = folder / "home" / "log" / "hookdesk.log"
        self._weakness = terms.weakness
        self.database = url or self.database

    def command(self, *words: str) -> list[str]:
        weak = [] if self._weakness is None else ["tests.torture.weakened", self._weakness]
        return [sys.executable, "-m", *(weak or ["receiver.cli"]), "--database", self.database, *words]

    @contextmanager
    def receiving(self, environ: Mapping[str, str] | None = None) -> Iterator[Running]:
        """A receiver, ready; it is killed at the end if it still runs."""
        with self.errors.open("a") as errors:
            began = monotonic()
            process = subprocess.Popen(
                self.command("serve", "--port", "0", "--welcome"),
                cwd=ROOT,
                env={**self.environ, **(environ or {})},
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
            )
        try:
            yield Running(process, began, self)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def complaints(self) -> list[str]:
        """What the log and the standard error say of mistakes of the program's own."""
        files = [self.errors, *self.log.parent.glob("hookdesk.log*")]
        lines = [line for file in files if file.exists() for line in file.read_text("utf-8", "replace").splitlines()]
        signs = ("Traceback (most recent call last)", " ERROR ", " CRITICAL ", "--- Logging error", "Exception ")
        return [line for line in lines if any(sign in line for sign in signs)]

    def hold_no_complaints(self) -> None:
        """Hold that it tells of no mistake of its own, and that nobody else can read its files."""
        found = self.complaints()
        hold(not found, f"{len(found)} errors in the log, the first: {found[:1]}")
        files = [*self.folder.glob("desk*.db*"), *(self.folder / "home").rglob("*")]
        open_to_all = [str(file) for file in files if file.is_file() and file.stat().st_mode & 0o077]
        hold(not open_to_all, f"others may read {open_to_all}")


def path_of(hook: str) -> str:
    """The path of a hook's URL, which is the same at every receiver of a database."""
    return urlsplit(hook).path


def tail(file: Path) -> str:
    """The last words of a file, for a report."""
    return file.read_text("utf-8", "replace")[-300:].strip() if file.exists() else ""
