"""Forests: reports whose references form trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from models.report import Report


@dataclass(frozen=True)
class Forest:
    """Reports in the order in which they arrive, repeats among them, and the sorted texts of each tree."""

    arrivals: Sequence[Report]
    trees: list[list[str]]


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """A report names its parent, or its parent's ancestors as well, as e-mail does; only leaves may lack an id."""
    size = draw(st.integers(1, 9))
    parents = [draw(st.integers(-1, place - 1)) for place in range(size)]
    inner = {parent for parent in parents if parent >= 0}
    reports, trees = list[Report](), dict[str, list[str]]()
    for place, parent in enumerate(parents):
        line = list[str]()
        while parent >= 0:
            line.insert(0, f"id{parent}")
            parent = parents[parent]
        trees.setdefault(line[0] if line else f"id{place}", []).append(f"text{place}")
        named = bool(not line or place in inner or draw(st.booleans()))
        references = tuple(line if draw(st.booleans()) else line[-1:])
        reports.append(Report(id=f"id{place}" if named else None, references=references, text=f"text{place}"))
    repeats = draw(st.lists(st.sampled_from([report for report in reports if report.id is not None]), max_size=3))
    return Forest(draw(st.permutations(reports + repeats)), sorted(map(sorted, trees.values())))
