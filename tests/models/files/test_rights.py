"""Who may read the files of a store: their own account, and the group where it shares the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.files.copying import copy_out
from models.files.folder_store import FolderStore
from models.problems import Problem

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


def kept(store: FolderStore) -> Path:
    """Where a content lies that was put into a store."""
    draft = store.draft()
    draft.write(b"here")
    draft.finish()
    store.put(1, draft, is_new=True)
    path = store.path(draft.hash)
    assert path is not None
    return path


@pytest.mark.parametrize(("shared", "folder", "file"), [(0o2770, 0o770, 0o660), (0o750, 0o750, 0o640)])
def test_files_in_a_folder_that_a_group_shares_are_for_the_group_as_the_folder_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: int, folder: int, file: int
) -> None:
    monkeypatch.setenv("HOOKDESK_SHARED", "group")
    tmp_path.chmod(shared)
    store = FolderStore(tmp_path / "files")
    path = kept(store)
    assert path.stat().st_mode & 0o777 == file
    made = [*path.parents[:3], store.folder / "incoming"]
    assert {each.stat().st_mode & 0o777 for each in made} == {folder}
    assert {each.stat().st_mode & 0o2000 for each in made} == {shared & 0o2000}


def test_files_in_a_folder_that_nobody_said_is_shared_are_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    store = FolderStore(tmp_path / "files")
    kept(store)
    assert all(path.stat().st_mode & 0o077 == 0 for path in store.folder.rglob("*"))


def test_a_file_that_cannot_be_read_is_not_blamed_on_where_it_is_saved(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    path = kept(store)
    path.unlink()
    path.mkdir()
    with pytest.raises(Problem, match="could not be read"):
        copy_out(store, path.name, tmp_path / "saved")
