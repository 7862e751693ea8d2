"""An upgrade: what an older release stored is there, with what it did not know as if nobody had ever said it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playhouse.migrations import Runner

import models
from models.cases import case_keys, cases
from models.channels import hooks
from models.channels.hook_rules import NO_RULES
from models.database import open_database, opened, writing
from models.recording.report_writer import Source, record
from models.report import Report
from tests.models.conftest import AT

BEFORE_KEYS = 3  # migrations
STORED = (
    "INSERT INTO channels (id, guid, name, description, reopen_on_update, last_case_number, seen_message_id,"
    " created_at) VALUES (1, 'c', 'Operations', '', TRUE, 1, 0, 0)",
    "INSERT INTO hooks (id, channel_id, guid, purpose, enabled, created_at, deliveries)"
    " VALUES (1, 1, 'h', 'Monitor', TRUE, 0, 0)",
    "INSERT INTO cases (id, channel_id, number, subject, state, opened_by, created_at, updated_at, closed_at,"
    " closed_by, messages, unread) VALUES (1, 1, 1, 'Disk full', 'closed', 'Monitor', 0, 0, 0, 'ada', 0, FALSE)",
)


@pytest.mark.sqlite_only  # no database of an older release is on a server
def test_a_desk_from_before_keys_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _make_older(path, tmp_path)
    open_database(path)
    case = cases.get(1)
    assert (case.subject, case.closed_by, case.closed_by_sender, case_keys.of_case(1)) == (
        "Disk full",
        "ada",
        False,
        [],
    )
    assert hooks.get("h").rules is NO_RULES
    with writing():
        outcome = record(Source(1, 1, "Monitor", AT), Report(key="disk", text="full"))
    assert (outcome.status, outcome.case) == ("opened", 2)


def _make_older(path: Path, folder: Path) -> None:
    """A file as the release before made it, with a channel, a hook and a case."""
    older = folder / "migrations"
    older.mkdir()
    for file in sorted((Path(models.__file__).parent / "migrations").glob("0*.py"))[:BEFORE_KEYS]:
        shutil.copy(file, older)
    database = opened(str(path))
    database.connect()
    try:
        assert len(list(Runner(database, str(older)).up())) == BEFORE_KEYS
        for statement in STORED:
            database.execute_sql(statement)
    finally:
        database.close()
