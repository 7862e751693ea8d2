"""Qt objects that are garbage end on the window's thread, whichever thread makes the next object."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from weakref import finalize

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.process.garbage import Garbage


class Circle(QObject):
    """Refers to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def garbage() -> Iterator[Garbage]:
    collector = Garbage()
    collector.start()
    yield collector
    collector.stop()


def leave_circles(ended: list[threading.Thread]) -> None:
    for _ in range(1000):
        finalize(Circle(), lambda: ended.append(threading.current_thread()))


def make_objects() -> None:
    kept = [[number] for number in range(100_000)]
    assert len(kept) == 100_000


def test_a_circle_ends_on_the_windows_thread(garbage: Garbage, qtbot: QtBot) -> None:
    ended: list[threading.Thread] = []
    leave_circles(ended)
    other = threading.Thread(target=make_objects)
    other.start()
    other.join()
    assert ended == []
    qtbot.waitUntil(lambda: len(ended) == 1000)
    assert set(ended) == {threading.main_thread()}


def test_what_was_there_before_is_not_looked_at(garbage: Garbage) -> None:
    assert gc.get_freeze_count() > 10_000
    garbage.stop()
    assert gc.get_freeze_count() == 0


def test_python_collects_again_at_the_end(garbage: Garbage) -> None:
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
