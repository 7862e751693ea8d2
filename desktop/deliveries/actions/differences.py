"""Where two lists of lines differ: a patience diff, which no text can be made to slow down."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A part without a line that both sides have once is compared by difflib, up to so many lines on each side; a larger
# part is one difference: difflib's time grows with the cube.
_SMALL = 300
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines `first` up to but without `first_end` of one list, that are others in the second list."""

    first: int
    first_end: int
    second: int
    second_end: int


def compare(first: Sequence[str], second: Sequence[str]) -> list[Difference]:
    """Every difference, in order; between two of them the lines are the same."""
    found: list[Difference] = []
    for part in _parts(first, second, Difference(0, len(first), 0, len(second)), 0):
        if found and (found[-1].first_end, found[-1].second_end) == (part.first, part.second):
            part = Difference(found[-1].first, part.first_end, found[-1].second, part.second_end)
            found.pop()
        found.append(part)
    return found


def _parts(first: Sequence[str], second: Sequence[str], part: Difference, depth: int) -> Iterator[Difference]:
    part = _without_equal_ends(first, second, part)
    if part.first == part.first_end and part.second == part.second_end:
        return
    if part.first == part.first_end or part.second == part.second_end or depth == _DEEPEST:
        yield part
        return
    anchors = _anchors(first, second, part)
    if not anchors:
        yield from _small(first, second, part)
        return
    at, second_at = part.first, part.second
    for anchor, second_anchor in [*anchors, (part.first_end, part.second_end)]:
        yield from _parts(first, second, Difference(at, anchor, second_at, second_anchor), depth + 1)
        at, second_at = anchor + 1, second_anchor + 1


def _without_equal_ends(first: Sequence[str], second: Sequence[str], part: Difference) -> Difference:
    at, end, second_at, second_end = part.first, part.first_end, part.second, part.second_end
    while at < end and second_at < second_end and first[at] == second[second_at]:
        at, second_at = at + 1, second_at + 1
    while at < end and second_at < second_end and first[end - 1] == second[second_end - 1]:
        end, second_end = end - 1, second_end - 1
    return Difference(at, end, second_at, second_end)


def _anchors(first: Sequence[str], second: Sequence[str], part: Difference) -> list[tuple[int, int]]:
    """Lines that are there once on each side, as many of them as have the same order on both."""
    counts = Counter(first[part.first : part.first_end])
    second_counts = Counter(second[part.second : part.second_end])
    places = {second[at]: at for at in range(part.second, part.second_end) if second_counts[second[at]] == 1}
    pairs = [
        (at, places[first[at]])
        for at in range(part.first, part.first_end)
        if counts[first[at]] == 1 and first[at] in places
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise, by patience sorting."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            piles.append(at)
        else:
            tops[pile], piles[pile] = place, at
    found, at = list[tuple[int, int]](), piles[-1] if piles else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _small(first: Sequence[str], second: Sequence[str], part: Difference) -> Iterator[Difference]:
    if max(part.first_end - part.first, part.second_end - part.second) > _SMALL:
        yield part
        return
    ours, theirs = first[part.first : part.first_end], second[part.second : part.second_end]
    for tag, start, end, second_start, second_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Difference(part.first + start, part.first + end, part.second + second_start, part.second + second_end)
