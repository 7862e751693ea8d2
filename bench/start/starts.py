"""One start of a program with a window: when it was painted, and what the program said on its way."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from bench.processes import environment
from bench.start.watched_start import READ, RECEIVING

# Qt says itself, in each program alike, when what was painted has gone to the screen.
TELL_PAINTING = {"QT_LOGGING_RULES": "qt.widgets.painting.info=true", "PYTHONUNBUFFERED": "1"}
PAINTED = "qt.widgets.painting: Flushing"
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the start of the process; None for what was not waited for."""

    painted: float
    filled: float | None = None
    receiving: float | None = None


def painted(command: Sequence[str], home: Path) -> Start:
    """A start of any program, until something was painted."""
    return _start(command, home, whole=False)


def whole(command: Sequence[str], home: Path) -> Start:
    """A start of ours, until its first page was painted and it receives."""
    return _start(command, home, whole=True)


def _start(command: Sequence[str], home: Path, *, whole: bool) -> Start:
    began = monotonic()
    found: dict[str, float] = {}
    wanted = {"painted", "filled", RECEIVING} if whole else {"painted"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment(home)
    )
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            now = (monotonic() - began) * 1000
            if line.startswith(PAINTED):
                found.setdefault("painted", now)
                if READ in found:
                    found.setdefault("filled", now)
            elif line.strip() in (READ, RECEIVING):
                found.setdefault(line.strip(), now)
            if wanted <= found.keys():
                process.terminate()
                break
        for _ in lines:  # until it has ended
            pass
    process.wait(PATIENCE_SECONDS)
    if not wanted <= found.keys():
        raise SystemExit(f"{' '.join(command)} ended before it was there.")
    return Start(found["painted"], found.get("filled"), found.get(RECEIVING))


def _environment(home: Path) -> Mapping[str, str]:
    return {**environment(home), **TELL_PAINTING}
