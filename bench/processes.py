"""Processes: the servers that are measured, and the load generator. Only what was started here is ended here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.figures import Run

_STOP_SECONDS = 20.0


class Server:
    """A process that has said where it receives."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.address = address
        self._process = process

    def line(self) -> str:
        """The next line it prints."""
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def server(arguments: Sequence[str], home: Path) -> Iterator[Server]:
    """`python -m` with the arguments, which prints an address in its first line; `home` holds its files."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], stdout=subprocess.PIPE, text=True, env=environment(home)
    )
    assert process.stdout is not None
    with process.stdout:
        try:
            line = process.stdout.readline()
            if " on http://" not in line:
                raise SystemExit(f"{arguments[0]} did not start.")
            yield Server(process, line.split(" on ", 1)[1].strip())
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def load(*urls: str, connections: int, seconds: float, warm_up: float = 1.0, kind: str = "own") -> Run:
    """What a load generator in a process of its own saw; `kind` is that of its posts."""
    numbers = ["--connections", connections, "--seconds", seconds, "--warm-up", warm_up]
    return msgspec.json.decode(output(["bench.ingest.load", *urls, "--kind", kind, *map(str, numbers)]), type=Run)


def output(arguments: Sequence[str], home: Path | None = None) -> str:
    """What `python -m` with the arguments prints; a failure ends the benchmark."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], stdout=subprocess.PIPE, text=True, check=False, env=environment(home)
    )
    if done.returncode:
        raise SystemExit(f"{arguments[0]} failed.")
    return done.stdout


def environment(home: Path | None) -> dict[str, str]:
    """No setting of this account reaches what is measured, and no log of it this account's folders.

    The files that posts name are on no server: looking for one would be measured with the post.
    """
    environ = {name: value for name, value in os.environ.items() if not name.startswith("HOOKDESK_")}
    environ |= {"QT_QPA_PLATFORM": "offscreen", "HOOKDESK_FETCH": "off"}
    if home is None:
        return environ
    # An installed program is compiled; one that may not keep what it compiled would do so at each start.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**environ, "HOOKDESK_HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "compiled")}
