"""A PostgreSQL server as the database: what is good is used, what is not is a Problem that names no password."""

from __future__ import annotations

import re
import traceback

import psycopg
import pytest

from models.channels import channels
from models.database import close_database, connection, execute, label, open_database, try_out, writing
from models.database.errors import explain
from models.database.tables import database
from models.problems import (
    Away,
    Damaged,
    DiskFailed,
    DiskFull,
    Locked,
    NotAllowed,
    Problem,
    ReadOnly,
    Replaced,
    Slow,
    Unavailable,
)
from tests import postgres
from tests.models.database.opening_together import PROCESSES, open_together

pytestmark = pytest.mark.postgres_only


def refused(url: str) -> Problem:
    with pytest.raises(Problem) as caught:
        open_database(url)
    return caught.value


def test_the_status_bar_says_which_database_it_is(desk: object, address: str) -> None:
    name = address.rpartition("/")[2]
    assert label() == f"PostgreSQL: {name} on 127.0.0.1"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("//hookdesk:", "//hookdesk:wrong-"), "refused the user or the password"),
        (("//hookdesk:", "//nobody:"), "refused the user or the password"),
        (("_1", "_none"), "no database of this name"),
        (("127.0.0.1:", "127.0.0.1:1"), "cannot be read|does not answer"),
        (("127.0.0.1", "no-such-host.invalid"), "not known here"),
    ],
)
def test_what_cannot_be_reached_is_a_problem_without_the_password(change: tuple[str, str], said: str) -> None:
    url = postgres.server().fresh().replace(*change) if change[0] != "_1" else postgres.at(str(postgres.URL), "none")
    problem = refused(url)
    assert any(words in problem.title for words in said.split("|")), problem
    password = str(postgres.URL).split("@")[0].rpartition(":")[2]
    assert password not in "".join(traceback.format_exception(problem))


def test_an_address_that_cannot_be_read_is_a_problem_without_the_password() -> None:
    for url in ("postgresql://u:se%cret@host/desk", "postgresql://u:secret@host:port/desk", "postgresql://u:secret@h"):
        problem = refused(url)
        assert "cannot be read" in problem.title
        assert "secret" not in "".join(traceback.format_exception(problem))
        assert "se%cret" not in "".join(traceback.format_exception(problem))


def test_an_sslmode_that_is_none_is_told() -> None:
    assert "sslmode" in refused(f"{postgres.server().fresh()}?sslmode=always").title


def test_a_database_of_another_program_is_left_alone() -> None:
    url = postgres.server().blank()
    with psycopg.connect(url) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    assert "another program" in refused(url).title
    with psycopg.connect(url) as other:
        assert other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == [("recipes",)]


def test_a_database_that_cannot_keep_every_text_is_refused() -> None:
    with psycopg.connect(str(postgres.URL), autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS hookdesk_test_ascii")
        admin.execute("CREATE DATABASE hookdesk_test_ascii ENCODING 'SQL_ASCII' TEMPLATE template0")
    assert "SQL_ASCII" in refused(postgres.at(str(postgres.URL), "hookdesk_test_ascii")).title


@pytest.mark.changes_tables
def test_a_newer_database_is_left_alone(desk: object, address: str) -> None:
    with writing():
        execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2030-01-01')")
    close_database()
    assert "newer Hookdesk" in refused(address).title


def test_a_user_without_rights_is_a_problem() -> None:
    with psycopg.connect(str(postgres.URL), autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS hookdesk_test_guest")
        admin.execute("CREATE ROLE hookdesk_test_guest LOGIN PASSWORD 'guest'")
    for url in (postgres.server().fresh(), postgres.server().blank()):
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")  # which it is from version 15 on
        with pytest.raises(Problem, match="may not do"):
            try_out(f"postgresql://hookdesk_test_guest:guest@{url.partition('@')[2]}")


def test_processes_that_start_together_on_an_empty_database_all_start() -> None:
    assert open_together(postgres.server().blank()) == [""] * PROCESSES


@pytest.mark.changes_tables
def test_answered_means_on_disk_whatever_the_server_says(address: str) -> None:
    name = address.rpartition("/")[2]
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    open_database(address)
    with connection():
        assert execute("SHOW synchronous_commit") == [("on",)]
    close_database()


@pytest.mark.parametrize(
    ("state", "kind", "said"),
    [
        ("53100", DiskFull, "disk of the database server is full"),
        ("53300", Unavailable, "no more connections"),
        ("57P01", Away, "does not answer"),
        ("57P03", Away, "does not answer"),
        ("08006", Away, "does not answer"),
        ("58030", DiskFailed, "disk of the database server does not answer"),
        ("25006", ReadOnly, "read-only"),
        ("55P03", Locked, "in use"),
        ("40P01", Locked, "in use"),
        ("57014", Slow, "takes too long"),
        ("42501", NotAllowed, "may not do"),
        ("42P01", Replaced, "table of the database is missing"),
        ("XX001", Damaged, "damaged"),
    ],
)
def test_what_a_person_can_cure_is_told(state: str, kind: type[Problem], said: str) -> None:
    problem = explain(psycopg.errors.lookup(state)("words of the server"))
    assert type(problem) is kind
    assert said in problem.title
    assert "words of the server" not in str(problem)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('root certificate file "/root/.postgresql/root.crt" does not exist', "root certificate .* cannot be read"),
        (
            'could not read root certificate file "/etc/ca": no certificate or crl found',
            "root certificate .* cannot be",
        ),
        ("SSL error: certificate verify failed", "not trusted"),
        ('server certificate for "db.example" does not match host name "db"', "another host"),
        ("server does not support SSL, but SSL was required", "no encryption"),
        ("received invalid response to SSL negotiation: H", "not a PostgreSQL server"),
        ('FATAL:  role "ada" does not exist', "refused the user"),
        ('FATAL:  role "ada" is not permitted to log in', "refused the user"),
        ('FATAL:  Peer authentication failed for user "ada"', "refused the user"),
        ('FATAL:  database "desk" does not exist', "no database of this name"),
        ('FATAL:  permission denied for database "desk"', "may not do"),
        ('FATAL:  no pg_hba.conf entry for host "192.0.2.1", user "ada", no encryption', "does not let this user in"),
        ("FATAL:  the database system is starting up", "does not answer"),
        ("FATAL:  Passwort-Authentifizierung für Benutzer »ada« fehlgeschlagen", "refused the connection"),
        ("Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?", "not answer"),
    ],
)
def test_what_a_server_says_before_it_lets_anybody_in_is_told(words: str, said: str) -> None:
    """It comes without a SQLSTATE; these are the words of PostgreSQL 15 and libpq 18."""
    where = 'connection failed: connection to server at "192.0.2.7", port 5432 failed: '
    problem = explain(psycopg.OperationalError(where + words))
    assert problem is not None
    assert re.search(said, problem.title), problem
    assert "192.0.2.7" not in str(problem)


def test_a_mistake_of_ours_stays_one() -> None:
    for state in ("42601", "23505", "22001"):
        assert explain(psycopg.errors.lookup(state)("words of the server")) is None


def test_who_waits_too_long_for_another_desk_is_told(desk: object, monkeypatch: pytest.MonkeyPatch) -> None:
    other = database.obj.connect_anew()
    other.execute(database.obj.ALONE)
    with connection():
        execute("SET lock_timeout = '100ms'")
        with pytest.raises(Unavailable, match="in use"):
            channels.add("Operations")
        other.close()
        channels.add("Operations")
        execute("SET lock_timeout = '8s'")
