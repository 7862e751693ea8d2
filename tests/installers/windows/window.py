"""The window of an installed program, on a screen of Linux's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from tests.installers.windows.machine import Machine

PATIENCE_SECONDS = 120
SHOWN = {"QT_QPA_PLATFORM": "windows"}
SEARCH = ("xdotool", "search", "--sync", "--onlyvisible", "--name", "Hookdesk")


@contextmanager
def window(machine: Machine, display: str, port: int, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The program, from when its window is there and it receives at a port; it is gone after the block."""
    command: list[str | Path] = [machine.program("hookdesk.exe"), "--port", str(port), *arguments]
    process = machine.wine.start(command, {"DISPLAY": display, **SHOWN})
    try:
        _wait(display)
        assert machine.answers(f"http://127.0.0.1:{port}")
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):  # what Wine has started along with it holds their other ends
            assert stream is not None
            stream.close()


def _wait(display: str) -> None:
    """Wait until it is shown. The search fails when a window goes while it looks: Wine shows several to begin with."""
    end, environ = monotonic() + PATIENCE_SECONDS, {**os.environ, "DISPLAY": display}
    while subprocess.run(SEARCH, env=environ, capture_output=True, timeout=PATIENCE_SECONDS, check=False).returncode:
        assert monotonic() < end, "The window does not come."
