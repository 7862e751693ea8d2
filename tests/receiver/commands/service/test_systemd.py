"""The receiver as a unit of systemd: what is written is a unit, and what systemd says is told."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from models.problems import Problem
from receiver.commands.service.systemd import Systemd

NEEDS_SYSTEMD = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")


@pytest.fixture
def systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands in for systemctl, so that no test changes the services of this computer; what it was told."""
    program, told = tmp_path / "bin" / "systemctl", tmp_path / "told"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >> {told}\ncase "$*" in *is-*) echo enabled ;; esac\nexit $FAILS\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent) + os.pathsep + os.environ["PATH"])
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("FAILS", "0")
    return told


@NEEDS_SYSTEMD
@pytest.mark.parametrize("root", [True, False])
def test_what_is_written_is_a_unit(root: bool, tmp_path: Path) -> None:
    program = tmp_path / "a % folder" / "hookdeskctl"
    program.parent.mkdir()
    program.touch(stat.S_IRWXU)
    unit = tmp_path / "hookdesk.service"
    unit.write_text(Systemd(program, root=root).text())
    (tmp_path / "run").mkdir()
    of = [] if root else ["--user"]
    command = ["systemd-analyze", *of, "verify", str(unit)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path / "run")},
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_account_gets_a_unit_of_its_own_and_is_told_when_it_runs(systemctl: Path, tmp_path: Path) -> None:
    services = Systemd(Path("/opt/hookdesk/hookdeskctl"), root=False)
    said = services.install()
    unit = tmp_path / "config" / "systemd" / "user" / "hookdesk.service"
    assert 'ExecStart="/opt/hookdesk/hookdeskctl" serve' in unit.read_text()
    assert systemctl.read_text().splitlines() == [
        f"--user {words}" for words in ("daemon-reload", "enable hookdesk.service", "start hookdesk.service")
    ]
    assert said[0] == f"{unit} is written."
    assert "loginctl enable-linger" in said[-1]

    assert services.remove()[-1] == f"{unit} is gone."
    assert not unit.exists()
    assert services.status() == ["The receiver is not installed as a service here."]
    for again in (services.remove, services.start):
        with pytest.raises(Problem, match="not installed as a service here"):
            again()


def test_what_systemd_refuses_is_told(systemctl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAILS", "1")
    with pytest.raises(Problem, match=r"systemctl --user daemon-reload failed"):
        Systemd(Path("/opt/hookdesk/hookdeskctl"), root=False).install()


def test_without_systemd_it_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(Problem, match=r"There is no systemd.*/opt/hookdeskctl serve"):
        Systemd(Path("/opt/hookdeskctl"), root=False).install()


def test_a_receiver_that_does_not_start_is_no_receiver_that_runs(systemctl: Path) -> None:
    refusing = '#!/bin/sh\ncase "$*" in *start*) exit 1 ;; esac\n'
    (systemctl.parent / "bin" / "systemctl").write_text(refusing)
    with pytest.raises(Problem, match=r"does not start.*systemctl --user status hookdesk"):
        Systemd(Path("/opt/hookdesk/hookdeskctl"), root=False).install()
