"""Replay: a delivery once more, as it came or with another body, on the way that a post takes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from models.channels.hook_targets import Target
from models.database import connection
from models.deliveries import deliveries, unmended
from models.deliveries.deliveries import Answer, Received, Shown
from models.problems import NotThere, Problem, Unavailable
from models.recording.job import HookChanged
from models.recording.replay_writer import Mended, Replay
from receiver import answers
from receiver.intake import admission
from receiver.intake.intake import Intake
from receiver.intake.sent_again import labels, sent_again, target_for, target_of

# Says how far it is, and whether to go on: done and total.
Progressed = Callable[[int, int], bool]

_TRIES = 5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Replayed:
    """The delivery that a replay became, and its answer."""

    delivery: int
    answer: Answer

    @property
    def accepted(self) -> bool:
        """Whether the report is in the channel now, or was already."""
        return self.answer.code is None


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of several replays: how many were accepted, and how many are still refused."""

    accepted: int
    refused: int


def replay(delivery_id: int, *, body: bytes | None = None, hook_id: int | None = None) -> Replayed:
    """Send a delivery again: with its own body or another, to its own hook or another of its channel.

    The rules that a hook has for senders do not count: the administrator sends it. Raises Problem: NotThere for a
    delivery or hook that is not there, when not all of the body was kept and none is given, and when nothing can be
    stored. A replay that is refused is stored, and its answer says why.
    """
    return replay_by(deliveries.shown(delivery_id), Replay(), body, hook_id)


def replay_all(hook_id: int, *, newest: int, codes: Collection[str], progressed: Progressed) -> Tally:
    """Replay what a hook rejected with one of these codes, up to the delivery `newest`, and nobody mended.

    Oldest first and each once; what cannot work, because not all of its body was kept, is left out. Raises Problem
    when the hook takes nothing.
    """
    check_open(hook_id)
    counts = unmended.rejected(hook_id, newest)
    total = sum(counts.get(code, 0) for code in codes)
    accepted = refused = 0
    for delivery_id in unmended.waiting(hook_id, newest, codes):
        if not progressed(accepted + refused, total):
            break
        replayed = _replay_once(delivery_id)
        if replayed is not None:
            accepted, refused = accepted + replayed.accepted, refused + (not replayed.accepted)
    return Tally(accepted, refused)


def replay_each(delivery_ids: Collection[int], *, progressed: Progressed) -> Tally:
    """Replay these deliveries in their order, each as it was. Raises Problem as replay() does, at the first."""
    accepted = refused = 0
    for delivery_id in delivery_ids:
        if not progressed(accepted + refused, len(delivery_ids)):
            break
        replayed = replay(delivery_id)
        accepted, refused = accepted + replayed.accepted, refused + (not replayed.accepted)
    return Tally(accepted, refused)


def _replay_once(delivery_id: int) -> Replayed | None:
    """Replay a delivery that nobody mended meanwhile."""
    try:
        if unmended.is_waiting(delivery_id):
            return replay_by(deliveries.shown(delivery_id), Replay(once=True))
    except (Mended, NotThere):
        logger.info("Delivery %d needs no replay any more.", delivery_id)
    return None


def replay_by(original: Shown, writer: Replay, body: bytes | None = None, hook_id: int | None = None) -> Replayed:
    """Send a delivery again as replay() does, and store it by a writer."""
    with connection():
        for _ in range(_TRIES):
            target = target_for(original.delivery, hook_id)
            try:
                answer = _take(target, sent_again(original, target, body), writer)
            except HookChanged:
                continue
            if writer.delivery is None:
                raise writer.problem or Unavailable(
                    "The replay could not be stored.", "Look into the log, and try again."
                )
            return Replayed(writer.delivery, answer)
    raise Unavailable("The web hook is being changed.", "Try again in a moment.")


def _take(target: Target, received: Received, writer: Replay) -> Answer:
    intake = Intake(writer)
    sent = received.size - received.uploads.left_out
    refusal = admission.closed(target, received.received_at) or admission.too_large(sent)
    if refusal is not None:
        return intake.refuse(received, answers.refused(refusal))
    return intake.take(received, *labels(received.headers))


def check_open(hook_id: int) -> None:
    """Raise Problem where a hook takes nothing, not even a replay."""
    with connection():
        target = target_of(hook_id)
    refusal = admission.closed(target, datetime.now(UTC))
    if refusal is not None:
        raise Problem(
            "This web hook takes nothing at the moment.",
            "Enable it in the channel's properties, or replay single deliveries to another web hook.",
        )
