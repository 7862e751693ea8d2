"""Prometheus itself, with a hook in the place of an Alertmanager: as its recipe is written."""

import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox, eventually
from tests.end_to_end.senders.recipes import snippet

SOONER = """
global: {evaluation_interval: 1s}
rule_files: [rules.yml]
"""
RULES = """
groups:
- name: disks
  rules:
  - alert: DiskFull
    expr: vector(%d) > 80
    labels: {severity: critical}
    annotations: {summary: Disk of db1 is full, description: "{{ $value }} %% are used"}
"""


def _configuration(url: str) -> str:
    """The recipe's, with a hook on this computer."""
    where = urlsplit(url)
    recipe = snippet("Prometheus", "yaml", url).replace("scheme: https", "scheme: http")
    return recipe.replace("/hooks/…", where.path).replace("desk.example", f'"{where.netloc}"') + SOONER


def test_an_alert_is_a_case_until_it_fires_no_more(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "prometheus.yml").write_text(_configuration(inbox.url))
    rules = tmp_path / "rules.yml"
    rules.write_text(RULES % 97)
    command = [
        programs.debian("usr/bin/prometheus"), f"--config.file={tmp_path}/prometheus.yml",
        f"--storage.tsdb.path={tmp_path}/data", "--web.listen-address=127.0.0.1:0", "--rules.alert.resend-delay=1s",
    ]  # fmt: skip
    log = tmp_path / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        eventually(lambda: process.poll() is not None or list(inbox.states().values()) == ["open"], "the case")
        rules.write_text(RULES % 12)
        process.send_signal(signal.SIGHUP)
        eventually(lambda: process.poll() is not None or list(inbox.states().values()) == ["closed"], "its end")
        assert process.poll() is None, log.read_text()
    finally:
        process.terminate()
        process.wait(programs.PATIENCE)

    case = inbox.case()
    assert (case["subject"], case["state"], case["priority"]) == ("Disk of db1 is full", "closed", "Critical")
    assert "97 % are used" in case["messages"][0]["text"]
