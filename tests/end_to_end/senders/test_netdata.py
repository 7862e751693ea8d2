"""Netdata's alarm-notify.sh, with the arguments that Netdata gives it."""

from pathlib import Path

import pytest

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox

ALARMS = (("CRITICAL", "CLEAR"), ("CRITICAL", "CRITICAL"), ("CLEAR", "CRITICAL"))


def _notify(folder: Path, status: str, before: str) -> str:
    """What the script logged; its arguments are in the order that it names them in."""
    script = programs.debian("usr/lib/netdata/plugins.d/alarm-notify.sh")
    words = [
        "sysadmin", "db1", "1", "7", "1", "1764000000", "disk_space_usage", "disk_space./var", "/var", status, before,
        "97", "80", "10@/etc/netdata/disks.conf", "60", "120", "%", "disk /var space utilization", "97%", "80%",
        "$used * 100", "97", "0", "1", "", "disk_space_usage", "Utilization", "edit", "",
    ]  # fmt: skip
    environ = {
        "NETDATA_USER_CONFIG_DIR": str(folder), "NETDATA_STOCK_CONFIG_DIR": str(folder),
        "NETDATA_CACHE_DIR": str(folder), "NETDATA_REGISTRY_URL": "https://registry.example",
    }  # fmt: skip
    return programs.run(programs.tool("bash"), script, *words, environ=environ)


@pytest.mark.parametrize("kind", ["slack", "rocketchat", "flock", "discord"])
def test_an_alarm_is_a_case_until_it_is_clear(inbox: Inbox, tmp_path: Path, kind: str) -> None:
    programs.tool("curl")
    _configure(tmp_path, kind, inbox.url)

    for status, before in ALARMS:
        _notify(tmp_path, status, before)

    case = inbox.case()
    assert (case["subject"], case["state"], case["priority"]) == ("db1: disk space usage", "closed", "Critical")
    assert inbox.outcomes()[0] == "opened"


def test_an_alarm_for_teams_is_a_message(inbox: Inbox, tmp_path: Path) -> None:
    """Its card names the alarm in words alone."""
    programs.tool("curl")
    _configure(tmp_path, "msteams", inbox.url)

    _notify(tmp_path, *ALARMS[0])

    assert "db1" in inbox.message()["text"]
    assert "disk space usage" in inbox.message()["text"]


def _configure(folder: Path, kind: str, url: str) -> None:
    (folder / "health_alarm_notify.conf").write_text(
        f'SEND_EMAIL="NO"\nSEND_{kind.upper()}="YES"\n{kind.upper()}_WEBHOOK_URL="{url}"\n'
        f'DEFAULT_RECIPIENT_{kind.upper()}="alarms"\nrole_recipients_{kind}[sysadmin]="alarms"\n'
    )
