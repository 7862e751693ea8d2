"""hookdeskctl database."""

import http.client
import json
from time import monotonic

import apsw
import pytest

from tests.receiver.commands.conftest import Ctl


@pytest.mark.sqlite_only
def test_a_backup_is_made_and_listed(empty: Ctl) -> None:
    assert "hookdeskctl database backup" in empty.run("database", "backups").stderr
    assert empty.json("database", "backups") == []
    made = empty("database", "backup")
    (listed,) = empty.json("database", "backups")
    assert (listed["file"], listed["made_at"].endswith("Z")) == (made, True)
    assert made in empty("database", "backups")


@pytest.mark.sqlite_only
def test_a_check_says_that_all_is_well_or_which_backup_there_is(empty: Ctl) -> None:
    made = empty("database", "backup")
    assert empty("database", "check") == "The database is sound."
    path = empty.station.file
    path.write_bytes(path.read_bytes()[: 4096 * 3])
    refused = empty.run("database", "check")
    assert refused.exit_code == 1
    assert "damaged" in refused.stderr
    assert made in refused.stderr


@pytest.mark.sqlite_only
def test_health_tells_of_damage(empty: Ctl) -> None:
    with empty.station.serve() as receiver:
        connection = http.client.HTTPConnection(receiver.url.removeprefix("http://"), timeout=10)

        def health() -> tuple[int, str]:
            connection.request("GET", "/health")
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())["status"]

        empty("database", "check")
        assert health() == (200, "ok")
        (kept,) = (empty.station.file.parent / "backups").glob("*.check.json")
        kept.write_text('{"checked_at": "2026-03-04T05:06:07Z", "faults": ["row 1 missing from index"]}')
        until = monotonic() + 15
        while health()[0] != 503:  # what was found is told for a second
            assert monotonic() < until
        connection.close()
        assert receiver.stop() == 0


@pytest.mark.sqlite_only
def test_compact_makes_a_file_of_an_older_version_give_space_back(empty: Ctl) -> None:
    empty("channel", "add", "General")
    path = str(empty.station.file)
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
