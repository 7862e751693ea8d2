"""Paced load: so many posts a second, no more, however fast they are answered.

A process of its own: `python -m bench.ingest.paced URL --rate 500`.
"""

from __future__ import annotations

import argparse
import sys
from time import perf_counter

import msgspec

from bench.ingest.load import Load


class PacedLoad(Load):
    """A post that is due while all connections wait for an answer is sent by the next one that is free."""

    def __init__(self, url: str, connections: int, rate: float) -> None:
        super().__init__([url], connections)
        self._gap = 1 / rate
        self._due = perf_counter()

    def _serve(self, until: float) -> None:
        while (now := perf_counter()) < until:
            free = [one for one in self._connections if one not in self._underway]
            while free and self._due <= now:
                self._send(free.pop())
                self._due += self._gap
            # What could not be sent in its second is not made up for.
            self._due = max(self._due, now - 1)
            wait = until - now if not free else min(until, self._due) - now
            for key, _ in self._selector.select(max(0.0, wait)):
                self._read(key.data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--rate", type=float, default=500.0, help="posts a second")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    run = PacedLoad(options.url, options.connections, options.rate).run(1.0, options.seconds)
    sys.stdout.write(msgspec.json.encode(run).decode() + "\n")


if __name__ == "__main__":
    main()
