"""The lists of deliveries that bench.window.pages times: each filter by itself, and all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import get_args

from models.deliveries import deliveries
from models.deliveries.delivery_filter import DeliveryFilter, DeliveryOutcome

Reading = partial[list[deliveries.Delivery]]

_WEEK = datetime.now(UTC) - timedelta(days=180)
# No delivery was refused with the second code: what is not there takes longest to find, unless an index says so.
_CODES = ("invalid_json", "rate_limited")


def lists(channel: int, hook: int, places: Sequence[int]) -> Iterator[tuple[str, list[Reading]]]:
    """Each list with its pages: the first, and those behind the deliveries at `places`."""
    for where, here in (
        ("all channels", DeliveryFilter()),
        ("a channel", DeliveryFilter(channel)),
        ("a hook", DeliveryFilter(hook_id=hook)),
    ):
        for name, filter_ in _filters(here):
            pages = [partial(deliveries.page, filter_, before=before) for before in (None, *places)]
            yield f"deliveries of {where}{name}", pages
        # One of the slices in which bodies are looked through: while it lasts, nothing can be reported or stopped.
        text = partial(deliveries.page, replace(here, text="nothing at all"), scanned=lambda _: False)
        yield f"deliveries of {where} with a text, a slice", [text] * len(places)


def _filters(here: DeliveryFilter) -> Iterator[tuple[str, DeliveryFilter]]:
    found = {"": here}
    found |= {f", {outcome}": replace(here, outcome=outcome) for outcome in get_args(DeliveryOutcome)}
    found |= {f" with {code}": replace(here, outcome="rejected", code=code) for code in _CODES}
    for name, filter_ in found.items():
        yield name, filter_
        yield f"{name} in a week", replace(filter_, since=_WEEK, until=_WEEK + timedelta(days=7))
