"""A copy of an SQLite desk on PostgreSQL: the same rows, the same answers, and it goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from models import search
from models.cases import case_actions, case_moving, cases, comments
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import channels, hooks, old_urls
from models.channels.hook_rules import Rules, Secret
from models.database import close_database, connection, execute, open_database, writing
from models.database.tables import TABLES
from models.deliveries import deliveries, retention, unknown_urls
from models.deliveries.delivery_filter import DeliveryFilter
from models.deliveries.unknown_urls import UnknownRequest
from models.files import queue
from models.files.database_store import DatabaseStore
from models.files.folder_store import FolderStore
from models.formats import own_formats
from models.messages import attachments, messages
from models.problems import NotThere, Problem
from models.recording.recorder import Recorder
from models.recording.report_writer import Source, record
from models.report import Attachment, Report
from models.upkeep import copying, file_copying
from models.upkeep.copying import copy_to
from tests import postgres
from tests.models.conftest import AT, received, told
from tests.models.deliveries.some_deliveries import Some, store

pytestmark = pytest.mark.postgres_only
FILE = Attachment("file", "Ölçüm değerleri", "csv", "http://myserver/x")


@pytest.fixture
def source(desk_path: Path) -> Iterator[hooks.Hook]:
    """A hook of an SQLite desk on which a bit of everything was done."""
    postgres.server()  # which opens a database of its own, for a moment
    open_database(desk_path)
    hook = hooks.add(channels.add("Operations").id, "Monitor")
    plant = channels.add("Plant", "with a zero: \0")
    at = Source(hook.channel_id, hook.id, hook.purpose, AT)
    with writing():
        for number in range(30):
            key = "web1/disk29" if number == 29 else None
            record(at, Report(id=f"r{number}", key=key, text=f"Disk {number} ışık 東京", attachments=(FILE,)))
            record(at, Report(references=(f"r{number}", "unknown"), text="update"))
    case_moving.merge([cases.get(1), cases.get(2)], "ada")
    case_moving.move([cases.get(3)], plant.id, "ada")
    case_actions.set_description(cases.get(4), "the İzmir tape", "ada")
    comments.add(cases.get(5), "blown fuse", "ada")
    recorder = Recorder()
    recorder.start()
    recorder.record(received(hook, bytes(range(256))), [Report(id="last", text="last")], told)
    assert recorder.stop()
    new = old_urls.replace_url(hook.guid, timedelta(days=1))
    edit = new.edit()
    hooks.save(edit, replace(edit, rules=Rules(None, 3600, "60/minute", ("192.0.2.0/24",), Secret("github", "Iş"))))
    (first,) = store(Some(new, AT, "rejected", "invalid_json", b"\xff\0DISK"), old_url_id=1)
    (again,) = store(Some(new, AT, "posted"), replay_of=first)
    with writing():
        execute("UPDATE deliveries SET mended_by = ? WHERE id = ?", (again, first))
    retention.set_policy(retention.Policy(7, None, 1))
    watchers = own_formats.create("Our watchers", "name = 'Iş'")
    own_formats.publish(watchers.id, "name = 'İş'", "the first")
    own_formats.save_draft(watchers.id, "name = 'Wächter'")
    own_formats.create("Others", "")
    unknown_urls.store(
        [UnknownRequest(AT, "127.0.0.1", "POST", "/hooks/ı", True, 3, 9, (("Host", "a"),), b"\xff\0DISK")]
    )
    yield hook
    close_database()


def everything() -> list[Any]:
    """What the screens would show."""
    listed = page(Filter(), limit=1000)
    found = [search.messages_with(asked, limit=1000) for asked in ("disk", "olcum", "東京", "isik", "fuse", "r12")]
    shown = [deliveries.shown(delivery.id) for delivery in deliveries.page()]
    kept = deliveries.page(DeliveryFilter(text="disk")), old_urls.of_hook(1), hooks.of_channel(None), retention.policy()
    history = [cases.history(case.id) for case in listed]
    said = [messages.of_case(case.id) for case in listed]
    formats = own_formats.all_formats(), own_formats.versions(1)
    cases_found = [search.cases_with(asked) for asked in ("izmir", "web1")]
    return [listed, found, shown, kept, history, said, cases_found, channels.all_channels(), formats]


def dump() -> list[list[tuple[Any, ...]]]:
    with connection():
        return [sorted(execute(f'SELECT * FROM "{table._meta.table_name}"'), key=repr) for table in TABLES]


def test_the_server_knows_at_once_how_much_a_copy_brought(source: hooks.Hook) -> None:
    target = postgres.server().fresh()
    assert copy_to(target, None) is not None
    with psycopg.connect(target) as conn:
        found = conn.execute("SELECT relname, reltuples FROM pg_class WHERE relname IN ('messages', 'message_words')")
        assert dict(found) == {"messages": 62.0, "message_words": 62.0}


def test_a_copy_shows_the_same_and_goes_on_and_the_source_is_as_it_was(source: hooks.Hook) -> None:
    target = postgres.server().fresh()
    before, shown = dump(), everything()
    told_of: list[tuple[int, int]] = []

    def progressed(done: int, total: int) -> bool:
        told_of.append((done, total))
        return True

    copied = copy_to(target, None, progressed)
    assert copied is not None
    assert (copied.rows["messages"], copied.rows["attachments"], copied.rows["cases"]) == (62, 30, 32)
    assert told_of[-1][0] == told_of[-1][1]
    assert dump() == before
    close_database()
    open_database(target)
    assert [repr(one) for one in everything()] == [repr(one).replace("zero: \\x00", "zero: \ufffd") for one in shown]
    with writing():
        again = Source(source.channel_id, source.id, source.purpose, AT)
        assert record(again, Report(id="r3", text="x")).status == "already_reported"
        new = record(again, Report(id="new", text="x"))
    assert (new.status, new.case, new.message) == ("opened", 32, 63)


def test_a_target_that_is_not_empty_is_left_alone(source: hooks.Hook) -> None:
    target = postgres.server().fresh()
    assert copy_to(target, None) is not None
    with pytest.raises(Problem, match="not empty"):
        copy_to(target, None)


def test_a_copy_that_was_stopped_leaves_nothing_and_may_begin_again(source: hooks.Hook) -> None:
    target = postgres.server().blank()
    assert copy_to(target, None, lambda done, total: done < total) is None
    with psycopg.connect(target) as conn:
        assert conn.execute("SELECT COUNT(*) FROM messages").fetchone() == (0,)
    assert copy_to(target, None) is not None


def test_a_row_that_went_another_way_is_noticed(source: hooks.Hook) -> None:
    target = postgres.server().fresh()
    with psycopg.connect(target, autocommit=True) as conn:
        conn.execute(
            "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN NEW.text = replace(NEW.text, 'Disk 7', 'Disk 8'); RETURN NEW; END $$;"
            "CREATE TRIGGER spoil BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION spoil()"
        )
    with pytest.raises(copying.Differs, match="messages"):
        copy_to(target, None)
    with psycopg.connect(target) as conn:
        assert conn.execute("SELECT COUNT(*) FROM messages").fetchone() == (0,)


def test_only_a_file_can_be_copied_and_only_to_a_server(source: hooks.Hook, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="postgresql://"):
        copy_to(str(tmp_path / "other.db"), None)
    assert not (tmp_path / "other.db").exists()
    close_database()
    open_database(postgres.server().fresh())
    with pytest.raises(Problem, match="Only an SQLite"):
        copy_to(postgres.server().fresh(), None)


def test_files_come_along_and_those_that_are_not_whole_say_so(source: hooks.Hook, desk_path: Path) -> None:
    files = FolderStore(desk_path.parent / "files")
    content = bytes(range(256)) * 3000  # several parts
    whole, damaged, gone = (keep(files, each) for each in (content, b"damaged", b"gone"))
    (files.path(damaged) or Path()).write_bytes(b"dAmaged")
    files.remove(0, gone)
    target = postgres.server().fresh()
    copied = copy_to(target, files)
    assert copied is not None
    assert copied.missing == 2
    close_database()
    open_database(target)
    there = DatabaseStore(desk_path.parent)
    with there.open(whole) as found:
        assert found.read() == content
    for hash in (damaged, gone):
        with pytest.raises(NotThere):
            there.open(hash)
    became = [one for channel in (1, 2) for one in attachments.page(channel, state="failed")]
    assert [str(one.posted.why) for one in became] == [str(file_copying.LEFT_BEHIND)] * 2
    assert queue.retry_now(became[0].posted.id, AT)


def keep(files: FolderStore, content: bytes) -> str:
    """Have the oldest file that is due be kept; its hash."""
    with connection():
        due = next(iter(queue.due(AT)))
    claim = queue.claim(due, AT + timedelta(days=1))
    draft = files.draft()
    draft.write(content)
    draft.finish()
    assert claim is not None
    assert queue.keep(claim, files, draft, "text/plain", AT)
    return draft.hash
