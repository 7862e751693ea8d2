"""Exports that take long: they tell how far they are, can be stopped, and are of one moment as long as that lasts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import time
from typing import Any

import pytest

from models.cases import case_actions, cases
from models.cases.case_filter import Filter
from models.database import connection, execute, transactions
from models.exports.export import STEP, write
from models.exports.listing import of_cases
from models.problems import Problem
from models.recording.report_writer import Source
from tests.models.conftest import close_case
from tests.models.exports.conftest import Open, told_of
from tests.models.exports.exported_files import numbers


def test_progress_is_told_and_a_stop_leaves_what_was_there(opened: Open, tmp_path: Path) -> None:
    for number in range(STEP + 1):
        opened(f"case {number}")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return done == 0

    for name in ("a.xlsx", "a.csv", "a.json"):
        path = tmp_path / name
        path.write_bytes(b"older")
        assert write(path, of_cases(Filter(), "newest"), stop) is None
        assert path.read_bytes() == b"older"
    assert told == [(0, STEP + 1), (STEP, STEP + 1)] * 3
    assert sorted(file.name for file in tmp_path.glob("*a.*")) == ["a.csv", "a.json", "a.xlsx"]


def test_an_export_is_of_one_moment(opened: Open, source: Source, tmp_path: Path) -> None:
    for number in range(2 * STEP + 50):
        opened(f"case {number}")

    def meanwhile(done: int, total: int) -> bool:
        if done == STEP:  # what would go to the top of the list, and be missing or twice
            _elsewhere(lambda: close_case(cases.find(source.channel_id, 1).id, "Ada"))
        return True

    assert write(tmp_path / "a.json", of_cases(Filter(state="open"), "updated"), meanwhile) == 2 * STEP + 50
    assert sorted(numbers(tmp_path / "a.json")) == list(range(1, 2 * STEP + 51))
    assert cases.find(source.channel_id, 1).state == "closed"


@pytest.mark.sqlite_only
def test_a_long_export_goes_on_to_later_moments_with_each_case_once_and_lets_the_log_be_emptied(
    opened: Open, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "LONGEST_READ", 0.0)
    for number in range(2 * STEP + 50):
        opened(f"case {number}")
    left = list[int]()

    def meanwhile(done: int, total: int) -> bool:
        if done == STEP:  # to the top of the list, which was read already, and to where it is still to be read
            _elsewhere(lambda: case_actions.set_priority([cases.find(source.channel_id, 1)], 2, "Ada"))
        if done == 2 * STEP:
            left.append(_elsewhere(_frames_in_use))
        return True

    assert write(tmp_path / "a.json", of_cases(Filter(), "updated"), meanwhile) == 2 * STEP + 50
    assert sorted(numbers(tmp_path / "a.json")) == list(range(1, 2 * STEP + 51))
    assert left == [0]


def _frames_in_use() -> int:
    """How much of the write-ahead log cannot be brought into the file, as somebody reads an earlier moment."""
    with connection():
        _, frames, done = execute("PRAGMA wal_checkpoint(PASSIVE)")[0]
    return int(frames - done)


def _elsewhere(work: Callable[[], Any]) -> Any:
    """On another thread, so with a connection of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.mark.parametrize("name", ["cases", "cases.pdf", "gone/cases.xlsx", "gone/cases.csv", "folder.csv"])
def test_a_file_that_cannot_be_written_is_a_problem_and_nothing_is_left(
    opened: Open, tmp_path: Path, name: str
) -> None:
    opened("case")
    place = tmp_path / "place"
    (place / "folder.csv").mkdir(parents=True)
    with pytest.raises(Problem) as problem:
        write(place / name, of_cases(Filter(), "newest"))
    assert "database" not in str(problem.value)
    assert [one.name for one in place.iterdir()] == ["folder.csv"]


@pytest.mark.skipif(os.name == "nt", reason="there it goes when it is a day old")
def test_what_a_killed_export_left_goes_with_the_next_one(opened: Open, tmp_path: Path) -> None:
    opened("case")
    _kill_an_export(tmp_path / "cases.csv")
    living = tmp_path / f".cases.csv.{os.getppid()}.hookdesk-part"
    living.touch()
    assert len(list(tmp_path.glob(".cases.csv.*"))) == 2
    assert write(tmp_path / "cases.csv", of_cases(Filter(), "newest")) == 1
    assert list(tmp_path.glob(".cases.csv.*")) == [living]


@pytest.mark.skipif(os.name == "nt", reason="there nobody can be killed like that")
def test_what_killed_exports_left_in_a_folder_goes_when_it_is_a_day_old(opened: Open, tmp_path: Path) -> None:
    opened("case")
    _kill_an_export(tmp_path / "old.xlsx")
    _kill_an_export(tmp_path / "young.xlsx")
    strangers = tmp_path / ".of.somebody.else.1.part"
    strangers.touch()
    old, young = tmp_path.glob(".old.xlsx.*"), next(tmp_path.glob(".young.xlsx.*"))
    for file in (*old, strangers):
        os.utime(file, (time() - 2 * 86_400,) * 2)
    assert write(tmp_path / "cases.csv", of_cases(Filter(), "newest")) == 1
    assert sorted(tmp_path.glob(".*.*part")) == sorted([strangers, young])


def _kill_an_export(path: Path) -> None:
    """Have another process export to a file, and end itself in the middle as kill -9 would."""
    text = (
        "import os, signal, sys; from pathlib import Path; from models.database import open_database;"
        "from models.cases.case_filter import Filter; from models.exports.export import write;"
        "from models.exports.listing import of_cases; open_database(sys.argv[1]);"
        "write(Path(sys.argv[2]), of_cases(Filter(), 'newest'), lambda *_: os.kill(os.getpid(), signal.SIGKILL))"
    )
    database = path.parent / "another.db"
    assert subprocess.run([sys.executable, "-c", text, database, path], check=False).returncode == -signal.SIGKILL
    assert len(list(path.parent.glob(f".{path.name}.*"))) == 1


def test_an_export_can_be_stopped_among_the_messages_of_one_case(talked: Source, tmp_path: Path) -> None:
    for number in range(STEP):
        told_of(talked, f"update {number}")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) == 1

    assert write(tmp_path / "a.json", of_cases(Filter(), "newest"), stop) is None
    assert told == [(0, 1), (0, 1)]
    assert list(tmp_path.glob("*a.*")) == []
