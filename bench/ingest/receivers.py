"""One receiver and several on one PostgreSQL server, next to one on an SQLite file.

`python3 dev.py bench ingest --receivers 1,2`. The load goes to the receivers in turn, as behind a load balancer:
once to one channel, whose reports are written one after another, and once to eight.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path

import psycopg

from bench import machine, processes
from bench.figures import RUN_COLUMNS, Run, run_row, show
from development.postgres_server import PostgresServer, running
from models.channels import channels, hooks
from models.database import close_database, open_database

CONNECTIONS = 16
CHANNELS = (1, 8)


def compare(numbers: Sequence[int], rounds: int, seconds: float) -> None:
    """Measure each number of receivers, round after round, and print the medians."""
    with tempfile.TemporaryDirectory(prefix="hookdesk-bench-") as name, running() as server:
        folder = Path(name)
        machine.show(folder)
        with psycopg.connect(server.url) as connection:
            print(f"PostgreSQL {connection.info.server_version // 10_000}, its files on the same disk, fsync on")
        print(f"{rounds} rounds of {seconds:g} s each, {CONNECTIONS} connections.\n")
        bench = _Bench(folder, server, seconds)
        runs = {_name("SQLite", 1, spread): partial(bench.on_file, spread) for spread in CHANNELS}
        for number in numbers:
            for spread in CHANNELS:
                runs[_name("PostgreSQL", number, spread)] = partial(bench.on_server, number, spread)
        found: dict[str, list[Run]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, run in runs.items():
                found[name].append(run())
        show(RUN_COLUMNS, [run_row(name, seen) for name, seen in found.items()])


def _name(database: str, receivers: int, spread: int) -> str:
    many = "1 receiver" if receivers == 1 else f"{receivers} receivers"
    return f"{database}, {many}, {'1 channel' if spread == 1 else f'{spread} channels'}"


class _Bench:
    def __init__(self, folder: Path, server: PostgresServer, seconds: float) -> None:
        self._folder = folder
        self._server = server
        self._seconds = seconds
        self._numbers = count(1)

    def on_file(self, spread: int) -> Run:
        return self._measure(str(self._folder / f"{next(self._numbers)}.db"), 1, spread)

    def on_server(self, receivers: int, spread: int) -> Run:
        name = f"bench_{next(self._numbers)}"
        with psycopg.connect(self._server.url, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
        return self._measure(self._server.url.rpartition("/")[0] + f"/{name}", receivers, spread)

    def _measure(self, database: str, receivers: int, spread: int) -> Run:
        open_database(database)
        made = [hooks.add(channels.add(f"Channel {number}").id, "Monitoring") for number in range(spread)]
        close_database()
        arguments = ["receiver.cli", "--database", database, "serve", "--port", "0"]
        with ExitStack() as started:
            servers = [started.enter_context(processes.server(arguments, self._folder)) for _ in range(receivers)]
            # Neighbours in this list are at different receivers.
            urls = [hooks.url(server.address, hook.channel_guid, hook.guid) for hook in made for server in servers]
            return processes.load(*urls, connections=CONNECTIONS, seconds=self._seconds)
