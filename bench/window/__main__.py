"""How quick the window is with a million messages, and how smooth while its receiver takes all it can.

`python3 dev.py bench window`. Each measurement has a process of its own, without a display.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from time import monotonic

import msgspec

from bench import machine, processes
from bench.figures import AIM_COLUMNS, Run, aim_row, show
from bench.window import deliveries_page
from bench.window.blocks import Doing
from bench.window.deliveries_page import Seen
from bench.window.heart import Delay, Pulse
from bench.window.pages import Timing
from bench.window.window_tables import longest_of, show_blocks, show_delays, show_pages, show_starts

CONNECTIONS = 16


class Window:
    """Measures on two databases, an empty one and one that is full; both take the same posts."""

    def __init__(self, folder: Path, messages: int) -> None:
        self._folder = folder
        self.full = f"{messages:,} messages"
        print(f"Filling a database with {messages:,} messages and {messages // 10:,} cases ...", flush=True)
        self._hooks = {name: self._fill(name, number) for name, number in (("empty", 0), (self.full, messages))}

    def starts(self, rounds: int) -> dict[str, list[float]]:
        """Milliseconds from the start of the process until the first page has been painted."""
        took: dict[str, list[float]] = {name: [] for name in self._hooks}
        for _ in range(rounds):
            for name, found in took.items():
                arguments = ["bench.window.first_window", str(self._path(name)), str(monotonic())]
                found.append(float(processes.output(arguments, self._folder)) * 1000)
        return took

    def pages(self, rounds: int) -> list[list[Timing]]:
        """What a page of each list of the full database took, a process a round."""
        arguments = ["bench.window.pages", str(self._path(self.full))]
        texts = [processes.output(arguments, self._folder) for _ in range(rounds)]
        return [msgspec.json.decode(text, type=list[Timing]) for text in texts]

    def delays(self, rounds: int, seconds: float) -> dict[str, list[tuple[Delay, Run | None]]]:
        """How late the event loop is, at rest and while posts come, with what their senders saw."""
        found: dict[str, list[tuple[Delay, Run | None]]] = {}
        for _ in range(rounds):
            for name, posts in ((self.full, False), ("empty", True), (self.full, True)):
                kind = f"{name}, {'posts' if posts else 'at rest'}"
                found.setdefault(kind, []).append(self._delay(name, seconds, posts))
        return found

    def deliveries(self, seconds: float) -> tuple[list[Seen], Run]:
        """What the Deliveries page of the full database is like while posts come, and with a body of a mebibyte."""
        return deliveries_page.look(self._path(self.full), self._hooks[self.full], self._folder, seconds)

    def blocks(self, rounds: int, times: int) -> dict[str, list[Pulse]]:
        """What a person does at the full database, and how long each time of it held the window."""
        found: dict[str, list[Pulse]] = {}
        for _ in range(rounds):
            arguments = ["bench.window.blocks", str(self._path(self.full)), "--times", str(times)]
            for doing in msgspec.json.decode(processes.output(arguments, self._folder), type=list[Doing]):
                found.setdefault(doing.name, []).extend(doing.pulses)
        return found

    def _delay(self, name: str, seconds: float, posts: bool) -> tuple[Delay, Run | None]:
        arguments = ["bench.window.loop_delay", str(self._path(name)), "--seconds", str(seconds)]
        with processes.server(arguments, self._folder) as server:
            run = None
            if posts:
                # The posts begin before the measuring, and go on a little longer.
                url = server.address + self._hooks[name]
                run = processes.load(url, connections=CONNECTIONS, seconds=seconds + 1.0, warm_up=1.0)
            return msgspec.json.decode(server.line(), type=Delay), run

    def _fill(self, name: str, messages: int) -> str:
        arguments = ["bench.fill", str(self._path(name)), "--messages", str(messages)]
        return processes.output(arguments, self._folder).strip()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name.split()[0].replace(',', '')}.db"


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="hookdesk-bench-") as name:
        folder = Path(name)
        machine.show(folder)
        window = Window(folder, options.messages)
        print(f"{options.rounds} rounds.\n")
        ratio = show_starts(window.starts(options.rounds))
        page = show_pages(window.pages(options.rounds))
        blocks = window.blocks(options.rounds, options.times)
        block, files = show_blocks(blocks), longest_of(blocks, "files")
        p99, worst = show_delays(window.delays(options.rounds, options.seconds))
        list_p99, opening = deliveries_page.show_seen(*window.deliveries(options.seconds))
    rows = [
        aim_row(f"start: {options.messages:,} messages / empty", "<= 1.2", f"{ratio:.2f}", ratio <= 1.2),
        aim_row("slowest page of any list", "< 30 ms", f"{page:.1f} ms", page < 30),
        aim_row("longest block of the window", "< 50 ms", f"{block:.1f} ms", block < 50),
        aim_row("1,000 files in a case: longest block", "< 50 ms", f"{files:.1f} ms", files < 50),
        aim_row("event loop under posts: p99", "< 16 ms", f"{p99:.1f} ms", p99 < 16),
        aim_row("event loop under posts: worst", "< 50 ms", f"{worst:.1f} ms", worst < 50),
    ]
    rows += deliveries_page.aims(list_p99, opening)
    show(AIM_COLUMNS, rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each look at the event loop")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--messages", type=int, default=1_000_000, help="in the database that is full")
    parser.add_argument("--times", type=int, default=20, help="that each thing is done which may hold the window")
    parser.add_argument("--quick", action="store_true", help="one short round, 20,000 messages: to see that it works")
    options = parser.parse_args()
    if options.quick:
        options.seconds, options.rounds, options.messages, options.times = 2.0, 1, 20_000, 4
    return options


if __name__ == "__main__":
    main()
