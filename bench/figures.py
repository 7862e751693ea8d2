"""Figures: what one run of the load generator saw, and the tables that are printed of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

import msgspec


class Run(msgspec.Struct, frozen=True):
    """One run. Latencies are milliseconds; `load_cpu` is the load generator's share of one core, 0 to 1."""

    requests: int
    seconds: float
    p50: float
    p99: float
    worst: float
    errors: int
    load_cpu: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the ascending values do not exceed; 0.0 where there are none."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def middle(runs: Sequence[Run], value: Callable[[Run], float]) -> float:
    """The median of a value of several runs."""
    return median(value(run) for run in runs)


def middle_ratio(ours: Sequence[Run], others: Sequence[Run]) -> float:
    """The median over the rounds of our rate to the other's in the same round."""
    return median(one.rate / other.rate for one, other in zip(ours, others, strict=True))


RUN_COLUMNS = ("", "requests/s", "p50 ms", "p99 ms", "worst ms", "errors", "load's CPU")
AIM_COLUMNS = ("", "aim", "reached", "")


def run_row(name: str, runs: Sequence[Run]) -> tuple[str, ...]:
    """Medians of the rounds; the worst answer and the errors are those of all rounds."""
    return (
        name,
        f"{middle(runs, lambda run: run.rate):,.0f}",
        f"{middle(runs, lambda run: run.p50):.1f}",
        f"{middle(runs, lambda run: run.p99):.1f}",
        f"{max(run.worst for run in runs):.0f}",
        str(sum(run.errors for run in runs)),
        f"{middle(runs, lambda run: run.load_cpu):.0%}",
    )


def aim_row(what: str, aim: str, reached: str, is_reached: bool) -> tuple[str, ...]:
    return (what, aim, reached, "reached" if is_reached else "MISSED")


def show(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table as Markdown has it, the first column to the left and the others to the right."""
    widths = [max(len(row[column]) for row in (columns, *rows)) for column in range(len(columns))]
    rule = [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])]
    for row in (columns, rule, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print(f"| {' | '.join(cells)} |")
    print(flush=True)
