"""Reading again: what a hook refused, or told without a format, once more by the format that it has now.

Each is replayed, oldest first, and only what is read better by it. The message that was told without a format goes as
its replay comes: beside the case that the replay opens, it would be the same news twice.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from models.channels.hook_targets import Target
from models.database import connection, reading
from models.deliveries import deliveries, to_read_again
from models.deliveries.deliveries import REJECTED, Received, Shown
from models.problems import NotThere
from models.recording.foresight import Foresight
from models.recording.grounds import StoredGround
from models.recording.job import source_of
from models.recording.replay_writer import Mended, Replay, is_read
from models.report import Outcome
from receiver.answers import Refused
from receiver.formats.reading import Reading
from receiver.intake import reading as intake_reading
from receiver.intake.findings.reads import Counts, Read, counted, line_of
from receiver.intake.replay import check_open, replay_by
from receiver.intake.sent_again import labels, sent_again, target_of

# Says how far it is, and whether to go on: done and total.
Progressed = Callable[[int, int], bool]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Again:
    """How many deliveries are read better now, what their reports would do or did, and how many stay as they are."""

    read: int
    left: int
    counts: Counts


def preview_again(hook_id: int, *, newest: int, progressed: Progressed) -> Again:
    """What reading again would do, of the deliveries of a hook up to the delivery `newest`. Nothing is written.

    Raises NotThere for a hook that is not there.
    """
    with connection():
        target = target_of(hook_id)
    with reading():
        foresight, found = Foresight(StoredGround(target.channel_id, target.scope)), list[Read]()
        left = 0
        for original in _each(hook_id, newest, progressed):
            better = _better(original, target)
            left += better is None
            if better is not None:
                received, read = better
                lines = tuple(line_of(foresight.foresee(source_of(received), one)) for one in read.reports)
                found.append(Read(received.format, received.fell_back, None, lines))
    return Again(len(found), left, counted(found))


def read_again(hook_id: int, *, newest: int, progressed: Progressed) -> Again:
    """Replay what is read better now, of the deliveries of a hook up to the delivery `newest`; each once, for ever.

    Raises Problem when the hook takes nothing.
    """
    check_open(hook_id)
    with connection():
        target = target_of(hook_id)
    counts, read, left = Counter[str](), 0, 0
    for original in _each(hook_id, newest, progressed):
        outcomes = _replayed(original) if _better(original, target) is not None else None
        if outcomes is None:
            left += 1
        else:
            read += 1
            counts.update(outcome.status for outcome in outcomes)
            counts["skipped"] += not outcomes
    return Again(read, left, Counts(**counts))


def _each(hook_id: int, newest: int, progressed: Progressed) -> Iterator[Shown]:
    """The deliveries that may be read better, oldest first."""
    total = to_read_again.count(hook_id, newest)
    for done, delivery_id in enumerate(to_read_again.ids(hook_id, newest)):
        if not progressed(done, total):
            return
        try:
            original = deliveries.shown(delivery_id)
        except NotThere:
            continue
        # Some of what a list said was read: again it would be counted, or reopen what was closed since.
        if b'"reports"' not in original.answer:
            yield original


def _better(original: Shown, target: Target) -> tuple[Received, Reading] | None:
    """The delivery as it is read now, where that is better than it was."""
    received = sent_again(original, target)
    try:
        received, found = intake_reading.read(received, *labels(received.headers))
    except Refused:
        return None
    return (received, found) if original.delivery.outcome == REJECTED or is_read(received) else None


def _replayed(original: Shown) -> Sequence[Outcome] | None:
    """What replaying a delivery did, in place of the message that it left; None where nobody needed it any more."""
    writer = Replay(once=True, instead_of=original.delivery.message)
    try:
        replay_by(original, writer)
    except Mended:
        logger.info("Delivery %d needs no replay any more.", original.delivery.id)
        return None
    return writer.outcomes
