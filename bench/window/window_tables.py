"""The tables of how quick the window is."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from bench.figures import Run, percentile, show
from bench.window.heart import Delay, Pulse
from bench.window.pages import Timing


def show_starts(took: dict[str, list[float]]) -> float:
    """Print the starts; the median ratio of the full database to the empty one."""
    rows = [(name, f"{median(found):,.0f}", f"{max(found):,.0f}") for name, found in took.items()]
    show(("start to the first page on the screen", "median ms", "worst ms"), rows)
    empty, full = took.values()
    return median(one / other for one, other in zip(full, empty, strict=True))


def show_pages(rounds: Sequence[Sequence[Timing]]) -> float:
    """Print the lists; the worst page of all."""
    rows = []
    worst = 0.0
    for timings in zip(*rounds, strict=True):
        every = [milliseconds for timing in timings for milliseconds in timing.milliseconds]
        first = median(timing.milliseconds[0] for timing in timings)
        rows.append((timings[0].name, f"{first:.1f}", f"{median(every):.1f}", f"{max(every):.1f}"))
        worst = max(worst, *every)
    show(("a page of", "first ms", "median ms", "worst ms"), rows)
    return worst


def show_delays(found: dict[str, list[tuple[Delay, Run | None]]]) -> tuple[float, float]:
    """Print the delays; the median p99 and the worst of the last kind, the full database with posts."""
    rows = []
    p99 = worst = 0.0
    for name, measured in found.items():
        delays = [delay for delay, _ in measured]
        rates = [run.rate for _, run in measured if run is not None]
        p99 = median(delay.p99 for delay in delays)
        rate = f"{median(rates):,.0f}" if rates else "-"
        p50, worst = median(delay.p50 for delay in delays), max(delay.worst for delay in delays)
        rows.append((name, f"{p50:.1f}", f"{p99:.1f}", f"{worst:.0f}", rate))
    show(("event loop is late", "p50 ms", "p99 ms", "worst ms", "posts/s"), rows)
    return p99, worst


def show_blocks(found: dict[str, list[Pulse]]) -> float:
    """Print the longest blocks, by the clock and by the processor time of the window's thread; the longest of all."""
    rows = []
    for name, pulses in found.items():
        blocks, cpu = [pulse.block for pulse in pulses], [pulse.cpu for pulse in pulses]
        p99 = percentile(sorted(late for pulse in pulses for late in pulse.late), 0.99)
        numbers = (median(blocks), max(blocks), p99, median(cpu), max(cpu))
        rows.append((name, str(len(pulses)), *(f"{number:.0f}" for number in numbers)))
    show(
        ("longest block, ms, when one would", "times", "median", "worst", "late, p99", "CPU median", "CPU worst"), rows
    )
    return longest_of(found, "")


def longest_of(found: dict[str, list[Pulse]], word: str) -> float:
    """The longest block of what has a word in its name."""
    return max(pulse.block for name, pulses in found.items() if word in name for pulse in pulses)
