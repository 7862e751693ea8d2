"""What is said of replays that were done, in the status bar."""

from __future__ import annotations

import json

from desktop.deliveries.list.delivery_words import became, cause
from desktop.words.language import number, tr
from desktop.words.message_text import lower_first
from receiver.intake.replay import Replayed, Tally


def replayed(delivery_id: int, done: Replayed) -> str:
    """What became of one."""
    answer = done.answer
    if answer.code is not None:
        why = lower_first(cause(answer.code))
        return tr("Delivery {delivery} was replayed and rejected again: {why}", delivery=delivery_id, why=why)
    done_now = lower_first(became(str(answer.outcome), json.loads(answer.body).get("case")))
    return tr("Delivery {delivery} was replayed: {outcome}", delivery=delivery_id, outcome=done_now)


def tallied(tally: Tally, *, stopped: bool = False) -> str:
    """What became of several; `stopped` says that not all of them were tried."""
    many = tally.accepted + tally.refused
    values = {"accepted": number(tally.accepted), "refused": number(tally.refused)}
    if stopped:
        return tr(
            "Replayed {count} deliveries: {accepted} accepted, {refused} still rejected, then stopped", many, **values
        )
    return tr("Replayed {count} deliveries: {accepted} accepted, {refused} still rejected", many, **values)
