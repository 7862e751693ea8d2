"""hookdeskctl database."""

import apsw
import pytest

from tests.receiver_cli.conftest import Ctl


@pytest.mark.sqlite_only
def test_compact_makes_a_file_of_an_older_version_give_space_back(empty: Ctl) -> None:
    empty("channel", "add", "General")
    path = str(empty.station.database)
    file = apsw.Connection(path)
    file.execute("PRAGMA journal_mode = delete")
    file.execute("PRAGMA auto_vacuum = none")
    file.execute("VACUUM")
    file.execute("CREATE TABLE filler AS SELECT randomblob(2_000_000)")
    file.execute("DROP TABLE filler")
    file.close()

    said = empty("database", "compact")

    assert said.startswith("The database took 2.")
    assert " MB and takes 0." in said
    file = apsw.Connection(path)
    assert [file.pragma(name) for name in ("auto_vacuum", "journal_mode", "freelist_count")] == [2, "wal", 0]
    assert [one["name"] for one in empty.json("channel", "list")] == ["General"]


@pytest.mark.sqlite_only
def test_compact_refuses_while_somebody_uses_the_database(empty: Ctl) -> None:
    with empty.station.serve():
        refused = empty.run("database", "compact")
    assert refused.exit_code == 1
    assert "The database is in use." in refused.stderr
    empty("database", "compact")


@pytest.mark.postgres_only
def test_a_server_needs_no_compacting(empty: Ctl) -> None:
    refused = empty.run("database", "compact")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: The database is on a server, which makes space usable again by itself.")
