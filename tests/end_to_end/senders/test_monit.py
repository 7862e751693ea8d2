"""Monit: it runs the program of the recipe when a file is gone, and when it is back."""

import subprocess
from pathlib import Path

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox, eventually
from tests.end_to_end.senders.recipes import snippet

CONTROL = """
set daemon 1
set pidfile {folder}/monit.pid
set idfile {folder}/monit.id
set statefile {folder}/monit.state
check file watched with path {folder}/watched
    if does not exist then exec "{folder}/hookdesk.sh" else if succeeded then exec "{folder}/hookdesk.sh"
"""


def test_a_file_that_is_gone_is_a_case_until_it_is_back(inbox: Inbox, tmp_path: Path) -> None:
    programs.tool("curl")
    control, script = tmp_path / "monitrc", tmp_path / "hookdesk.sh"
    control.write_text(CONTROL.format(folder=tmp_path))
    script.write_text(snippet("Monit", "sh", inbox.url))
    control.chmod(0o600)
    script.chmod(0o700)
    process = subprocess.Popen([programs.debian("usr/bin/monit"), "-I", "-c", str(control)])
    try:
        eventually(lambda: list(inbox.states().values()) == ["open"], "the case")
        (tmp_path / "watched").write_text("")
        eventually(lambda: list(inbox.states().values()) == ["closed"], "its end")
    finally:
        process.terminate()
        process.wait(programs.PATIENCE)

    assert inbox.case()["subject"].startswith("watched on ")
