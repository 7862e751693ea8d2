"""How long it takes until the window of an empty desk is painted, and how many times as long as a bare one.

`python3 dev.py bench start`. A start is measured from the start of the process; all programs run in turn. Also how long
it takes until the first page is in the window, and until posts are taken; and of the program that was built, if it was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench import machine, processes
from bench.figures import AIM_COLUMNS, aim_row, show
from bench.start.starts import Start, painted, whole
from development.environment import ROOT

AIM = 1.5
BUILT = ROOT / "dist" / "hookdesk" / "hookdesk"
COLUMNS = ("from the start of the process", "least ms", "median ms", "worst ms")


class Rounds:
    """What was measured, round after round."""

    def __init__(self, folder: Path, rounds: int) -> None:
        desk = folder / "desk.db"
        processes.output(["bench.fill", str(desk), "--messages", "0"], folder)
        arguments = ["--database", str(desk), "--port", "0"]
        bare = [sys.executable, "-m", "bench.start.bare_window"]
        ours = [sys.executable, "-m", "bench.start.watched_start", *arguments]
        self.bare: list[Start] = []
        self.ours: list[Start] = []
        self.built: list[Start] = []
        for number in range(rounds + 1):
            found = painted(bare, folder), whole(ours, folder)
            built = painted([str(BUILT), *arguments], folder) if BUILT.exists() else None
            if number:  # after one that nobody counts
                self.bare.append(found[0])
                self.ours.append(found[1])
                self.built += [] if built is None else [built]

    def rows(self) -> list[tuple[str, ...]]:
        """A line of what was measured for each thing that a person waits for."""
        return [
            _row("bare window, painted", [each.painted for each in self.bare]),
            _row("our window, painted", [each.painted for each in self.ours]),
            _row("its first page in it", [each.filled for each in self.ours if each.filled is not None]),
            _row("posts are taken", [each.receiving for each in self.ours if each.receiving is not None]),
            *([_row("built: our window, painted", [each.painted for each in self.built])] if self.built else []),
        ]

    def ratios(self) -> list[tuple[str, ...]]:
        """How many times as long as the bare window ours take: the least times, and the median of the rounds."""
        rows = [*_aims("ours", self.ours, self.bare)]
        return [*rows, *_aims("built", self.built, self.bare)] if self.built else rows


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how many starts of each")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="hookdesk-bench-") as name:
        machine.show(Path(name))
        found = Rounds(Path(name), options.rounds)
    show(COLUMNS, found.rows())
    show(AIM_COLUMNS, found.ratios())


def _row(what: str, found: Sequence[float]) -> tuple[str, ...]:
    return (what, f"{min(found):,.0f}", f"{median(found):,.0f}", f"{max(found):,.0f}")


def _aims(what: str, ours: Sequence[Start], bare: Sequence[Start]) -> list[tuple[str, ...]]:
    least = min(each.painted for each in ours) / min(each.painted for each in bare)
    middle = median(one.painted / other.painted for one, other in zip(ours, bare, strict=True))
    return [
        aim_row(f"{what} to a bare window, {how}", f"< {AIM}", f"{ratio:.2f}", ratio < AIM)
        for how, ratio in (("least of each", least), ("median of the rounds", middle))
    ]


if __name__ == "__main__":
    main()
