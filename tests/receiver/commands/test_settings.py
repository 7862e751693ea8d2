"""hookdeskctl settings: what holds, what gave it, and the two files."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from tests.receiver.commands.conftest import Ctl


def of(unmade: Ctl, name: str, **environ: str) -> dict[str, str | None]:
    listed = unmade.json("settings", "list", **environ)
    return next(each for each in listed if each["name"] == name)


def test_each_option_is_listed_with_what_gave_it(unmade: Ctl, tmp_path: Path) -> None:
    machine = {"HOOKDESK_MACHINE_FILE": str(tmp_path / "shared" / "config.json")}
    unmade("settings", "set", "port", "4700", "--machine", **machine)
    unmade("settings", "set", "theme", "dark", **machine)
    assert of(unmade, "port", **machine) == {
        "name": "port",
        "value": "4700",
        "source": "machine",
        "given_by": machine["HOOKDESK_MACHINE_FILE"],
    }
    assert of(unmade, "theme", **machine)["given_by"] == "config.json"
    assert of(unmade, "theme", HOOKDESK_THEME="light")["given_by"] == "HOOKDESK_THEME"
    unmade("settings", "unset", "theme", **machine)
    assert of(unmade, "theme", **machine)["source"] == "default"


def test_the_file_for_all_accounts_can_be_read_by_all(unmade: Ctl, tmp_path: Path) -> None:
    file = tmp_path / "shared" / "config.json"
    unmade("settings", "set", "hosts", "a.example", "--machine", HOOKDESK_MACHINE_FILE=str(file))
    assert json.loads(file.read_text()) == {"hosts": "a.example"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_what_cannot_work_is_refused_and_nothing_is_written(unmade: Ctl, tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    refused = unmade.run("settings", "set", "port", "many", "--machine", HOOKDESK_MACHINE_FILE=str(file))
    assert refused.exit_code == 1
    assert "many cannot be the port. It is a number from 0 to 65535" in refused.stderr
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_told_with_who_can(unmade: Ctl, tmp_path: Path) -> None:
    (tmp_path / "config.new").mkdir()
    path = str(tmp_path / "config.json")
    refused = unmade.run("settings", "set", "port", "1", "--machine", HOOKDESK_MACHINE_FILE=path)
    assert refused.exit_code == 1
    assert "an administrator can write it" in refused.stderr


def test_no_password_is_listed(unmade: Ctl) -> None:
    url = "postgresql://ada:secret@127.0.0.1/desk"
    said = unmade.run("--database", url, "settings", "list").output
    assert "postgresql://ada@127.0.0.1/desk\n" in said
    assert "secret" not in said


def test_no_password_of_a_proxy_is_listed_and_the_file_keeps_it(unmade: Ctl, tmp_path: Path) -> None:
    url, file = "http://ada:secret@proxy.example:3128", tmp_path / "config.json"
    machine = {"HOOKDESK_MACHINE_FILE": str(file)}
    unmade("settings", "set", "fetch_proxy", url, "--machine", **machine)
    assert of(unmade, "fetch_proxy", **machine)["value"] == "http://ada:***@proxy.example:3128"
    assert json.loads(file.read_text()) == {"fetch_proxy": url}
    refused = unmade.run("settings", "set", "fetch_proxy", "socks5://ada:secret@proxy.example")
    assert "socks5://ada:***@proxy.example cannot be the fetch_proxy" in refused.stderr
