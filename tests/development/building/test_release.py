"""What is published: sums that prove a download whole, and what is told of signing."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from development.building import release


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("hookdesk_1.0_amd64.deb", "hookdesk-1.0.msi", "hookdesk-1.0.cdx.json"):
        (tmp_path / name).write_text(name)
    (tmp_path / release.SUMS).write_text(release.sums(tmp_path), encoding="ascii")
    return tmp_path


def test_the_sums_are_those_of_all_files_but_their_own(folder: Path) -> None:
    lines = (folder / release.SUMS).read_text().splitlines()
    msi = hashlib.sha256(b"hookdesk-1.0.msi").hexdigest()
    assert len(lines) == 3
    assert f"{msi}  hookdesk-1.0.msi" in lines


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum here")
def test_sha256sum_takes_them_and_finds_a_file_that_was_changed(folder: Path) -> None:
    check = ["sha256sum", "--check", "--quiet", release.SUMS]
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0
    (folder / "hookdesk-1.0.msi").write_text("another")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 1


def test_what_has_to_be_signed_is_told(folder: Path) -> None:
    told = [line.partition(":")[0] for line in release.unsigned(folder)]
    assert told == ["SHA256SUMS", "hookdesk-1.0.msi", "hookdesk_1.0_amd64.deb"]
