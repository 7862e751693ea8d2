"""How smooth the Deliveries page is while 500 posts a second come, and how long a body of a mebibyte holds the window.

`python -m bench.window.deliveries_page DATABASE` prints where it receives, looks at the page for a while, at its top
and further down, then opens such a body in each of its looks, prints what it saw, and goes on until it is told to end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec
import requests
from PySide6.QtCore import QObject, QTimer

from bench import processes
from bench.desks import measure
from bench.figures import Run, aim_row, show
from bench.window.heart import Heart, Pulse
from desktop.data.shown import DELIVERIES
from desktop.deliveries.detail.detail import BYTES, LOOKS, PRETTY, RAW
from desktop.desk import Desk
from models.channels import hooks

RATE = 500
LIST = "the list"
LOOK_MILLISECONDS = 20
SETTLE_MILLISECONDS = 1500
DOWN = 900
Do = Callable[[], object]


class Seen(msgspec.Struct, frozen=True):
    """What was done, and what the event loop was like meanwhile."""

    name: str
    pulse: Pulse


def look(path: Path, hook_path: str, folder: Path, seconds: float) -> tuple[list[Seen], Run]:
    """What was seen on a database, and what the senders saw who posted to a hook of its first channel."""
    arguments = ["bench.window.deliveries_page", str(path), "--seconds", str(seconds)]
    with processes.server(arguments, folder) as server:
        # The posts begin before the looks at the list, and end before the first body is opened.
        posts = [
            "bench.ingest.paced",
            server.address + hook_path,
            "--rate",
            str(RATE),
            "--seconds",
            str(2 * seconds + 2),
        ]
        run = msgspec.json.decode(processes.output(posts), type=Run)
        return msgspec.json.decode(server.line(), type=list[Seen]), run


def show_seen(seen: Sequence[Seen], run: Run) -> tuple[float, float]:
    """Print it; the larger p99 of the lists, and the longest block with a large body."""
    rows = []
    for one in seen:
        delay, rate = one.pulse.delay(), f"{run.rate:,.0f}" if LIST in one.name else "-"
        numbers = (delay.p50, delay.p99, delay.worst, one.pulse.block, one.pulse.cpu)
        rows.append((one.name, *(f"{number:.1f}" for number in numbers), rate))
    show(("deliveries page", "p50 ms", "p99 ms", "worst ms", "longest block", "its CPU", "posts/s"), rows)
    lists, bodies = ([one.pulse for one in seen if (LIST in one.name) is of_list] for of_list in (True, False))
    return max(pulse.delay().p99 for pulse in lists), max(pulse.block for pulse in bodies)


def aims(list_p99: float, opening: float) -> list[tuple[str, ...]]:
    """What is aimed at, with what was reached."""
    return [
        aim_row(f"deliveries page, {RATE} posts a second: p99", "< 16 ms", f"{list_p99:.1f} ms", list_p99 < 16),
        aim_row("deliveries page, a body of 1 MiB: longest block", "< 50 ms", f"{opening:.1f} ms", opening < 50),
    ]


class PageMeasurement(QObject):
    """Does one thing after another, and looks at the event loop while some of them last."""

    def __init__(self, desk: Desk, seconds: float) -> None:
        super().__init__()
        self._desk, self._seconds = desk, seconds
        self._heart = Heart(self)
        self._seen: list[Seen] = []
        self._name = ""
        self._steps = self._all()
        self._ready = QTimer(self)
        self._ready.setInterval(LOOK_MILLISECONDS)
        self._ready.timeout.connect(self._on_ready)
        self._ready.start()

    def _on_ready(self) -> None:
        desk = self._desk
        if desk.receiver.state == "receiving" and desk.shown.channel is not None and desk.tasks.idle():
            self._ready.stop()
            print(f"Receiving on {desk.receiver.url}", flush=True)
            self._next()

    def _next(self) -> None:
        pulse = self._heart.stop()
        if self._name:
            self._seen.append(Seen(self._name, pulse))
        step = next(self._steps, None)
        if step is None:
            print(msgspec.json.encode(self._seen).decode(), flush=True)
            return
        self._name, do, milliseconds = step
        self._heart.start()
        QTimer.singleShot(0, self, do)
        QTimer.singleShot(milliseconds, self, self._next)

    def _all(self) -> Iterator[tuple[str, Do, int]]:
        """Of each step its name, empty where it only leads to a measured one, what is done, and how long that lasts."""
        page, measured = self._desk.window.deliveries, int(self._seconds * 1000)
        bar = page.pane.list.verticalScrollBar()
        yield "", partial(self._desk.shown.show_page, DELIVERIES), SETTLE_MILLISECONDS
        yield f"{LIST}, {RATE} posts a second", page.pane.go_to_top, measured
        yield "", partial(bar.setValue, DOWN), SETTLE_MILLISECONDS
        yield f"further down {LIST}, {RATE} posts a second", page.pane.refresh, measured
        # By now all posts have been sent.
        yield "", page.pane.go_to_top, 4 * SETTLE_MILLISECONDS
        yield "", self._post_large, 4 * SETTLE_MILLISECONDS
        for place in (PRETTY, RAW, BYTES):
            yield "", page.close_delivery, SETTLE_MILLISECONDS
            yield "", partial(page.detail.looks.choose, place), SETTLE_MILLISECONDS
            yield f"open 1 MiB, {LOOKS[place].text}", self._open_newest, 2 * SETTLE_MILLISECONDS
            yield f"show all of 1 MiB, {LOOKS[place].text}", page.detail.view.show_all, 4 * SETTLE_MILLISECONDS

    def _open_newest(self) -> None:
        page = self._desk.window.deliveries
        page.open_delivery(page.pane.model.records()[0].id)

    def _post_large(self) -> None:
        [hook, *_] = hooks.of_channel(self._desk.shown.channel.id if self._desk.shown.channel else None)
        url = hooks.url(self._desk.receiver.base_url(), hook.channel_guid, hook.guid)
        self._desk.tasks.run(partial(requests.post, url, large(), timeout=10), lambda _: None, owner=self)


def large() -> bytes:
    """A report of nearly a mebibyte, with 800 attachments and 60,000 lines when it is laid out."""
    attachment = {"@type": "link", "displayName": "Dashboard of the print server", "url": "http://monitor.example/a"}
    values = [f"value {number}" for number in range(56_000)]
    return json.dumps({"text": "large", "attachments": [attachment] * 800, "values": values}).encode()


def main() -> None:
    measure(str(__doc__), PageMeasurement)


if __name__ == "__main__":
    main()
