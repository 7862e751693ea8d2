"""How many posts a second the receiver takes, next to a Flask that stores nothing and to a plain receiver.

`python3 dev.py bench ingest`. What is compared is run in turn, round after round, so that a machine that is busy
with something else for a while is busy for all of them. The medians of the rounds are shown.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from bench import machine, processes
from bench.figures import AIM_COLUMNS, RUN_COLUMNS, Run, aim_row, middle, middle_ratio, run_row, show
from bench.ingest import fetching, posts, receivers, sweeping
from receiver.serving.workers import SHARE as THREADS

CONNECTIONS = 16
MANY_CONNECTIONS = 300

EMPTY_APP = "a) Flask that stores nothing"
PLAIN = "b) plain receiver"
OURS = "c) hookdeskctl serve"
WITHOUT_DELIVERIES = "c) without deliveries"
MESSAGES, BY_PRESET, ALERTS = "c) messages", "c) messages, by a preset", "c) ten alerts in a post, by their preset"
FORMATS = {MESSAGES: "message", BY_PRESET: "message by preset", ALERTS: "alerts"}
MANY = f"c) with {MANY_CONNECTIONS} connections"


class Ingest:
    """Starts each receiver on a database of its own and loads it."""

    def __init__(self, folder: Path, rounds: int, seconds: float) -> None:
        self._folder = folder
        self._rounds = rounds
        self._seconds = seconds
        self._names = count()
        self._filled, self._hook = folder / "filled.db", ""

    def compare(self) -> dict[str, list[Run]]:
        """The three receivers in turn, and ours without what it stores to explain an answer."""
        without = partial(self._ours, program="bench.ingest.serve_without_deliveries")
        return self._in_turn(
            {EMPTY_APP: self._empty_app, PLAIN: self._plain, OURS: self._ours, WITHOUT_DELIVERIES: without}
        )

    def crowd(self) -> dict[str, list[Run]]:
        """Runs of ours with more connections than it has threads for."""
        return self._in_turn({MANY: lambda: self._ours(MANY_CONNECTIONS)})

    def formats(self) -> dict[str, list[Run]]:
        """Runs of ours with a message as ours, the same message as a preset reads it, and alerts by theirs."""
        return self._in_turn({name: partial(self._ours, kind=kind) for name, kind in FORMATS.items()})

    def fill(self, messages: int) -> None:
        """Make the full database, which grown() and sweeping() measure on."""
        print(f"Filling a database with {messages:,} messages and {messages // 10:,} cases ...", flush=True)
        arguments = ["bench.fill", str(self._filled), "--messages", str(messages)]
        self._hook = processes.output(arguments).strip()

    def grown(self, messages: int) -> dict[str, list[Run]]:
        """Runs of ours on an empty database and on one that is full of messages, in turn."""
        return self._in_turn(
            {
                "c) on an empty database": self._ours,
                f"c) on {messages:,} messages": lambda: self._serve(self._filled, self._hook, CONNECTIONS),
            }
        )

    def sweeping(self) -> dict[str, list[Run]]:
        """Runs of ours on the full database, while retention has nothing to do and while it deletes, in turn."""
        gone: list[int] = []

        def serve(name: str) -> Run:
            run, deleted = sweeping.run(self._filled, self._hook, name, connections=CONNECTIONS, seconds=self._seconds)
            gone.append(deleted)
            return run

        runs = self._in_turn({name: partial(serve, name) for name in (sweeping.QUIET, sweeping.SWEEPING)})
        print(f"Deleted while posts came: {sum(gone):,} deliveries.\n")
        return runs

    def _in_turn(self, receivers: dict[str, Callable[[], Run]]) -> dict[str, list[Run]]:
        runs: dict[str, list[Run]] = {name: [] for name in receivers}
        for _ in range(self._rounds):
            for name, run in receivers.items():
                runs[name].append(run())
        show(RUN_COLUMNS, [run_row(name, found) for name, found in runs.items()])
        return runs

    def _empty_app(self) -> Run:
        with processes.server(["bench.ingest.empty_app", "--threads", str(THREADS)], self._folder) as server:
            return self._load(f"{server.address}/hooks/channels/channel/hook", CONNECTIONS)

    def _plain(self) -> Run:
        arguments = ["bench.ingest.plain_receiver", str(self._new_file()), "--threads", str(THREADS)]
        with processes.server(arguments, self._folder) as server:
            return self._load(f"{server.address}/hooks/channels/channel/hook", CONNECTIONS)

    def _ours(self, connections: int = CONNECTIONS, program: str = "receiver.cli", kind: str = "own") -> Run:
        path = self._new_file()
        hook = processes.output(["bench.fill", str(path), "--messages", "0"]).strip()
        return self._serve(path, hook, connections, program, kind)

    def _serve(self, path: Path, hook: str, connections: int, program: str = "receiver.cli", kind: str = "own") -> Run:
        arguments = [program, "--database", str(path), "serve", "--port", "0"]
        with processes.server(arguments, self._folder) as server:
            return self._load(server.address + hook, connections, kind)

    def _load(self, url: str, connections: int, kind: str = "own") -> Run:
        return processes.load(url, connections=connections, seconds=self._seconds, kind=kind)

    def _new_file(self) -> Path:
        return self._folder / f"{next(self._names)}.db"


def main() -> None:
    options = _options()
    if options.receivers:
        receivers.compare(options.receivers, options.rounds, options.seconds)
        return
    if options.fetching:
        fetching.compare(options.rounds, options.seconds)
        return
    with tempfile.TemporaryDirectory(prefix="hookdesk-bench-") as name:
        folder = Path(name)
        machine.show(folder)
        print(f"{options.rounds} rounds of {options.seconds:g} s each, {THREADS} threads, {CONNECTIONS} connections.\n")
        ingest = Ingest(folder, options.rounds, options.seconds)
        runs = {**ingest.compare(), **ingest.crowd(), **ingest.formats()}
        alerts = middle(runs[ALERTS], lambda run: run.rate) * posts.ALERTS
        print(f"Alerts by their preset: {alerts:,.0f} reports a second.\n")
        ingest.fill(options.messages)
        grown, swept = ingest.grown(options.messages), ingest.sweeping()
        _show_aims(runs, grown, swept, options.messages)


def _show_aims(
    runs: dict[str, list[Run]], grown: dict[str, list[Run]], swept: dict[str, list[Run]], messages: int
) -> None:
    ours, many = runs[OURS], runs[MANY]
    of_empty_app, of_plain = middle_ratio(ours, runs[EMPTY_APP]), middle_ratio(ours, runs[PLAIN])
    p99, many_p99 = middle(ours, lambda run: run.p99), middle(many, lambda run: run.p99)
    errors = sum(run.errors for run in ours)
    many_errors = sum(run.errors for run in many)
    empty, filled = grown.values()
    of_empty = middle_ratio(filled, empty)
    cost = 1 - middle_ratio(ours, runs[WITHOUT_DELIVERIES])
    by_preset = 1 - middle_ratio(runs[BY_PRESET], runs[MESSAGES])
    quiet, sweep = (middle(swept[name], lambda run: run.p99) for name in (sweeping.QUIET, sweeping.SWEEPING))
    rows = [
        aim_row("c / a", ">= 0.6", f"{of_empty_app:.2f}", of_empty_app >= 0.6),
        aim_row("c / b", ">= 3", f"{of_plain:.2f}", of_plain >= 3),
        aim_row("c: p99", "< 50 ms", f"{p99:.1f} ms", p99 < 50),
        aim_row("c: errors", "0", str(errors), errors == 0),
        aim_row(f"{MANY}: p99", "< 500 ms", f"{many_p99:.1f} ms", many_p99 < 500),
        aim_row(f"{MANY}: errors", "0", str(many_errors), many_errors == 0),
        aim_row(f"c: {messages:,} messages / empty", ">= 0.9", f"{of_empty:.2f}", of_empty >= 0.9),
        aim_row("storing deliveries costs", "< 15%", f"{cost:.0%}", cost < 0.15),
        aim_row("a preset costs a plain post", "< 10%", f"{by_preset:.0%}", by_preset < 0.1),
        aim_row("c: p99 while retention deletes / p99", "<= 1.5", f"{sweep / quiet:.2f}", sweep <= 1.5 * quiet),
    ]
    show(AIM_COLUMNS, rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement, after a second of warming up")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--messages", type=int, default=1_000_000, help="in the database that is full")
    parser.add_argument(
        "--receivers",
        type=lambda text: [int(part) for part in text.split(",")],
        metavar="1,2",
        help="so many receivers on one PostgreSQL server, in turn, in place of all else",
    )
    parser.add_argument("--fetching", action="store_true", help="posts while files are fetched, in place of all else")
    parser.add_argument("--quick", action="store_true", help="one short round, 20,000 messages: to see that it works")
    options = parser.parse_args()
    if options.quick:
        options.seconds, options.rounds, options.messages = 1.0, 1, 20_000
    return options


if __name__ == "__main__":
    main()
