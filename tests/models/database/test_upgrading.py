"""An upgrade: what an older release stored is there, with what it did not know as if nobody had ever said it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from playhouse.migrations import Runner

import models
from models.cases import case_keys, cases
from models.channels import hooks
from models.channels.hook_rules import NO_RULES
from models.database import connection, open_database, opened, writing
from models.files import queue
from models.messages import attachments, posted
from models.recording.report_writer import Source, record
from models.report import Report
from tests.models.conftest import AT

BEFORE_KEYS, BEFORE_FILES = 3, 9  # migrations
STORED = (
    "INSERT INTO channels (id, guid, name, description, reopen_on_update, last_case_number, seen_message_id,"
    " created_at) VALUES (1, 'c', 'Operations', '', TRUE, 1, 0, 0)",
    "INSERT INTO hooks (id, channel_id, guid, purpose, enabled, created_at, deliveries)"
    " VALUES (1, 1, 'h', 'Monitor', TRUE, 0, 0)",
    "INSERT INTO cases (id, channel_id, number, subject, state, opened_by, created_at, updated_at, closed_at,"
    " closed_by, messages, unread) VALUES (1, 1, 1, 'Disk full', 'closed', 'Monitor', 0, 0, 0, 'ada', 0, FALSE)",
)

ATTACHED = (
    'INSERT INTO messages (id, channel_id, case_id, kind, text, "references", hook_id, received_at)'
    " VALUES (1, 1, 1, 'opening', 'full', '[]', 1, 0)",
    "INSERT INTO attachments (id, message_id, position, type, url)"
    " VALUES (1, 1, 0, 'file', 'http://files.example.org/old'), (2, 1, 1, 'link', 'http://b.example/')",
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


@pytest.mark.sqlite_only
def test_files_from_before_files_were_fetched_say_so_and_are_fetched_once_somebody_asks(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _make_older(path, tmp_path, BEFORE_FILES, (*STORED, *ATTACHED))
    open_database(path)
    old, link = (one.posted for one in attachments.page(1))
    assert (old.state, old.why, old.is_untried) == ("failed", posted.BEFORE_FILES, True)
    assert (link.state, link.is_untried) == (None, False)
    with connection():
        assert list(queue.due(AT)) == []
    assert [queue.retry_now(one.id, AT) for one in (old, link)] == [True, False]
    with connection():
        assert [due.url for due in queue.due(AT)] == ["http://files.example.org/old"]


def _make_older(path: Path, folder: Path, migrations: int = BEFORE_KEYS, statements: Sequence[str] = STORED) -> None:
    """A file as an older release made it, after so many migrations, with what was stored then."""
    older = folder / "migrations"
    older.mkdir()
    for file in sorted((Path(models.__file__).parent / "migrations").glob("0*.py"))[:migrations]:
        shutil.copy(file, older)
    database = opened(str(path))
    database.connect()
    try:
        assert len(list(Runner(database, str(older)).up())) == migrations
        for statement in statements:
            database.execute_sql(statement)
    finally:
        database.close()
