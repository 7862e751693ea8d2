"""The version of a bundle, and of a copy of it that says it is another."""

import os
from pathlib import Path

import pytest

from development.building.stamp import stamped_copy


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


def test_a_copy_on_another_file_system_is_whole(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    stamped_copy(bundle, tmp_path / "copy", "0.0.1")
    assert (tmp_path / "copy/program").read_text() == "program"
