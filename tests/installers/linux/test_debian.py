"""What an administrator gets of the .deb on Debian: installed by apt-get, upgraded with data, removed, purged."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from development.building.stamp import project_version
from development.linux.debian_root import DebianRoot, Failed
from tests.end_to_end.station import post
from tests.installers.linux.conftest import OLDER, told

RECEIVER = [
    *("setpriv", "--reuid=hookdesk", "--regid=hookdesk", "--clear-groups"),
    *("env", "HOOKDESK_HOME=/var/lib/hookdesk", "HOOKDESK_DATABASE=/var/lib/hookdesk/data/desk.db", "hookdeskctl"),
]
PERSON = {"HOOKDESK_HOME": "/root/desk", "HOOKDESK_DATABASE": "/root/desk/desk.db"}
PATIENCE_SECONDS = 60


def test_a_desk_lives_through_upgrade_and_purge(machine: DebianRoot, older: Path, deb: Path, display: str) -> None:
    machine.install(older)
    assert machine.run(["hookdesk", "--version"]) == f"hookdesk {told(OLDER)}\n"
    assert "Self-check passed." in machine.run(["hookdesk", "--self-check"])
    _make_folders(machine)
    with _receiving(machine) as url:
        assert post(url, {"text": "before the upgrade"}).outcome == "posted"
    with _window(machine, display) as url:
        assert post(url, {"text": "to the window, before"}).outcome == "posted"

    machine.install(deb)
    assert machine.run(["hookdeskctl", "--version"]) == f"hookdeskctl {told(project_version())}\n"
    with _receiving(machine) as url:
        assert post(url, {"text": "after the upgrade"}).outcome == "posted"
    assert _texts(machine, RECEIVER) == ["after the upgrade", "before the upgrade"]
    with _window(machine, display) as url:
        assert post(url, {"text": "to the window, after"}).outcome == "posted"
    assert _texts(machine, ["hookdeskctl"]) == ["to the window, after", "to the window, before"]

    machine.run(["apt-get", "remove", "-y", "hookdesk"])
    assert not (machine.folder / "usr/lib/hookdesk").exists()
    assert not (machine.folder / "usr/bin/hookdesk").is_symlink()
    said = machine.run(["apt-get", "purge", "-y", "hookdesk"])
    assert "data stay in /var/lib/hookdesk" in said
    assert (machine.folder / "var/lib/hookdesk/data/desk.db").exists()
    assert (machine.folder / "root/desk/desk.db").exists()
    assert _left(machine) == []


def test_a_desk_that_was_never_used_leaves_nothing(machine: DebianRoot, deb: Path) -> None:
    machine.run(["sh", "-c", "rm -rf /var/lib/hookdesk"])
    machine.install(deb)
    machine.run(["getent", "passwd", "hookdesk"])
    said = machine.run(["apt-get", "purge", "-y", "hookdesk"])
    assert "data stay in /var/lib/hookdesk" not in said
    with pytest.raises(Failed):
        machine.run(["getent", "passwd", "hookdesk"])
    assert _left(machine) == []


def test_the_service_is_there_and_not_enabled(machine: DebianRoot, deb: Path) -> None:
    machine.install(deb)
    assert (machine.folder / "usr/lib/systemd/system/hookdesk.service").exists()
    assert [path for path in machine.folder.glob("etc/systemd/system/*.wants/hookdesk.service")] == []


def _make_folders(machine: DebianRoot) -> None:
    """The one that systemd makes of StateDirectory=, and one of a person's own."""
    machine.run(["install", "-d", "-m", "700", "/root/desk"])
    machine.run(["install", "-d", "-m", "700", "-o", "hookdesk", "-g", "hookdesk", "/var/lib/hookdesk"])


@contextmanager
def _receiving(machine: DebianRoot) -> Iterator[str]:
    """The receiver as the unit starts it; the URL of its first web hook."""
    with _running(machine, [*RECEIVER, "serve", "--welcome", "--port", "0"]) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"^\s+(http://\S+/hooks/\S+)", line):
                yield found[1]
                return
        raise AssertionError("It ended before it received.")


@contextmanager
def _window(machine: DebianRoot, display: str) -> Iterator[str]:
    """The window on the screen; the URL of its first web hook."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    with _running(machine, ["hookdesk", "--port", port], {**PERSON, "DISPLAY": display}):
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Hookdesk"]
        environ = {**os.environ, "DISPLAY": display}
        subprocess.run(search, env=environ, check=True, stdout=subprocess.DEVNULL, timeout=PATIENCE_SECONDS)
        _wait_until_it_listens(int(port))  # the window is seen before
        told = machine.run(["hookdeskctl", "hook", "list", "General", "--json"], {**PERSON, "HOOKDESK_PORT": port})
        yield json.loads(told)[0]["url"]


def _wait_until_it_listens(port: int) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS).close()
        except ConnectionRefusedError:
            assert monotonic() < deadline
            sleep(0.1)


@contextmanager
def _running(
    machine: DebianRoot, command: list[str], environ: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Ended in order at the end, whatever comes."""
    process = machine.start(command, environ)
    try:
        yield process
    finally:
        machine.end(process)
    assert process.returncode == 0


def _left(machine: DebianRoot) -> list[str]:
    """What dpkg or the file system still knows of the package."""
    folders = ("etc", "usr", "var/lib/dpkg/info")
    return [str(path) for folder in folders for path in (machine.folder / folder).rglob("hookdesk*")]


def _texts(machine: DebianRoot, command: list[str]) -> list[str]:
    told = json.loads(machine.run([*command, "message", "list", "General", "--json"], PERSON))
    return [each["text"] for each in told]
