"""Deliveries that are tried again."""

from __future__ import annotations

from collections.abc import Callable

from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery

Post = Callable[..., Delivery]


def newest() -> Delivery:
    return deliveries.page(limit=1)[0]


def again(delivery: Delivery) -> Delivery:
    """The delivery as it is known now."""
    return deliveries.shown(delivery.id).delivery
