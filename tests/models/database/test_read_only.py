"""A desk where nothing can be written: what only reads works on it, and what writes says why it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.cases.case_filter import Filter
from models.channels import channels, hooks
from models.database import close_database, connection, open_database, writing
from models.exports.export import write
from models.exports.listing import of_cases
from models.problems import Problem, ReadOnly
from models.recording.report_writer import Source, record
from models.report import Report
from tests.models.conftest import AT

pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.skipif(os.name == "nt", reason="folders say there who may write"),
]

Lock = Callable[[], object]


@pytest.fixture
def place() -> Iterator[tuple[Path, Lock]]:
    """A folder, and what makes it read-only: a disk of its own where this account may mount one, else its rights.

    It is none of pytest's folders: those are deleted by later runs, which fail where a killed one left a disk.
    """
    folder = Path(tempfile.mkdtemp(prefix="hookdesk-disk-"))
    try:
        yield from _lockable(folder)
    finally:
        shutil.rmtree(folder)


def _lockable(folder: Path) -> Iterator[tuple[Path, Lock]]:
    if os.geteuid() != 0:
        yield folder, lambda: folder.chmod(0o500)
        folder.chmod(0o700)
        return
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False).returncode:
        pytest.skip("root may not mount a disk here, and has every right in a folder")
    try:
        yield folder, lambda: subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        close_database()
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def desk(place: tuple[Path, Lock]) -> Path:
    """The file of a desk with a case, which nobody has open."""
    path = place[0] / "desk.db"
    open_database(path)
    with connection():
        hook = hooks.add(channels.add("Operations").id, "Monitor")
        with writing():
            record(Source(hook.channel_id, hook.id, hook.purpose, AT), Report(id="a", text="disk full"))
    close_database()
    return path


def ctl(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "receiver.cli", "--database", str(path), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_all_that_only_reads_works_and_what_writes_says_why_not(
    desk: Path, place: tuple[Path, Lock], tmp_path: Path
) -> None:
    place[1]()
    for words, said in {
        ("case", "list", "Operations"): "disk full",
        ("case", "show", "Operations", "1"): "disk full",
        ("case", "search", "full"): "disk full",
        ("case", "export", "--output", str(tmp_path / "cases.json")): "",
        ("database", "check"): "sound",
        ("hook", "list", "Operations"): "Monitor",
    }.items():
        done = ctl(desk, *words)
        assert (done.returncode, said in done.stdout) == (0, True), done.stderr
    assert "disk full" in (tmp_path / "cases.json").read_text()
    refused = ctl(desk, "channel", "add", "Plant")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "read-only" in refused.stderr or "cannot be written" in refused.stderr
    assert sorted(file.name for file in place[0].iterdir()) == ["desk.db"]


def test_the_window_s_start_and_its_lists_write_nothing(desk: Path, place: tuple[Path, Lock], tmp_path: Path) -> None:
    place[1]()
    open_database(desk)
    assert channels.ensure_first("First") is None
    assert write(tmp_path / "cases.csv", of_cases(Filter(), "newest")) == 1
    with pytest.raises(ReadOnly):
        channels.add("Plant")


def test_the_last_writes_of_a_killed_desk_are_read_with_its_log_and_not_left_out(
    desk: Path, place: tuple[Path, Lock], tmp_path: Path
) -> None:
    open_database(desk)
    with connection():
        channels.add("Plant")
        for end in ("", "-wal", "-shm"):
            shutil.copy2(f"{desk}{end}", tmp_path / f"copy.db{end}")
    close_database()
    for end in ("", "-wal", "-shm"):
        shutil.copy2(tmp_path / f"copy.db{end}", place[0] / f"killed.db{end}")
    (place[0] / "alone.db").write_bytes((tmp_path / "copy.db").read_bytes())
    (place[0] / "alone.db-wal").write_bytes((tmp_path / "copy.db-wal").read_bytes())
    place[1]()
    open_database(place[0] / "killed.db")
    assert [channel.name for channel in channels.all_channels()] == ["Operations", "Plant"]
    close_database()
    with pytest.raises(Problem, match=r"The last writes of alone\.db are in alone\.db-wal"):
        open_database(place[0] / "alone.db")
