"""The program starts and runs in other countries: letters, dates and directions that are not English."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from development import locales
from development.environment import ROOT

MADE = (locales.TURKISH, "tr_TR.ISO-8859-9", "de_DE.UTF-8", "ar_SA.UTF-8")
LOCALES = (*MADE, "C")
RUNS_SECONDS = 8.0
START_SECONDS = 60.0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not locales.can_be_made(), reason="no locales can be made here: Debian's package `locales` is for that"
    ),
]


@dataclass(frozen=True)
class Running:
    """A window that was started, and where it writes."""

    process: subprocess.Popen[bytes]
    since: float
    folder: Path

    def said(self) -> str:
        return (self.folder / "said").read_text("utf-8", errors="replace")

    def logged(self) -> str:
        log = self.folder / "log" / "hookdesk.log"
        return log.read_text("utf-8") if log.exists() else ""


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a program needs to find the locales."""
    return {**os.environ, **locales.make(MADE, tmp_path_factory.mktemp("locales"))}


@pytest.fixture(scope="module")
def windows(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    """A window in each locale, all started at once so that they are waited for once."""
    with ExitStack() as stack:
        yield {name: start(name, environ, tmp_path_factory.mktemp("home"), stack) for name in LOCALES}


def start(name: str, environ: dict[str, str], folder: Path, stack: ExitStack) -> Running:
    """A window on an empty folder; it is ended with the stack."""
    said = stack.enter_context((folder / "said").open("wb"))
    command = [sys.executable, "-m", "desktop.app", "--database", str(folder / "desk.db"), "--port", "0"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environ | {"LC_ALL": name, "HOOKDESK_HOME": str(folder)}, stdout=said, stderr=said
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return Running(process, monotonic(), folder)


@pytest.mark.parametrize("name", MADE)
def test_the_locale_is_there(name: str, environ: dict[str, str]) -> None:
    code = "import locale; print(locale.setlocale(locale.LC_CTYPE, ''))"
    done = subprocess.run([sys.executable, "-c", code], env=environ | {"LC_ALL": name}, capture_output=True, text=True)

    assert done.stdout.strip() == name, done.stderr


@pytest.mark.parametrize("name", LOCALES)
def test_the_self_check_passes(name: str, environ: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop.app", "--self-check"],
        cwd=ROOT,
        env=environ | {"LC_ALL": name, "HOOKDESK_HOME": str(tmp_path)},
        capture_output=True,
        timeout=START_SECONDS,
    )

    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert done.stdout.splitlines()[-1] == b"Self-check passed."


@pytest.mark.parametrize("name", LOCALES)
def test_the_window_receives_and_runs_on(name: str, windows: dict[str, Running]) -> None:
    window = windows[name]
    while "Receiving on" not in window.logged():
        assert window.process.poll() is None, window.said()
        assert monotonic() < window.since + START_SECONDS

    with pytest.raises(subprocess.TimeoutExpired):
        window.process.wait(max(0.1, window.since + RUNS_SECONDS - monotonic()))
    assert "Traceback" not in window.said() + window.logged()
    window.process.send_signal(signal.SIGTERM)
    assert window.process.wait(START_SECONDS) == 0


def test_nothing_below_the_window_asks_for_the_country() -> None:
    # Else more of the tests would have to run in another one: dev.py's ABROAD.
    asking = re.compile(r"\blocale\.\w|import locale\b|strcoll|:n\}|%[aAbBcpxX]\b")
    sources = [path for top in ("models", "receiver") for path in (ROOT / top).rglob("*.py")]
    assert len(sources) > 200
    assert [path for path in sources if asking.search(path.read_text(encoding="utf-8"))] == []
