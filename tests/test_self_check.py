"""`hookdesk --self-check` from the source; dev.py build runs it from the bundle."""

import os
import subprocess
import sys
from pathlib import Path

from development.environment import ROOT


def test_the_self_check_passes_and_leaves_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop.app", "--self-check"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path), "HOOKDESK_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2:] == ["ok  stopped", "Self-check passed."]
    assert list(tmp_path.iterdir()) == []
