"""Posts while a hundred files come slowly, next to posts while nothing is fetched.

`python3 dev.py bench ingest --fetching`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import requests

from bench import machine, processes
from bench.figures import AIM_COLUMNS, RUN_COLUMNS, Run, aim_row, middle_ratio, run_row, show
from models.database import close_database, connection, open_database, read_value

CONNECTIONS = 16
FILES = 100
QUIET, FETCHING = "nothing is fetched", f"while {FILES} files come slowly"
# Where the files are: an address of this machine, which nothing is fetched from unless it is listed.
ADDRESS = "127.0.0.1"


def compare(rounds: int, seconds: float) -> None:
    """Measure both in turn, round after round, and print the medians and the aim."""
    with tempfile.TemporaryDirectory(prefix="hookdesk-bench-") as name:
        folder = Path(name)
        machine.show(folder)
        print(f"{rounds} rounds of {seconds:g} s each, {CONNECTIONS} connections.\n")
        runs: dict[str, list[Run]] = {QUIET: [], FETCHING: []}
        for number in range(rounds):
            for files, found in ((0, runs[QUIET]), (FILES, runs[FETCHING])):
                found.append(_run(folder, f"{number}-{files}.db", files, seconds))
        show(RUN_COLUMNS, [run_row(name, found) for name, found in runs.items()])
        ratio = middle_ratio(runs[FETCHING], runs[QUIET])
        show(AIM_COLUMNS, [aim_row(f"{FETCHING} / {QUIET}", ">= 0.9", f"{ratio:.2f}", ratio >= 0.9)])


def _run(folder: Path, name: str, files: int, seconds: float) -> Run:
    path = str(folder / name)
    hook = processes.output(["bench.fill", path, "--messages", "0"]).strip()
    options = ["--fetch", "on", "--fetch-also", ADDRESS, "--fetch-at-once", str(FILES), "--fetch-per-host", str(FILES)]
    options += ["--fetch-seconds", "3600"]  # none ends before its run does
    arguments = ["receiver.cli", "--database", path, "serve", "--port", "0", *options]
    with (
        processes.server(["bench.ingest.slow_files", ADDRESS], folder) as slow,
        processes.server(arguments, folder) as server,
    ):
        if files:
            named = [{"@type": "file", "url": f"{slow.address}/{number}"} for number in range(files)]
            requests.post(server.address + hook, json={"attachments": named}, timeout=30).raise_for_status()
        # The warming up is long enough for all files to be under way.
        seen = processes.load(server.address + hook, connections=CONNECTIONS, seconds=seconds, warm_up=3.0)
        under_way = _under_way(path, slow.address)
        if under_way != files:
            raise SystemExit(f"{under_way} of {files} files were under way.")
        return seen


def _under_way(path: str, server: str) -> int:
    """How many files of a server are being fetched in a database."""
    open_database(path)
    try:
        with connection():
            text = "SELECT COUNT(*) FROM attachments WHERE state = 'fetching' AND url LIKE ?"
            return int(read_value(text, (f"{server}/%",)))
    finally:
        close_database()
