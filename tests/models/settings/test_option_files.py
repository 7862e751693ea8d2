"""The files that options are kept in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from models.settings import option_files


def test_options_that_are_saved_at_once_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    names = [f"option_{number}" for number in range(20)]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(partial(option_files.save, value="1", path=path), names))
    assert option_files.users(path).options == dict.fromkeys(names, "1")
