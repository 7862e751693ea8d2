"""What an administrator gets of the receiver as a service: under a systemd that runs, shut in as the unit says."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from development.linux import booted_root, debian_root
from development.linux.booted_root import BootedRoot
from development.linux.debian_root import DebianRoot
from tests.end_to_end.station import post

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not booted_root.can_boot(), reason="an own systemd needs control groups of version 2"),
]

OPTIONS = "etc/default/hookdesk"
DESK = ("setpriv", "--reuid=hookdesk", "--regid=hookdesk", "--clear-groups", "env", "HOOKDESK_HOME=/var/lib/hookdesk")


@pytest.fixture(scope="module")
def folder(older: Path) -> Iterator[DebianRoot]:
    with debian_root.root("bookworm") as made:
        made.install(older)
        yield made


@pytest.fixture(scope="module")
def machine(folder: DebianRoot) -> Iterator[BootedRoot]:
    with booted_root.booted(folder) as made:
        yield made


@pytest.fixture(scope="module")
def port(folder: DebianRoot) -> int:
    """A free one, which the administrator gives the receiver."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number = int(taken.getsockname()[1])
    (folder.folder / OPTIONS).write_text(f"HOOKDESK_PORT={number}\n")
    return number


def test_it_is_installed_receives_upgraded_and_removed(
    machine: BootedRoot, folder: DebianRoot, port: int, deb: Path
) -> None:
    assert machine.run(["hookdeskctl", "service", "status"]).splitlines() == [
        "The receiver is installed as a service and does not start by itself.",
        "It does not run. Why: systemctl status hookdesk.service",
    ]
    assert machine.run(["hookdeskctl", "service", "install"]) == "The receiver runs, and starts with the computer.\n"
    url = _first_hook(machine, port)
    assert post(url, {"text": "before the upgrade"}).outcome == "posted"
    before = _process(machine)

    _install(machine, folder, deb)
    assert _process(machine) not in (before, "0"), "it goes on with the new program"
    assert post(url, {"text": "after the upgrade"}).outcome == "posted"
    assert "Traceback" not in machine.run(["journalctl", "--no-pager", "--unit", "hookdesk"])

    machine.run(["hookdeskctl", "service", "remove"])
    assert machine.ask(["systemctl", "is-active", "hookdesk"]).stdout.strip() == "inactive"
    assert "does not start by itself" in machine.run(["hookdeskctl", "service", "status"])
    machine.run(["hookdeskctl", "service", "start"])
    assert post(url, {"text": "started again"}).outcome == "posted"

    machine.run(["hookdeskctl", "service", "install"])
    machine.run(["apt-get", "purge", "-y", "hookdesk"])
    assert not [path for path in (folder.folder / "etc/systemd").rglob("hookdesk.service")]
    assert machine.ask(["systemctl", "is-active", "hookdesk"]).stdout.strip() == "inactive"
    assert (folder.folder / OPTIONS).exists(), "it is the administrator's"
    with sqlite3.connect(folder.folder / "var/lib/hookdesk/data/desk.db") as desk:
        assert desk.execute("SELECT count(*) FROM messages").fetchone() == (3,)


def test_where_it_cannot_receive_it_says_so(machine: BootedRoot, folder: DebianRoot, port: int, deb: Path) -> None:
    _install(machine, folder, deb)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        said = machine.ask(["hookdeskctl", "service", "install"])
    assert said.returncode == 1
    assert "The receiver is installed, and does not start." in said.stdout
    assert "systemctl status hookdesk.service" in said.stdout


def _first_hook(machine: BootedRoot, port: int) -> str:
    """The URL of a web hook that the administrator makes while the receiver runs."""
    desk = [*DESK, f"HOOKDESK_PORT={port}", "hookdeskctl"]
    machine.run([*desk, "channel", "add", "Operations"])
    return machine.run([*desk, "hook", "add", "Operations", "--purpose", "Monitor"]).strip()


def _install(machine: BootedRoot, folder: DebianRoot, deb: Path) -> None:
    shutil.copy(deb, folder.folder / "srv")
    machine.run(["apt-get", "install", "-y", "--no-install-recommends", f"/srv/{deb.name}"])


def _process(machine: BootedRoot) -> str:
    """The number of the receiver's process."""
    return machine.run(["systemctl", "show", "--property=MainPID", "--value", "hookdesk"]).strip()
