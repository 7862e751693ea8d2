"""hookdeskctl copy-to."""

from pathlib import Path

import pytest

from tests import postgres
from tests.end_to_end.station import Station
from tests.receiver.commands.conftest import Ctl

pytestmark = pytest.mark.postgres_only


def test_a_desk_is_moved_and_used_there(tmp_path: Path) -> None:
    station = Station(tmp_path)
    target = station.database
    station.database = str(tmp_path / "desk.db")
    ctl = Ctl(station)
    ctl("channel", "add", "Operations")
    ctl("hook", "add", "Operations", "--purpose", "Monitor")
    assert ctl("copy-to", target).startswith("Copied 0 messages, 0 cases and ")
    again = ctl.run("copy-to", target)
    assert (again.exit_code, "not empty" in again.output) == (1, True)
    station.database = target
    assert ctl("hook", "list").count("Monitor") == 1


def test_a_password_is_in_no_message(tmp_path: Path) -> None:
    station = Station(tmp_path)
    station.database = str(tmp_path / "desk.db")
    ctl = Ctl(station)
    ctl("channel", "add", "Operations")
    done = ctl.run("copy-to", str(postgres.URL).replace("//hookdesk:", "//hookdesk:se-cret"))
    assert done.exit_code == 1
    assert "refused the user or the password" in done.output
    assert "se-cret" not in done.output
