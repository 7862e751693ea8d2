"""A delivery as JSON, for exports and for scripts: they live on its keys (docs/api.md), which stay as they are."""

from __future__ import annotations

from models.deliveries.deliveries import Delivery
from models.exports.case_document import Document, utc


def of_delivery(delivery: Delivery) -> Document:
    """The delivery without its headers, its body and its answer."""
    return {
        "delivery": delivery.id,
        "channel": delivery.channel,
        "hook": delivery.hook,
        "outcome": delivery.outcome,
        "code": delivery.code,
        "status": delivery.status,
        "method": delivery.method,
        "size": delivery.size,
        "milliseconds": delivery.milliseconds,
        "message": delivery.message,
        "case": delivery.case,
        "received_at": utc(delivery.received_at),
        "remote_address": delivery.remote_address,
        "user_agent": delivery.user_agent,
        "whole": delivery.whole,
        "old_url": delivery.old_url,
        "replay_of": delivery.replay_of,
        "path": delivery.path,
        "format": delivery.format,
        "format_version": delivery.format_version,
        "fell_back": delivery.fell_back,
        "mended_by": delivery.mended_by,
    }
