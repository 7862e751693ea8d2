"""Changes of other threads and processes reach the screens: soon, not too often, and none is missed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.data.bridge import LEAST_GAP_MS, Bridge
from models.news import changes
from models.news.changes import Change


@pytest.fixture
def bridge(qtbot: QtBot, desk: Path) -> Iterator[Bridge]:
    """A bridge that listens."""
    started = Bridge()
    started.start()
    yield started
    started.stop()


def test_a_change_is_told_alone_and_a_flood_four_times_a_second(qtbot: QtBot, bridge: Bridge) -> None:
    told: list[tuple[float, Change]] = []
    bridge.changed.connect(lambda change: told.append((time.monotonic(), change)))
    done = threading.Event()

    def flood() -> None:
        end = time.monotonic() + 1.0
        number = 0
        while time.monotonic() < end:
            number += 1
            changes.announce(Change(frozenset({number % 7})))
        done.set()

    began = time.monotonic()
    threading.Thread(target=flood).start()
    qtbot.waitUntil(lambda: done.is_set() and every(told) == frozenset(range(7)))
    assert told[0][1] == Change(frozenset({1})), "it waits for no other"
    # Qt's timers may be five percent early; a busy machine only makes them late.
    most = 1 + (told[-1][0] - began) / (LEAST_GAP_MS / 1000 * 0.95)
    assert 1 < len(told) <= most


def every(told: list[tuple[float, Change]]) -> frozenset[int]:
    """The channels that were told."""
    return frozenset[int]().union(*(change.channels or frozenset() for _, change in told))


def test_what_is_not_known_swallows_what_is(qtbot: QtBot, bridge: Bridge) -> None:
    told: list[Change] = []
    bridge.changed.connect(told.append)
    for channels in (frozenset({1}), frozenset({2}), None, frozenset({3})):
        changes.announce(Change(channels))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [Change(frozenset({1})), Change(None)]


def test_another_process_is_noticed(qtbot: QtBot, bridge: Bridge, desk: Path) -> None:
    command = [sys.executable, "-m", "receiver.cli", "--database", str(desk), "channel", "add", "Far"]
    with qtbot.waitSignal(bridge.changed, check_params_cb=lambda change: change.channels is None):
        subprocess.run(command, check=True, timeout=60)


def test_a_stopped_bridge_tells_nothing(qtbot: QtBot, desk: Path) -> None:
    bridge = Bridge()
    told: list[Change] = []
    bridge.changed.connect(told.append)
    bridge.start()
    bridge.stop()
    changes.announce(Change(None))
    qtbot.wait(LEAST_GAP_MS)
    assert told == []


def test_what_was_on_the_way_when_the_bridge_stopped_is_not_told(qtbot: QtBot, desk: Path) -> None:
    bridge = Bridge()
    told: list[Change] = []
    bridge.changed.connect(told.append)
    bridge.start()
    thread = threading.Thread(target=changes.announce, args=[Change(None)])
    thread.start()
    thread.join()
    bridge.stop()
    qtbot.wait(LEAST_GAP_MS)
    assert told == []
