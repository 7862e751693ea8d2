"""Doubts: what to think over in a format, seen at what it makes of the last deliveries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.problems import Words
from receiver.formats.format import Format
from receiver.formats.rendering.telling import one_line
from receiver.intake.findings.reads import Line, Read

_FEW = 3  # of so many reports and more it says something that they are all alike, or all different
_MOST_WORDS = 10
_SHOWN = 60  # characters of a key, or of a subject


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to think over, in words; `part` is the part of the format that it is about, "" for all of it."""

    part: str
    words: Words


def doubts(format_: Format, reads: Sequence[Read], unknown: Mapping[str, int]) -> tuple[Doubt, ...]:
    """What to think over, the worst first. `unknown` are words of priority that no table explains, with how often."""
    lines = [line for read in reads if read.is_whole for line in read.reports]
    return (
        *_failures(reads),
        *_keys(format_, lines),
        *_repeats(reads, lines),
        *_closing(format_, lines),
        *_priorities(unknown),
        *_subjects(format_, lines),
    )


def _failures(reads: Sequence[Read]) -> Iterator[Doubt]:
    reasons = Counter(read.fell_back for read in reads if read.fell_back is not None)
    if reasons:
        [(reason, _)] = reasons.most_common(1)
        words = Words(
            "The format fails in {failed} of {all} deliveries: {reason}",
            {"failed": reasons.total(), "all": len(reads), "reason": reason.partition("\n")[0]},
        )
        yield Doubt("", words)


def _keys(format_: Format, lines: Sequence[Line]) -> Iterator[Doubt]:
    if not format_.key.strip() or not lines:
        return
    empty = sum(line.key is None for line in lines)
    if empty:
        yield Doubt("key", Words("The key is empty in {empty} of {all} reports.", {"empty": empty, "all": len(lines)}))
    keys = {line.key for line in lines}
    if len(lines) >= _FEW and len(keys) == 1 and not empty and not _is_one_trouble(lines):
        words = Words("The key is the same in all {all} reports: they would end in one case.", {"all": len(lines)})
        yield Doubt("key", words)


def _is_one_trouble(lines: Sequence[Line]) -> bool:
    """Whether there may well be only one: it is always called the same, and it ends."""
    subjects = {line.subject for line in lines if line.state == "open"}
    return len(subjects) <= 1 and any(line.state == "closed" for line in lines)


def _repeats(reads: Sequence[Read], lines: Sequence[Line]) -> Iterator[Doubt]:
    """A key that never repeats, though the sender says the same in several deliveries."""
    keys = [line.key for line in lines if line.key is not None]
    if len(keys) < _FEW or len(set(keys)) < len(keys):
        return
    found = _twice(reads)
    if found is not None:
        first, second = (one_line(line.key or "", _SHOWN) for line in found)
        words = Words(
            "The key never repeats, though the sender does: {first} and {second} are both “{subject}”. With a time or a"
            " number in its key a case is never closed.",
            {"first": first, "second": second, "subject": one_line(found[0].subject, _SHOWN)},
        )
        yield Doubt("key", words)


def _twice(reads: Sequence[Read]) -> tuple[Line, Line] | None:
    """Two reports of different deliveries with one subject and two keys."""
    said: dict[str, Line] = {}
    for read in reads:
        for line in read.reports if read.is_whole else ():
            if line.key is not None and line.subject in said:
                return said[line.subject], line
        said.update({line.subject: line for line in read.reports if line.key is not None and line.subject})
    return None


def _closing(format_: Format, lines: Sequence[Line]) -> Iterator[Doubt]:
    ends = [line for line in lines if line.state == "closed"]
    lost = sum(line.status == "posted" for line in ends)
    if not ends and any(line.status == "opened" for line in lines):
        if format_.closed_when.strip():
            words = Words("No report says that its trouble is over: nothing would close.")
        else:
            words = Words("Nothing says when a trouble is over: a person has to close each case.")
        yield Doubt("closed_when", words)
    elif lost * 2 > len(ends):
        # The first ends of all may belong to cases that were opened before.
        words = Words(
            "{lost} of the {all} reports that say it is over find no case to close.", {"lost": lost, "all": len(ends)}
        )
        yield Doubt("key", words)


def _priorities(unknown: Mapping[str, int]) -> Iterator[Doubt]:
    if unknown:
        most = Counter(unknown).most_common(_MOST_WORDS)
        told = tuple(
            Words("{word} ({times})", {"word": one_line(word, _SHOWN), "times": times}) for word, times in most
        )
        yield Doubt("priority", Words("These words are not in the table of priorities: {words}", {"words": told}))


def _subjects(format_: Format, lines: Sequence[Line]) -> Iterator[Doubt]:
    if not format_.subject.strip() or not lines:
        return
    empty = sum(not line.subject for line in lines)
    if empty:
        words = Words("The subject is empty in {empty} of {all} reports.", {"empty": empty, "all": len(lines)})
        yield Doubt("subject", words)
    keys = {line.key for line in lines}
    if len(lines) >= _FEW and not empty and len({line.subject for line in lines}) == 1 and keys != {lines[0].key}:
        yield Doubt("subject", Words("The subject is the same in all {all} reports.", {"all": len(lines)}))
