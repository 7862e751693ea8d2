"""Changes: told after the commit, and noticed when another process makes them."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from development.environment import ROOT
from development.postgres_server import PostgresServer
from models.cases import cases
from models.channels import channels, hooks
from models.database import writing
from models.news.changes import Change, Watcher, changed
from models.report import Report
from tests.models.conftest import Record, close_case, reopen_case

ADD_ELSEWHERE = (
    "import sys; from models.database import *; from models.channels import channels; open_database(sys.argv[1]);"
    "channels.add('Elsewhere')"
)


@pytest.fixture
def told() -> Iterator[list[Change]]:
    """The changes that were told since the test began."""
    seen: list[Change] = []

    def note(_sender: object, change: Change) -> None:
        seen.append(change)

    with changed.connected_to(note):
        yield seen


def test_commands_tell_their_channel(operations: hooks.Hook, recorded: Record, told: list[Change]) -> None:
    recorded(Report(id="a", text="a"))
    here = Change(frozenset({operations.channel_id}))
    for command in (
        lambda: channels.rename(operations.channel_id, "Plant"),
        lambda: hooks.set_enabled(operations.guid, False),
        lambda: close_case(1, "ada"),
        lambda: reopen_case(1, "ada"),
        lambda: cases.mark_read(1),
        lambda: channels.mark_seen(operations.channel_id),
        lambda: hooks.remove(operations.guid),
        lambda: channels.remove(operations.channel_id),
    ):
        told.clear()
        command()
        assert told == [here]


def test_what_changed_nothing_tells_nothing(operations: hooks.Hook, recorded: Record, told: list[Change]) -> None:
    recorded(Report(id="a", text="a"))
    close_case(1, "ada")
    cases.mark_read(1)
    told.clear()
    close_case(1, "ada")
    cases.mark_read(1)
    assert told == []


def test_a_transaction_that_fails_tells_nothing(operations: hooks.Hook, told: list[Change]) -> None:
    def fail() -> None:
        with writing():
            channels.rename(operations.channel_id, "Plant")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert told == []
    assert channels.get(operations.channel_id).name == "Operations"


def test_a_change_of_another_process_is_noticed(desk: Path, address: str) -> None:
    noticed = threading.Event()

    def note(_sender: object, change: Change) -> None:
        noticed.set()

    watcher = Watcher(interval=0.02)
    with changed.connected_to(note):
        watcher.start()
        subprocess.run([sys.executable, "-c", ADD_ELSEWHERE, address], cwd=ROOT, check=True)
        assert noticed.wait(10)
    watcher.stop()
    assert [channel.name for channel in channels.all_channels()] == ["Elsewhere"]


@pytest.mark.postgres_only
def test_what_was_missed_while_the_server_was_away_is_told_when_it_is_back(
    own_server: PostgresServer, on_own_server: str
) -> None:
    noticed, found = threading.Event(), list[Change]()

    def note(_sender: object, change: Change) -> None:
        found.append(change)
        noticed.set()

    elsewhere = [sys.executable, "-c", ADD_ELSEWHERE, on_own_server]
    watcher = Watcher(interval=0.02)
    with changed.connected_to(note):
        watcher.start()
        own_server.stop()
        assert noticed.wait(10)  # that it is gone
        noticed.clear()
        own_server.start()
        assert noticed.wait(10)  # that it is back
        assert found == [Change(None)] * 2
        noticed.clear()
        subprocess.run(elsewhere, cwd=ROOT, check=True)
        assert noticed.wait(10)
        assert found[2:] == [Change(frozenset({1}))]
    watcher.stop()
