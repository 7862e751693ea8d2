"""Deliveries in an export: what came and what became of it, without bodies, and nothing that opens a hook."""

from __future__ import annotations

from models.deliveries.deliveries import Delivery
from models.exports.case_document import Document
from models.exports.delivery_document import of_delivery
from models.exports.table import Column, Table


def _without_path(delivery: Delivery) -> Document:
    """What follows a hook's URL can be a secret: clients of Telegram put their token there."""
    document = of_delivery(delivery)
    del document["path"]
    return document


DELIVERIES: Table[Delivery] = Table(
    "Deliveries",
    (
        Column("Time", 17, lambda delivery: delivery.received_at),
        Column("Channel", 18, lambda delivery: delivery.channel),
        Column("Hook", 22, lambda delivery: delivery.hook),
        Column("Outcome", 16, lambda delivery: delivery.outcome),
        Column("Code", 18, lambda delivery: delivery.code),
        Column("Status", 9, lambda delivery: delivery.status),
        Column("Bytes", 10, lambda delivery: delivery.size),
        Column("Milliseconds", 12, lambda delivery: delivery.milliseconds),
        Column("Sender", 22, lambda delivery: delivery.remote_address),
        Column("Case", 9, lambda delivery: delivery.case),
        Column("Format", 22, lambda delivery: delivery.format),
    ),
    _without_path,
)
