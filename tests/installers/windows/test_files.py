"""Files of reports on Windows: fetched, kept in the folder of the desk, and given out again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from development import postgres_server
from development.windows.wine import windows_path
from tests.end_to_end.station import post
from tests.file_server import FileServer, whole
from tests.installers.windows.machine import Machine

CONTENT = "Volume /var: 91 % full, çok dolu".encode() * 5000
PATIENCE_SECONDS = 60.0


@pytest.fixture
def server() -> Iterator[FileServer]:
    server = FileServer()
    server.answers["/df"] = whole(CONTENT, Content_Type="text/plain")
    yield server
    server.end()


@pytest.fixture(params=["on a file", "on a server"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """What the MSI is told of the database: nothing, or where a PostgreSQL server of this machine is."""
    if request.param == "on a file":
        yield ""
        return
    if list(postgres_server.missing()):
        pytest.skip("There is no PostgreSQL server here.")
    with postgres_server.running() as found:
        yield f"DATABASEURL={found.url}"


def test_a_file_that_a_report_names_is_kept_and_can_be_saved(
    machine: Machine, msi: Path, database: str, server: FileServer, tmp_path: Path
) -> None:
    machine.install(msi, *filter(None, [database]))
    named = {"@type": "file", "displayName": "df: report", "ext": "txt", "url": server.url("/df")}
    with machine.receiving("--port", "0", "--fetch-also", "127.0.0.1") as url:
        assert post(url, {"text": "The disk is full", "attachments": [named]}).outcome == "posted"
        kept = _in_state(machine, "kept")
    assert kept["sha256"] == sha256(CONTENT).hexdigest()
    files = machine.path(machine.home(), "AppData", "Local", "hookdesk", "files")
    in_folder = CONTENT in [file.read_bytes() for file in files.rglob("*") if file.is_file()]
    assert in_folder == (not database)  # a server keeps the files itself

    machine.run("hookdeskctl.exe", "attachment", "save", str(kept["attachment"]), windows_path(tmp_path / "saved.txt"))
    assert (tmp_path / "saved.txt").read_bytes() == CONTENT


def test_a_file_of_this_computer_is_refused_until_it_is_allowed(
    machine: Machine, msi: Path, server: FileServer
) -> None:
    machine.install(msi)
    named = {"@type": "file", "displayName": "df", "ext": "txt", "url": server.url("/df")}
    with machine.receiving("--port", "0") as url:
        assert post(url, {"text": "The disk is full", "attachments": [named]}).outcome == "posted"
        _in_state(machine, "refused")
    assert server.connections == 0


def _in_state(machine: Machine, state: str) -> dict[str, Any]:
    """The attachment, once it is in a state; it comes to it after the answer."""
    end = monotonic() + PATIENCE_SECONDS
    listed: list[dict[str, Any]] = []
    while monotonic() < end:
        listed = json.loads(machine.run("hookdeskctl.exe", "attachment", "list", "General", "--json"))
        if listed and listed[0]["state"] == state:
            return listed[0]
    raise AssertionError(f"It did not come to be {state}: {listed}")
