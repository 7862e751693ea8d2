"""Folders and files that cannot be had: one sentence, exit code 1, and no traceback."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from development.environment import ROOT
from models.problems import Problem
from models.settings import paths
from tests.end_to_end.station import Station

LIST = [sys.executable, "-m", "receiver.cli", "channel", "list"]


def refused(home: str | bytes, *command: str, **environ: str) -> str:
    """What hookdeskctl says with this HOOKDESK_HOME, where it cannot work."""
    kept = {name: value for name, value in os.environ.items() if name != "HOOKDESK_DATABASE"}
    around = {os.fsencode(name): os.fsencode(value) for name, value in (kept | environ).items()}
    around[b"HOOKDESK_HOME"] = os.fsencode(home)
    done = subprocess.run([*LIST, *command], cwd=ROOT, env=around, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert f"The folder {file / 'config'} cannot be had: Not a directory." in refused(str(file))


def test_a_home_of_nobody() -> None:
    assert "~nosuchuser" in refused("~nosuchuser/x")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are UTF-8 by themselves")
def test_a_home_that_is_not_utf_8(tmp_path: Path) -> None:
    assert "it is not UTF-8" in refused(os.fsencode(tmp_path) + b"/\xff")


@pytest.mark.sqlite_only
def test_a_database_with_a_longer_path_than_sqlite_takes(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["x" * 100] * 5)
    folder.mkdir(parents=True)
    assert "so long a path" in refused(str(tmp_path), HOOKDESK_DATABASE=str(folder / "desk.db"))


@pytest.mark.sqlite_only
def test_a_log_that_cannot_be_written_is_said_and_stops_nobody(tmp_path: Path) -> None:
    log = tmp_path / "home" / "log"
    (log / "hookdesk.log").mkdir(parents=True)
    log.chmod(0o700)
    station = Station(tmp_path)
    with station.serve() as receiver:
        assert receiver.stop() == 0
    assert "hookdesk.log cannot be written" in station.errors.read_text()
    assert station.errors.read_text().count("\n") == 1


def test_an_account_without_a_home_needs_none_with_hookdesk_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What platformdirs says where neither HOME nor the system knows a home.
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: Path("~/.local/share/hookdesk"))
    assert paths.data_folder({"HOOKDESK_HOME": str(tmp_path)}) == tmp_path / "data"
    with pytest.raises(Problem, match="This account has no home folder"):
        paths.data_folder({})


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_folder_of_ours_that_others_may_use_is_made_private(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    home = {"HOOKDESK_HOME": str(tmp_path)}
    folder = paths.data_folder(home)
    folder.chmod(0o775)
    shared = home | {"HOOKDESK_SHARED": "group"}
    assert stat.S_IMODE(paths.data_folder(shared).stat().st_mode) == 0o770
    assert stat.S_IMODE(paths.data_folder(home).stat().st_mode) == 0o700
    assert caplog.messages == [f"Others could use the folder {folder}: these rights were taken away."] * 2


FOREIGN = (
    "import os, sys; from models.settings import paths; from models.problems import Problem\n"
    "os.seteuid(65534)\n"
    "try: print(paths.data_folder())\n"
    "except Problem as problem: print(problem)"
)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another account")
def test_a_home_that_somebody_else_has_made(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o777)
    os.chown(home, 12345, 12345)
    for folder in (tmp_path, *tmp_path.parents):
        if "pytest" in str(folder):
            folder.chmod(0o755)
    around = os.environ | {"HOOKDESK_HOME": str(home)}
    command = [sys.executable, "-c", FOREIGN]
    done = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"The folder {home} belongs to another account of this computer.")
