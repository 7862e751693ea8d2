"""Processes that open one database at the same moment."""

from __future__ import annotations

import subprocess
import sys
from subprocess import PIPE

from development.environment import ROOT

PROCESSES = 4
OPEN = (
    "import sys; from models.database import *\n"
    "print('ready', flush=True); sys.stdin.readline()\n"
    "open_database(sys.argv[1]); close_database()"
)


def open_together(address: str) -> list[str]:
    """What each of four processes, let go together when all are ready, said on its standard error."""
    command = [sys.executable, "-c", OPEN, address]
    started = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=PIPE, stdout=PIPE, stderr=PIPE) for _ in range(PROCESSES)
    ]
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate()[1] for process in started]
