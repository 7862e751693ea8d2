"""Running other programs, and passing on how they ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

INTERRUPTED = 130
PATIENCE_SECONDS = 10.0

Command = Sequence["str | Path"]
Environ = Mapping[str, str]


def call(command: Command, *, environ: Environ | None = None, cwd: Path | None = None) -> int:
    """Run a command to its end and return its exit code; Ctrl-C and SIGTERM are the command's to answer."""
    parts = [str(part) for part in command]
    interrupted = False
    process = subprocess.Popen(parts, cwd=cwd, env={**os.environ, **(environ or {})})
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        while process.returncode is None:
            try:
                process.wait(timeout=PATIENCE_SECONDS if interrupted else None)
            except KeyboardInterrupt:  # the command has it too, and may need a moment to stop in order
                interrupted = True
            except subprocess.TimeoutExpired:  # or the command has not heard it: the interrupt was sent to us alone
                process.terminate()
                process.wait()
    finally:
        signal.signal(signal.SIGTERM, before)
    code = process.returncode
    if interrupted and code:
        return INTERRUPTED
    return code if code >= 0 else 128 - code


def must(command: Command, *, environ: Environ | None = None, cwd: Path | None = None) -> None:
    """Run a command that the rest builds on: its failure ends the program with its exit code."""
    code = call(command, environ=environ, cwd=cwd)
    if code and code != INTERRUPTED:
        print(f"This failed ({code}): {' '.join(map(str, command))}", file=sys.stderr)
    if code:
        raise SystemExit(code)
