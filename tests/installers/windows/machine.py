"""A Windows machine for the tests: what an administrator does there, and what one finds."""

from __future__ import annotations

import getpass
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.request import urlopen

from development.windows import wine
from development.windows.wine import Failed, Wine, windows_path
from tests.end_to_end.station import post

PROGRAMS = Path("Program Files", "Hookdesk")
MACHINE_FILE = Path("ProgramData", "Hookdesk", "config.json")
ALL, OWN = "HKLM", "HKCU"  # the registry of the machine, and that of the account
CURRENT = r"Software\Microsoft\Windows\CurrentVersion"


@contextmanager
def started(folder: Path) -> Iterator[Wine]:
    """A Windows in a folder, which runs until the end of the block."""
    # Wine ends its services with the last other program: one waits until the end.
    with wine.windows(folder) as made, made.start(["cmd.exe"]) as waiting:
        yield made
        waiting.communicate()


class Machine:
    """Windows under Wine, on which nothing or one Hookdesk is installed."""

    def __init__(self, wine: Wine, logs: Path, programs: Path = PROGRAMS) -> None:
        """`programs` is the folder of C: with the programs that run() and receiving() mean."""
        self.wine = wine
        self._logs = logs
        self.programs = programs

    def with_programs_in(self, folder: Path) -> Machine:
        """The same machine, when the programs are in another folder of C:."""
        return Machine(self.wine, self._logs, folder)

    def install(self, msi: Path, *properties: str) -> str:
        """Install without a question, as GPO and Intune do; the log. Raises Failed."""
        return self._msiexec("/i", msi, *properties)

    def uninstall(self, msi: Path, *properties: str) -> str:
        return self._msiexec("/x", msi, *properties)

    def path(self, *parts: str | Path) -> Path:
        """A file on C:."""
        return self.wine.drive.joinpath(*parts)

    def home(self) -> Path:
        """The folder of the account that the tests run as, from C: on."""
        return Path("users", getpass.getuser())

    def program(self, name: str) -> Path:
        return self.path(self.programs, name)

    def run(self, name: str, *arguments: str, **environ: str) -> str:
        """Run an installed program; what it prints. Raises Failed."""
        return self.wine.run([self.program(name), *arguments], environ)

    def settings(self) -> dict[str, Any]:
        """What the file for all accounts holds."""
        found: dict[str, Any] = json.loads(self.path(MACHINE_FILE).read_text())
        return found

    def starts_at_login(self, whose: str = ALL) -> bool:
        return "hookdesk.exe" in self._registered(rf"{whose}\{CURRENT}\Run", "/v", "Hookdesk")

    def has_service(self) -> bool:
        return "hookdeskctl.exe" in self._registered(r"HKLM\System\CurrentControlSet\Services\hookdesk")

    def installed(self) -> list[str]:
        """The versions that the system lists as installed; Wine lists with the machine's what is the account's own."""
        told = "".join(self._registered(rf"{whose}\{CURRENT}\Uninstall", "/s") for whose in (ALL, OWN))
        entries = [entry for entry in told.split("HKEY_") if re.search(r"DisplayName\s+\S+\s+Hookdesk", entry)]
        return [found[1] for entry in entries if (found := re.search(r"DisplayVersion\s+\S+\s+(\S+)", entry))]

    @contextmanager
    def receiving(self, *arguments: str, **environ: str) -> Iterator[str]:
        """The receiver runs inside; the URL of its first web hook."""
        process = self.wine.start([self.program("hookdeskctl.exe"), "serve", "--welcome", *arguments], environ)
        try:
            yield _hook_url(process)
        finally:
            process.terminate()
            process.communicate()

    def answers(self, url: str, seconds: float = 90) -> bool:
        """Whether a receiver that starts by itself comes to answer; Windows tells nobody when."""
        end = monotonic() + seconds
        while monotonic() < end:
            with suppress(OSError), urlopen(f"{url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
            sleep(0.2)
        return False

    def _registered(self, *asked: str) -> str:
        """What the registry tells; nothing when there is nothing."""
        try:
            return self.wine.run(["reg", "query", *asked])
        except Failed:
            return ""

    def _msiexec(self, what: str, msi: Path, *properties: str) -> str:
        log = self._logs / f"{msi.stem}{what.replace('/', '-')}.log"
        try:
            self.wine.run(["msiexec", what, windows_path(msi), "/qn", "/L*v", windows_path(log), *properties])
        except Failed as failed:
            raise Failed(f"{failed}\n{_read(log)[-3000:]}") from failed
        return _read(log)


def _read(log: Path) -> str:
    return log.read_bytes().replace(b"\0", b"").decode(errors="replace") if log.exists() else ""


def _hook_url(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    seen = ""
    for line in process.stdout:
        seen += line
        if found := re.search(r"^\s+(http://\S+/hooks/\S+)", line):
            return found[1]
    raise AssertionError(f"It ended before it received:\n{seen}")


def take(url: str, text: str) -> str:
    """Post a text from outside of Windows; what became of it."""
    return post(url, {"text": text}).outcome
