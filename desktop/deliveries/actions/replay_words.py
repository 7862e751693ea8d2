"""What is said of replays that were done, in the status bar."""

from __future__ import annotations

import json

from desktop.deliveries.list.delivery_words import OUTCOMES, cause
from receiver.intake.replay import Replayed, Tally


def replayed(delivery_id: int, done: Replayed) -> str:
    """What became of one."""
    answer = done.answer
    if answer.code is not None:
        return f"Delivery {delivery_id} was replayed and rejected again: {_lower(cause(answer.code))}"
    case = json.loads(answer.body).get("case")
    outcome = _lower(OUTCOMES.get(answer.outcome, answer.outcome))
    return f"Delivery {delivery_id} was replayed: {outcome}" + (f" #{case}" if case is not None else "")


def tallied(tally: Tally) -> str:
    """What became of several."""
    many = tally.accepted + tally.refused
    noun = "delivery" if many == 1 else "deliveries"
    return f"Replayed {many:,} {noun}: {tally.accepted:,} accepted, {tally.refused:,} still rejected"


def _lower(words: str) -> str:
    """Words within a sentence; JSON stays as it is written."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
