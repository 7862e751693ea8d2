"""How long it takes until the window of an empty desk is painted, and how many times as long as a bare one.

`python3 dev.py bench start`. A start is measured from the start of the process; both run in turn.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import monotonic

from bench import machine, processes
from bench.figures import AIM_COLUMNS, aim_row, show

AIM = 1.5


def measure(folder: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of the bare window and of ours, a pair a round, after one that nobody counts."""
    desk = folder / "desk.db"
    processes.output(["bench.fill", str(desk), "--messages", "0"], folder)
    pairs = [(_took(folder, "bench.start.bare_window"), _took(folder, "bench.window.first_window", str(desk)))
             for _ in range(rounds + 1)][1:]  # fmt: skip
    return [bare for bare, _ in pairs], [ours for _, ours in pairs]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how many starts of each")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="hookdesk-bench-") as name:
        machine.show(Path(name))
        bare, ours = measure(Path(name), options.rounds)
    rows = [(what, f"{median(found):,.0f}", f"{max(found):,.0f}") for what, found in (("bare", bare), ("ours", ours))]
    show(("start to the first painted window", "median ms", "worst ms"), rows)
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    show(AIM_COLUMNS, [aim_row("ours to a bare window", f"< {AIM}", f"{ratio:.1f}", ratio < AIM)])


def _took(folder: Path, *arguments: str) -> float:
    return float(processes.output([*arguments, str(monotonic())], folder)) * 1000


if __name__ == "__main__":
    main()
