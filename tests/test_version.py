"""Both programs say which version they are, and all that tells it tells the same."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from development.environment import ROOT


@pytest.mark.parametrize(("program", "module"), [("hookdesk", "desktop.app"), ("hookdeskctl", "receiver.cli")])
def test_a_program_says_its_version_and_makes_nothing(tmp_path: Path, program: str, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, "--version"],
        cwd=ROOT,
        env={**os.environ, "HOOKDESK_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert (done.stdout, done.stderr) == (f"{program} {version}\n", "")
    assert list(tmp_path.iterdir()) == []
