"""Prometheus Alertmanager: its alerts open, repeat and close cases, over its restart and over ours."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox, eventually
from tests.end_to_end.senders.recipes import snippet
from tests.end_to_end.station import Station

# What the recipe leaves as it is, made short: alerts of one name are a group.
SOONER = """  receiver: hookdesk
  group_by: [alertname]
  group_wait: 100ms
  group_interval: 300ms
  repeat_interval: {repeat}
"""
_LISTENS = re.compile(r'msg="Listening on" address=127\.0\.0\.1:(\d+)')


class Alertmanager:
    """One that runs; it keeps what it knows in its folder."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._log = log
        eventually(lambda: process.poll() is not None or _LISTENS.search(self.said()), "Alertmanager's port")
        found = _LISTENS.search(self.said())
        assert found is not None, self.said()
        self._url = f"http://127.0.0.1:{found[1]}/api/v2/alerts"

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def tell(self, *instances: str, over: bool = False) -> None:
        """Say as Prometheus does that a host's disk is full, or that it is not any more."""
        now = datetime.now(UTC)
        ends = now if over else now + timedelta(minutes=5)
        alerts = [
            {
                "labels": {"alertname": "DiskFull", "instance": instance, "severity": "critical"},
                "annotations": {"summary": f"Disk of {instance} is full"},
                "startsAt": (now - timedelta(minutes=1)).isoformat(),
                "endsAt": ends.isoformat(),
            }
            for instance in instances
        ]
        requests.post(self._url, json=alerts, timeout=30).raise_for_status()


@contextmanager
def running(folder: Path, url: str, repeat: str = "4h") -> Iterator[Alertmanager]:
    configuration = folder / "alertmanager.yml"
    recipe = snippet("Alertmanager", "yaml", url)
    configuration.write_text(recipe.replace("  receiver: hookdesk\n", SOONER.format(repeat=repeat)))
    log = folder / "log.txt"
    command = [
        *programs.with_shared_files("usr/bin/prometheus-alertmanager"), f"--config.file={configuration}",
        f"--storage.path={folder}", "--web.listen-address=127.0.0.1:0", "--cluster.listen-address=",
    ]  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        yield Alertmanager(process, log)
    finally:
        process.terminate()
        process.wait(programs.PATIENCE)


def test_two_alerts_of_a_group_are_two_cases_and_each_closes_by_itself(inbox: Inbox, tmp_path: Path) -> None:
    with running(tmp_path, inbox.url) as alertmanager:
        alertmanager.tell("db1", "db2")
        both = {"Disk of db1 is full": "open", "Disk of db2 is full": "open"}
        eventually(lambda: inbox.states() == both, "both cases")

        alertmanager.tell("db1", over=True)

        eventually(lambda: inbox.states() == {**both, "Disk of db1 is full": "closed"}, "the end of the first")
        alertmanager.tell("db2", over=True)
        eventually(lambda: set(inbox.states().values()) == {"closed"}, "the end of the second")
        assert "level=error" not in alertmanager.said()

    assert all(case["closed_by_sender"] and case["priority"] == "Critical" for case in inbox.cases())


def test_what_fires_on_is_counted_and_makes_no_noise(inbox: Inbox, tmp_path: Path) -> None:
    with running(tmp_path, inbox.url, repeat="300ms") as alertmanager:
        alertmanager.tell("db1")
        eventually(lambda: inbox.outcomes().count("repeated") >= 2, "two repeats")

    case = inbox.case()
    assert (case["state"], case["message_count"]) == ("open", 1)
    assert case["keys"][0]["repeats"] >= 2


def test_what_fires_again_soon_is_the_same_case(inbox: Inbox, tmp_path: Path) -> None:
    with running(tmp_path, inbox.url) as alertmanager:
        for over, state in ((False, "open"), (True, "closed"), (False, "open")):
            alertmanager.tell("db1", over=over)
            eventually(lambda state=state: list(inbox.states().values()) == [state], state)  # type: ignore[misc]

    assert [entry["action"] for entry in inbox.case()["history"]] == ["closed", "reopened"]


def test_a_restart_of_alertmanager_loses_no_end(inbox: Inbox, tmp_path: Path) -> None:
    with running(tmp_path, inbox.url) as alertmanager:
        alertmanager.tell("db1")
        eventually(lambda: inbox.states() == {"Disk of db1 is full": "open"}, "the case")
    with running(tmp_path, inbox.url) as alertmanager:
        alertmanager.tell("db1")
        alertmanager.tell("db1", over=True)
        eventually(lambda: inbox.states() == {"Disk of db1 is full": "closed"}, "its end")


@pytest.mark.usefixtures("receiver")
def test_what_fires_while_the_receiver_is_away_comes_later(tmp_path: Path) -> None:
    station = Station(tmp_path)
    with station.serve() as receiver:
        inbox = Inbox(station, "General", station.hook(receiver, "General"))
        port = urlsplit(receiver.url).port
        assert receiver.stop() == 0
    with running(tmp_path, inbox.url) as alertmanager:
        alertmanager.tell("db1")
        eventually(lambda: "connection refused" in alertmanager.said(), "a failed try")
        with station.serve("--port", str(port)) as receiver:
            eventually(lambda: inbox.states() == {"Disk of db1 is full": "open"}, "the case")
            assert receiver.stop() == 0
