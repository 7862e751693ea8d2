"""Trial: the last deliveries of a hook read by the format in force and by a draft, one beside the other.

Both begin with an empty channel, in memory, so that neither finds cases that the other one opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from models.database import connection
from models.deliveries import last_bodies
from models.deliveries.deliveries import Received
from models.recording.foresight import Foresight
from models.recording.grounds import EmptyGround, StoredGround
from models.recording.job import source_of
from receiver.answers import Refused
from receiver.formats.evaluation import priority_of
from receiver.formats.format import Format
from receiver.intake import reading
from receiver.intake.findings.doubts import Doubt, doubts
from receiver.intake.findings.reads import Counts, Read, counted, line_of
from receiver.intake.findings.seen_words import MOST, words_of
from receiver.intake.sent_again import as_it_came, labels, target_of

# Says how far it is, and whether to go on: done and total.
Progressed = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A delivery, read twice."""

    delivery_id: int
    received_at: datetime
    in_force: Read
    draft: Read


@dataclass(frozen=True, slots=True)
class Trial:
    """Each delivery that was read, oldest first, what all of them come to, and what to think over in the draft.

    Cases are numbered from 1 on either side. `left_out`: how many of the last deliveries could not be read, because not
    all of their body was kept.
    """

    rows: tuple[TrialRow, ...]
    in_force: Counts
    draft: Counts
    left_out: int
    warnings: tuple[Doubt, ...]


def trial(
    hook_id: int, draft: Format, *, most: int = MOST, progressed: Progressed = lambda _done, _total: True
) -> Trial:
    """Try a draft on the last deliveries of a hook, `most` of them. Nothing is written.

    What was replayed counts once, as the sender sent it. Where `progressed` says stop, the trial is of what was read so
    far. Raises NotThere for a hook that is not there.
    """
    with connection():
        target = target_of(hook_id)
        reopens = StoredGround(target.channel_id).reopens
    last = last_bodies.last(hook_id, most)
    in_force, drafted = Foresight(EmptyGround(reopens=reopens)), Foresight(EmptyGround(reopens=reopens))
    rows: list[TrialRow] = []
    unknown = Counter[str]()
    for came in last_bodies.bodies(last.ids):
        if not progressed(len(rows), len(last.ids)):
            break
        received = as_it_came(came, target)
        row = TrialRow(came.id, came.received_at, _read(received, in_force, None), _read(received, drafted, draft))
        rows.append(row)
        if draft.priority.strip() and row.draft.is_whole:
            unknown.update(_unknown(received, draft))
    reads = [row.draft for row in rows]
    warnings = doubts(draft, reads, unknown)
    return Trial(tuple(rows), counted(row.in_force for row in rows), counted(reads), last.left_out, warnings)


def _read(received: Received, foresight: Foresight, draft: Format | None) -> Read:
    try:
        received, found = reading.read(received, *labels(received.headers), draft)
    except Refused as refusal:
        return Read(refused=refusal)
    source = source_of(received)
    lines = tuple(line_of(foresight.foresee(source, report)) for report in found.reports)
    return Read(received.format, received.fell_back, None, lines)


def _unknown(received: Received, draft: Format) -> list[str]:
    """The words for a priority that the draft does not know."""
    arrived = reading.arrived(received, *labels(received.headers))
    return [word for word in words_of(draft, arrived, draft.priority) if priority_of(draft, word) is None]
