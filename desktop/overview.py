"""What the frame of the window shows, read in one task: the channels, the web hooks of one, today's count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop import clock
from models import channels, deliveries, hooks
from models.channels import Channel
from models.deliveries import Today
from models.hooks import Hook


@dataclass(frozen=True, slots=True)
class Overview:
    """`hooks` are those of the channel `of`."""

    channels: Sequence[Channel]
    of: int | None
    hooks: Sequence[Hook]
    today: Today


def read(wanted: Callable[[], Sequence[int]]) -> Overview:
    """Reads it all; `wanted` gives the ids of the channels that may be shown, the likeliest first."""
    every = channels.all_channels()
    chosen = choose(every, wanted())
    found = [] if chosen is None else hooks.of_channel(chosen.id)
    of = None if chosen is None else chosen.id
    return Overview(every, of, found, deliveries.today(clock.now().astimezone()))


def choose(every: Sequence[Channel], wanted: Sequence[int]) -> Channel | None:
    """The first wanted channel that is there, otherwise the first of all, None when there is none."""
    there = {channel.id: channel for channel in every}
    found = (there[channel_id] for channel_id in wanted if channel_id in there)
    return next(found, every[0] if every else None)
