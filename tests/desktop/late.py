"""What comes to the window by one of three ways is held back: what counts on their order fails always then."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import pytest
from PySide6.QtCore import QTimer

from desktop.data.bridge import Bridge
from desktop.data.tasks import Answer, Tasks
from models.news import changes
from models.news.changes import Change

WAYS = {"news": 0.3, "answers": 0.6, "readings": 0.1}
"""What changed; the answers of tasks that changed something; the answers of all other tasks. How many seconds each is
held back: longer than what it is compared with takes, which for answers is the gap between two news and a reading."""


@contextmanager
def held_back(way: str) -> Iterator[None]:
    """Hold back all that comes by one of WAYS."""
    with pytest.MonkeyPatch.context() as patch:
        if way == "news":
            patch.setattr(Bridge, "_on_told", _told_late)
            yield
            return
        patch.setattr(Tasks, "_answer", _answered_late(WAYS[way], changing=way == "answers"))
        with changes.changed.connected_to(_remember):
            yield


_hear, _answer = Bridge._on_told, Tasks._answer
_here = threading.local()


def _told_late(bridge: Bridge, change: Change) -> None:
    QTimer.singleShot(int(WAYS["news"] * 1000), bridge, lambda: _hear(bridge, change))


def _remember(sender: object, change: Change) -> None:
    """The task on this thread has changed something."""
    _here.changed = True


def _answered_late(seconds: float, *, changing: bool) -> object:
    def answer(tasks: Tasks, number: int) -> Answer:
        _here.changed = False
        try:  # the answer has no name here: an exception that was caught keeps this frame, and all that is named in it
            return _answer(tasks, number)
        finally:
            if _here.changed == changing:
                sleep(seconds)

    return answer
