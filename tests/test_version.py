"""Both programs say which version they are, and all that tells it tells the same."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from development.environment import ROOT
from models.settings import version


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
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (done.stdout, done.stderr) == (f"{program} {project['version']}\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_says_its_source_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / version.SOURCE).write_text("3f2a9c1d04be, 2026-11-28\n")
    monkeypatch.setattr(version, "files", lambda _: tmp_path)
    assert version.version_and_source() == f"{version.version()} (3f2a9c1d04be, 2026-11-28)"
