"""The trials themselves: each can fail and says how to repeat it, and the disk they cut off keeps what it must."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from development.environment import ROOT
from tests.torture.storage.disk import Disk, Entry
from tests.torture.trials import TRIALS
from tests.torture.weakened import WEAKNESSES


def torture(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command, around = [sys.executable, "-m", "tests.torture", *words], {**os.environ, **environ}
    return subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="what the trials look at is Linux's")
def test_a_trial_that_fails_says_so_and_how_to_repeat_it(tmp_path: Path) -> None:
    done = torture("same-id", "--seed", "7", "--folder", str(tmp_path), "--weaken", "ignore-repeats")
    assert done.returncode == 1
    assert "same-id          FAILED  same7-0 was answered" in done.stdout
    assert "Again: python3 dev.py torture same-id --seed 7" in done.stdout
    done = torture("same-id", "--seed", "7", "--folder", str(tmp_path), "--prove")
    assert (done.returncode, "same-id          ok      noticed 'ignore-repeats'" in done.stdout) == (0, True)


@pytest.mark.skipif(sys.platform != "linux", reason="what the trials look at is Linux's")
def test_a_trial_that_cannot_be_made_here_says_what_it_needs() -> None:
    done = torture("hands", PATH="")
    assert done.returncode == 0
    assert "hands            untried" in done.stdout
    assert "xdotool" in done.stdout


def test_a_trial_that_is_not_there_is_wrong_usage() -> None:
    assert torture("earthquake").returncode == 2


def test_every_trial_is_documented_and_has_a_weakness_to_notice() -> None:
    text = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    assert [trial.name for trial in TRIALS if f"| `{trial.name}` |" not in text] == []
    assert [trial.weakness for trial in TRIALS if trial.weakness not in WEAKNESSES] == []


def entry(op: str, name: str = "/desk.db", offset: int = 0, data: bytes = b"") -> Entry:
    return Entry(op, name, offset, data, 0)


def left(folder: Path, *entries: Entry) -> list[dict[str, bytes]]:
    """What the disk may hold after a cut, many times over."""
    disk = Disk()
    for each in entries:
        disk.take(each)
    found = []
    for seed in range(40):
        at = folder / str(seed)
        at.mkdir()
        disk.cut(at, random.Random(seed))
        found.append({file.name: file.read_bytes() for file in at.iterdir()})
    return found


MADE = (entry("C"), entry("S", ""))


def test_what_was_synced_is_left_and_what_was_not_may_be(tmp_path: Path) -> None:
    synced = (entry("W", data=b"a" * 4096), entry("S"))
    pending = entry("W", offset=4096, data=b"b" * 8192)
    contents = {one["desk.db"] for one in left(tmp_path, *MADE, *synced, pending)}
    a, b, none = b"a" * 4096, b"b" * 4096, bytes(4096)
    assert contents == {a, a + b, a + none + b, a + b + b}


def test_a_truncation_and_an_overwriting_may_be_lost(tmp_path: Path) -> None:
    synced = (entry("W", data=b"a" * 10), entry("S"))
    contents = {one["desk.db"] for one in left(tmp_path, *MADE, *synced, entry("T"), entry("W", data=b"b"))}
    assert contents == {b"a" * 10, b"b" + b"a" * 9, b"", b"b"}


def test_a_name_is_left_when_its_folder_was_synced(tmp_path: Path) -> None:
    wal = (entry("C", "/desk.db-wal"), entry("W", "/desk.db-wal", data=b"w"), entry("S", "/desk.db-wal"))
    found = left(tmp_path, *MADE, *wal)
    assert {tuple(sorted(one)) for one in found} == {("desk.db",), ("desk.db", "desk.db-wal")}
    (tmp_path / "synced").mkdir()
    assert all(one["desk.db-wal"] == b"w" for one in left(tmp_path / "synced", *MADE, *wal, entry("S", "")))
