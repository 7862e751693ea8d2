"""Copies for other programs: who may read them, and when they are deleted."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from desktop.attachments.outside_copies import OutsideCopies
from models.files.folder_store import FolderStore
from models.problems import Problem
from tests.desktop.attachments.conftest import Keeps

TEXT = ("df.txt", b"Filesystem", "text/plain")


def test_nobody_else_reads_a_copy_and_it_goes_in_the_end(kept: Keeps, store: FolderStore, tmp_path: Path) -> None:
    copies = OutsideCopies(tmp_path / "copies", lambda: store)
    [posted] = kept(TEXT)
    first, second = (copies.lay_out(posted, read_only=read_only) for read_only in (True, False))
    assert first != second
    assert {path.read_bytes() for path in (first, second)} == {b"Filesystem"}
    assert not (tmp_path / "copies").stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    copies.stop()
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_a_killed_program_left_is_swept_and_what_a_running_one_has_stays(
    kept: Keeps, store: FolderStore, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    running = OutsideCopies(folder, lambda: store)
    path = running.lay_out(kept(TEXT)[0], read_only=False)
    left = folder / "left"
    left.mkdir()
    (left / "df.txt").write_bytes(b"left")
    (left / "df.txt").chmod(0o400)
    # As a program that is gone leaves it: its number, its name, its machine.
    (folder / "left.lock").write_text("999999\nhookdesk\n\n\n")
    OutsideCopies(folder, lambda: store).sweep()
    assert not left.exists()
    assert path.exists()
    running.stop()
    assert list(folder.iterdir()) == []


def test_where_no_copy_can_be_made_is_said(kept: Keeps, store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file is in the way")
    with pytest.raises(Problem, match="No copy of the file could be made"):
        OutsideCopies(tmp_path / "copies", lambda: store).lay_out(kept(TEXT)[0], read_only=False)
