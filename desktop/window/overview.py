"""What the frame of the window shows, read in one task: channels, views, the web hooks of one, and what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.suggestions import suggested
from desktop.suggestions.notice import Notices
from desktop.window.side_bar.view_list import CountedView
from desktop.words import clock
from models.cases import case_pages, people, views
from models.channels import channels, hooks
from models.channels.channels import Channel
from models.channels.hooks import Hook
from models.deliveries import deliveries, unknown_urls
from models.deliveries.deliveries import Today
from models.deliveries.rejecting import rejecting
from models.deliveries.unknown_urls import Unseen
from models.problems import NotThere


@dataclass(frozen=True, slots=True)
class Overview:
    """`hooks` are those of the channel `of`; `spoke` is when the last sender did."""

    channels: Sequence[Channel]
    of: int | None
    hooks: Sequence[Hook]
    today: Today
    views: Sequence[CountedView]
    unknown: Unseen
    notices: Notices
    spoke: datetime | None


def read(choose: Callable[[Sequence[Channel]], Channel | None], person: Callable[[], str]) -> Overview:
    """Read it all; `choose` says which channel will be shown, and `person` gives the name of who works here."""
    every = channels.all_channels()
    chosen = choose(every)
    found = [] if chosen is None else hooks.of_channel(chosen.id)
    of = None if chosen is None else chosen.id
    now = clock.now()
    shown = [*views.ready_made(_person_id(person())), *views.saved()]
    counted = [CountedView(view, case_pages.count(view.filter, now)) for view in shown]
    notices = Notices(suggested.of_hooks(found), rejecting(hooks.of_channel(None)))
    today = deliveries.today(now.astimezone())
    return Overview(every, of, found, today, counted, unknown_urls.unseen(), notices, deliveries.last_at())


def _person_id(name: str) -> int | None:
    try:
        return people.find(name).id
    except NotThere:
        return None
