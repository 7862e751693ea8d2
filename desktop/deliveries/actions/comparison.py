"""Two deliveries as lines to be compared: what is the same, what only one of them has; made in a task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from desktop.deliveries.actions.differences import Difference, compare
from desktop.words.language import tr
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from receiver.parsing import canonical

AROUND = 3  # lines that are the same, before and after a difference
MOST_LINES = 5_000
MOST_OF_ONE = 2_000  # lines of one difference, on each side
MOST_CHARACTERS = 300
_BEFORE = 60  # characters in front of the first that differs

Kind = Literal["same", "first", "second", "gap"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comparison: of both, of the first or the second delivery only, or so many that are left out."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`starts` are the lines where differences begin; `note` says what there is to know beforehand."""

    first: Delivery
    second: Delivery
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    note: str


def read(first_id: int, second_id: int) -> Comparison:
    """Compare the bodies of two deliveries, the older one first. Raises Problem."""
    first, second = (deliveries.shown(each) for each in sorted((first_id, second_id)))
    ours, theirs = canonical.lines(first.body), canonical.lines(second.body)
    is_json = ours is not None and theirs is not None
    if ours is None or theirs is None:
        ours, theirs = _text(first.body), _text(second.body)
    # A comma says only that something follows: what follows is a difference of its own.
    differences = compare([line.removesuffix(",") for line in ours], [line.removesuffix(",") for line in theirs])
    lines, starts = _lines(ours, theirs, differences)
    whole = first.delivery.whole and second.delivery.whole
    note = " ".join(_notes(bool(differences), is_json, first.body == second.body, whole))
    cut = len(lines) > MOST_LINES
    if cut:
        lines = [*lines[:MOST_LINES], Line("gap", tr("There is more; save both bodies to compare all of it."))]
    shown_starts = tuple(at for at in starts if at < MOST_LINES)
    return Comparison(first.delivery, second.delivery, tuple(lines), shown_starts, note)


def _notes(differ: bool, is_json: bool, same_bytes: bool, whole: bool) -> Iterator[str]:
    if same_bytes:
        yield tr("Both bodies are the same, to the byte.")
    elif not differ:
        yield tr("Both say the same; they are only written in different ways.")
    elif not is_json:
        yield tr("At least one is not JSON, so they are compared as text.")
    if not whole:
        yield tr("Not all of the bodies was kept.")


def _text(body: bytes) -> list[str]:
    return body.decode("utf-8", "replace").splitlines()


def _lines(ours: Sequence[str], theirs: Sequence[str], found: Sequence[Difference]) -> tuple[list[Line], list[int]]:
    lines, starts, at = list[Line](), list[int](), 0
    for number, difference in enumerate(found):
        lines += _between(ours[at : difference.first], is_first=number == 0, is_last=False)
        starts.append(len(lines))
        lines += _differing(
            ours[difference.first : difference.first_end], theirs[difference.second : difference.second_end]
        )
        at = difference.first_end
    return lines + _between(ours[at:], is_first=not found, is_last=True), starts


def _between(same: Sequence[str], *, is_first: bool, is_last: bool) -> list[Line]:
    """Lines that are the same: those beside the differences, and how many are left out."""
    head = 0 if is_first and not is_last else AROUND
    tail = 0 if is_last else AROUND
    left_out = len(same) - head - tail
    if left_out <= AROUND:
        return [Line("same", _clipped(text)) for text in same]
    gap = Line("gap", tr("{count} lines are the same", left_out))
    ends = same[len(same) - tail :] if tail else ()
    return [
        *(Line("same", _clipped(text)) for text in same[:head]),
        gap,
        *(Line("same", _clipped(text)) for text in ends),
    ]


def _differing(ours: Sequence[str], theirs: Sequence[str]) -> list[Line]:
    """The lines of one difference, long ones cut to where they begin to differ."""
    first, second = list[Line](), list[Line]()
    for our, their in zip_longest(ours[:MOST_OF_ONE], theirs[:MOST_OF_ONE]):
        at = 0 if our is None or their is None else _same_length(our, their)
        if our is not None:
            first.append(Line("first", _clipped(our, at)))
        if their is not None:
            second.append(Line("second", _clipped(their, at)))
    left_out = max(len(ours), len(theirs)) - MOST_OF_ONE
    gap = [Line("gap", tr("{count} more lines differ", left_out))] if left_out > 0 else []
    return first + second + gap


def _same_length(first: str, second: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def _clipped(text: str, at: int = 0) -> str:
    """What is shown of a line that is long, around the character `at`."""
    if len(text) <= MOST_CHARACTERS:
        return text
    start = 0 if at < MOST_CHARACTERS - _BEFORE else at - _BEFORE
    end = start + MOST_CHARACTERS
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
