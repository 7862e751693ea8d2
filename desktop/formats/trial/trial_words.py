"""The trial in words: what all deliveries come to on either side, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from desktop.words.language import Sentence, number, tr
from receiver.intake.findings.reads import Counts, Read

COUNTED = {
    "opened": Sentence("opens {before} → {after}"),
    "updated": Sentence("updates {before} → {after}"),
    "closed": Sentence("closes {before} → {after}"),
    "repeated": Sentence("repeats {before} → {after}"),
    "posted": Sentence("posts {before} → {after}"),
    "already_reported": Sentence("already reported {before} → {after}"),
    "skipped": Sentence("skips {before} → {after}"),
    "refused": Sentence("refuses {before} → {after}"),
    "fell_back": Sentence("falls back {before} → {after}"),
    "unread": Sentence("without a format {before} → {after}"),
}
_ONE = {
    "opened": Sentence("opens #{case}"),
    "updated": Sentence("updates #{case}"),
    "closed": Sentence("closes #{case}"),
    "repeated": Sentence("repeats #{case}"),
    "posted": Sentence("posts"),
    "already_reported": Sentence("already reported in #{case}"),
    "skipped": Sentence("skips it"),
}
_SEVERAL = {
    "opened": Sentence("opens {count}"),
    "updated": Sentence("updates {count}"),
    "closed": Sentence("closes {count}"),
    "repeated": Sentence("repeats {count}"),
    "posted": Sentence("posts {count}"),
    "already_reported": Sentence("{count} already reported"),
    "skipped": Sentence("skips {count}"),
}
MOST_SINGLE = 2
"""Reports of one delivery that are told one by one."""


def sums(in_force: Counts, draft: Counts) -> Iterator[tuple[str, bool]]:
    """What the deliveries come to, and whether that is not the same on both sides; what never happens is left out."""
    for name, words in COUNTED.items():
        before, after = getattr(in_force, name), getattr(draft, name)
        if before or after:
            yield tr(words, before=number(before), after=number(after)), before != after


def told(read: Read) -> str:
    """What became of a delivery."""
    if read.refused is not None:
        return tr("refused: {why}", why=read.refused.detail)
    if read.fell_back is not None:
        return tr("falls back: {why}", why=" ".join(read.fell_back.split()))
    if read.is_skipped:
        return tr("skipped")
    done = _done(read)
    return tr("{done}, without a format", done=done) if read.format == "" else done


def _done(read: Read) -> str:
    if len(read.reports) <= MOST_SINGLE:
        return ", ".join(tr(_ONE[line.status], case=str(line.case)) for line in read.reports)
    many = Counter(line.status for line in read.reports)
    return ", ".join(tr(_SEVERAL[status], count) for status, count in many.items())
