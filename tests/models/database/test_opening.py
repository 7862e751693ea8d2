"""Opening a database: what is good is used, what is not is a Problem, and the file is left as it was."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import apsw
import pytest
from playhouse.schema_diff import diff_models

from development.environment import ROOT
from models.channels import channels
from models.database import FairLock, close_database, connection, execute, is_shared, open_database, writing
from models.database.tables import TABLES, database
from models.problems import Problem, Unavailable
from tests.models.database.opening_together import PROCESSES, open_together


def test_the_migrations_make_what_the_models_say(desk: Path) -> None:
    with connection():
        assert not diff_models(database.obj, list(TABLES))


@pytest.mark.changes_tables
def test_the_migrations_and_the_models_make_the_same_columns_and_indexes(desk: Path) -> None:
    with connection():
        migrated = made()
        with writing():
            for table in reversed(TABLES):
                table.drop_table()
            for table in TABLES:
                table.create_table()
        assert made() == migrated


def made() -> set[tuple[object, ...]]:
    """Every column and index of our tables, whatever the quotes."""
    names = [table._meta.table_name for table in TABLES]
    if is_shared():
        return made_on_a_server(names)
    found = [(name, *row[1:4]) for name in names for row in execute(f"PRAGMA table_info({name})")]
    columns = {(*column[:2], column[2].replace("BIGINT", "INTEGER"), column[3]) for column in found}  # one to SQLite
    marks = ", ".join("?" * len(names))
    rows = execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ({marks})", names)
    return columns | {(name, sql and sql.replace('"', "")) for name, sql in rows}


def made_on_a_server(names: list[str]) -> set[tuple[object, ...]]:
    """The same of PostgreSQL, with the constraints, which are no indexes there."""
    marks = ", ".join("?" * len(names))
    columns = execute(
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable"
        f" FROM information_schema.columns WHERE table_name IN ({marks})", names,
    )  # fmt: skip
    indexes = execute(f"SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename IN ({marks})", names)
    constraints = execute(
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
        f" WHERE conrelid::regclass::text IN ({marks})", names,
    )  # fmt: skip
    return {*columns, *indexes, *constraints}


@pytest.mark.sqlite_only
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_files_and_folder_are_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "desk.db"
    open_database(path)
    with connection():
        execute("UPDATE settings SET value = ''")
        rights = [stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()]
    assert rights == [0o600] * 3
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.sqlite_only
def test_a_power_cut_loses_nothing_answered(desk: Path) -> None:
    with connection():
        assert execute("PRAGMA synchronous") == [(2,)]
        assert execute("PRAGMA journal_mode") == [("wal",)]
        assert execute("PRAGMA foreign_keys") == [(1,)]


@pytest.mark.sqlite_only
def test_processes_that_start_together_on_a_fresh_file_all_start(tmp_path: Path) -> None:
    for round_ in range(5):
        assert open_together(str(tmp_path / f"{round_}.db")) == [""] * PROCESSES


def refused(path: Path) -> Problem:
    """The Problem with a database that cannot be used; it must not be changed by the try."""
    before = path.read_bytes()
    with pytest.raises(Problem) as caught:
        open_database(path)
    assert path.read_bytes() == before
    return caught.value


@pytest.mark.sqlite_only
@pytest.mark.parametrize("mode", ["wal", "delete"])  # a backup that was put back is not in WAL
def test_a_newer_database_is_left_alone(desk: Path, mode: str) -> None:
    close_database()
    with apsw.Connection(str(desk)) as newer:
        newer.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2030-01-01')")
    newer.pragma("journal_mode", mode)
    newer.close()
    assert "newer Hookdesk" in refused(desk).title


@pytest.mark.sqlite_only
@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    assert "damaged" in refused(path).title


@pytest.mark.sqlite_only
def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with apsw.Connection(str(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    assert "another program" in refused(path).title


@pytest.mark.sqlite_only
def test_damage_that_shows_later_is_a_problem(desk: Path) -> None:
    channels.add("Operations")
    close_database()
    with apsw.Connection(str(desk)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = int(str(plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'channels'").get))
    plain.close()
    with desk.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(Problem, match="damaged"):
        channels.all_channels()


def test_an_unknown_kind_of_database_is_a_problem() -> None:
    with pytest.raises(Problem, match="not supported"):
        open_database("mysql://localhost/desk")


def test_the_parameters_of_a_server_become_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem, match="no path of a file") as caught:
        open_database("host=db.example.org password=hunter2 dbname=desk")
    assert "hunter2" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Problem):
        open_database(tmp_path / "file" / "desk.db")


KILLED = (
    "import apsw, os, signal, sys; file = apsw.Connection(sys.argv[1]); file.execute('PRAGMA journal_mode = delete')\n"
    "file.execute('PRAGMA cache_size = 5; PRAGMA cache_spill = 5; BEGIN IMMEDIATE')\n"
    "file.execute('UPDATE channels SET description = ?', ('x' * 100_000,)); os.kill(os.getpid(), signal.SIGKILL)"
)


@pytest.mark.sqlite_only
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_a_killed_process_has_half_written_is_taken_back(desk: Path) -> None:
    kept = channels.add("Kept", "as it was")
    close_database()
    subprocess.run([sys.executable, "-c", KILLED, str(desk)], cwd=ROOT, check=False)
    assert desk.with_name("desk.db-journal").stat().st_size > 0
    open_database(desk)
    assert kept in channels.all_channels()


@pytest.mark.sqlite_only
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_database_that_others_may_read_is_made_private(desk: Path, caplog: pytest.LogCaptureFixture) -> None:
    close_database()
    desk.chmod(0o644)
    with caplog.at_level(logging.WARNING):
        open_database(desk)
    assert stat.S_IMODE(desk.stat().st_mode) == 0o600
    assert f"Others could use {desk}" in caplog.text


@pytest.mark.sqlite_only
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_folder_in_which_others_can_write_is_told_and_left_as_it_is(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    close_database()
    desk.parent.chmod(0o770)
    desk.chmod(0o660)
    monkeypatch.setenv("HOOKDESK_SHARED", "group")
    open_database(desk)
    close_database()
    assert (stat.S_IMODE(desk.stat().st_mode), caplog.text) == (0o660, "")
    monkeypatch.delenv("HOOKDESK_SHARED")
    open_database(desk)
    assert f"Others can write in the folder {desk.parent}" in caplog.text
    assert (stat.S_IMODE(desk.parent.stat().st_mode), stat.S_IMODE(desk.stat().st_mode)) == (0o770, 0o600)


@pytest.mark.sqlite_only
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_after_a_time_of_read_only_the_logs_can_be_written_again(desk: Path) -> None:
    close_database()
    desk.chmod(0o400)
    looker = apsw.Connection(str(desk))
    assert looker.execute("SELECT COUNT(*) FROM channels").get == 0
    logs = [desk.with_name(f"desk.db{end}") for end in ("-wal", "-shm")]
    for log in logs:  # root may write them all the same
        assert stat.S_IMODE(log.stat().st_mode) == 0o400
    desk.chmod(0o600)
    channels.add("After")
    assert [stat.S_IMODE(log.stat().st_mode) for log in logs] == [0o600, 0o600]
    looker.close()


WRITE = (
    "import os, sys; from models.database import *; from models.problems import Problem\n"
    "from models.channels import channels\n"
    "os.setegid(65534); os.seteuid(65534)\n"
    "try:\n    open_database(sys.argv[1]); channels.add('New')\n"
    "except Problem as error: print(error)"
)


@pytest.mark.sqlite_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another account")
def test_a_database_of_another_account_is_a_problem(desk: Path, tmp_path: Path) -> None:
    close_database()
    for folder in (*reversed(tmp_path.parents), tmp_path):
        if folder.stat().st_uid == 0 and "pytest" in str(folder):
            folder.chmod(0o755)
    desk.chmod(0o644)
    before = desk.read_bytes()
    done = subprocess.run([sys.executable, "-c", WRITE, str(desk)], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().startswith(f"{desk} belongs to another account")
    assert desk.read_bytes() == before


@pytest.mark.sqlite_only
def test_a_full_disk_refuses_the_write_and_keeps_the_rest(desk: Path) -> None:
    kept = channels.add("Kept")
    with connection():
        (pages,) = execute("PRAGMA page_count")[0]
        execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(Unavailable, match="disk of the database is full"):
            channels.add("Too much", "x" * 100_000)
        execute("PRAGMA max_page_count = 1000000")
        assert kept in channels.all_channels()
        channels.add("After")


def test_a_writer_that_takes_the_lock_again_at_once_lets_the_waiting_one_go_first() -> None:
    lock, order = FairLock(), list[str]()

    def other() -> None:
        with lock:
            order.append("the waiting one")

    waiting = threading.Thread(target=other)
    with lock:
        waiting.start()
        while not lock.is_wanted():
            pass
    with lock:
        order.append("the one that had it")
    waiting.join()
    assert order == ["the waiting one", "the one that had it"]
