"""The version of a bundle, and of a copy of it that says it is another."""

import os
import re
import shutil
from importlib import metadata
from pathlib import Path
from time import time

import pytest

from development.building import stamp
from development.building.stamp import stamped_copy
from development.environment import ROOT
from models.settings import version

PROJECT_VERSION = stamp.project_version()  # of the true source, before a test puts another in its place
IN_A_CHECKOUT = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="asks git about this source"
)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "hookdesk"
    inner = folder / "_internal/hookdesk-0.1.0.dist-info"
    inner.mkdir(parents=True)
    (inner / "METADATA").write_text("Name: hookdesk\nVersion: 0.1.0\n\nVersion: of what?\n")
    (folder / "program").write_text("program")
    return folder


def test_a_copy_says_its_own_version_and_the_bundle_what_it_said(bundle: Path, tmp_path: Path) -> None:
    stamped_copy(bundle, tmp_path / "copy", "0.0.1")
    place = "_internal/hookdesk-0.1.0.dist-info/METADATA"
    assert (tmp_path / "copy" / place).read_text() == "Name: hookdesk\nVersion: 0.0.1\n\nVersion: of what?\n"
    assert "Version: 0.1.0" in (bundle / place).read_text()


def test_a_bundle_says_what_is_installed_after_a_wheel_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "ROOT", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    left = tmp_path / "hookdesk.egg-info"
    left.mkdir()
    (left / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: hookdesk\nVersion: 0.0.7\n")
    assert metadata.version("hookdesk") == "0.0.7"
    stamp.forget_wheels()
    assert metadata.version("hookdesk") == PROJECT_VERSION


def test_a_copy_on_another_file_system_is_whole(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    stamped_copy(bundle, tmp_path / "copy", "0.0.1")
    assert (tmp_path / "copy/program").read_text() == "program"


@IN_A_CHECKOUT
def test_a_bundle_is_told_of_which_commit_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "_internal/resources").mkdir(parents=True)
    stamp.write_source(tmp_path)
    told = (tmp_path / "_internal/resources" / version.SOURCE).read_text(encoding="ascii")
    assert re.fullmatch(r"[0-9a-f]{12,}( and changes)?, \d{4}-\d\d-\d\d\n", told)


def test_the_time_of_a_build_is_the_one_that_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(stamp.EPOCH, "1000000000")
    assert stamp.at() == 1000000000
    monkeypatch.delenv(stamp.EPOCH)
    assert 1000000000 < stamp.at() <= time()


def test_a_source_without_git_tells_no_commit_and_the_time_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "ROOT", tmp_path)
    monkeypatch.delenv(stamp.EPOCH, raising=False)
    assert stamp.source() == ""
    assert abs(stamp.at() - time()) < 60
