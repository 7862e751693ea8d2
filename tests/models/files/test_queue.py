"""What is due to be fetched, who takes it, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.channels import hooks
from models.database import connection, writing
from models.files import queue
from models.files.database_store import DatabaseStore
from models.files.folder_store import FolderStore
from models.files.queue import Claim
from models.files.store import Store, store_of
from models.messages import activity, messages
from models.messages.posted import Posted
from models.news import changes
from models.problems import NotThere, Words
from models.recording.report_writer import Source
from models.report import Attachment, Report
from models.settings.config import Config
from models.upkeep import file_room
from tests.models.conftest import AT, Record, close_case

MINUTE = timedelta(minutes=1)
LATER = AT + MINUTE


@pytest.fixture(params=["folder", "database"])
def store(request: pytest.FixtureRequest, desk: Path, tmp_path: Path) -> Store:
    """A store of each kind, empty."""
    folder = tmp_path / "files"
    return FolderStore(folder) if request.param == "folder" else DatabaseStore(folder)


def file(name: str) -> Attachment:
    return Attachment("file", name, "txt", f"http://files.example.org/{name}")


def due() -> list[queue.Due]:
    with connection():
        return list(queue.due(LATER))


def claimed(found: queue.Due) -> Claim:
    taken = queue.claim(found, LATER + MINUTE)
    assert taken is not None
    return taken


def keep(store: Store, content: bytes, taken: Claim) -> bool:
    draft = store.draft()
    try:
        draft.write(content)
        draft.finish()
        return queue.keep(taken, store, draft, "text/plain", LATER)
    finally:
        draft.discard()


def shown(source: Source) -> list[Posted]:
    return [one for message in messages.page(source.channel_id) for one in message.attachments]


def of_case(case_id: int) -> list[Posted]:
    return [one for message in messages.of_case(case_id) for one in message.attachments]


def content(store: Store, hash: str | None) -> bytes:
    assert hash is not None
    with store.open(hash) as found:
        return found.read()


def test_a_file_of_a_report_is_due_and_a_link_is_not(source: Source, recorded: Record) -> None:
    recorded(Report(attachments=(file("a"), Attachment("link", "Search", None, "http://www.google.com"))))
    assert [one.url for one in due()] == ["http://files.example.org/a"]
    assert [one.state for one in shown(source)] == ["waiting", None]


def test_all_that_is_due_comes_the_longest_first(source: Source, recorded: Record) -> None:
    names = [str(number) for number in range(queue.PAGE + 5)]
    recorded(Report(attachments=tuple(map(file, names))))
    assert [one.display_name for one in due()] == names


def test_only_one_gets_a_file_to_fetch(source: Source, recorded: Record) -> None:
    recorded(Report(attachments=(file("a"),)))
    (found,) = due()
    claimed(found)
    assert queue.claim(found, LATER + MINUTE) is None
    assert due() == []
    assert [one.state for one in shown(source)] == ["fetching"]


def test_what_somebody_did_not_end_is_taken_up_again(source: Source, recorded: Record, store: Store) -> None:
    recorded(Report(attachments=(file("a"),)))
    lost = queue.claim(due()[0], LATER - MINUTE / 2)
    assert lost is not None
    taken = claimed(due()[0])
    assert not keep(store, b"of the one who was too slow", lost)
    assert keep(store, b"here", taken)
    (kept,) = shown(source)
    assert (kept.state, kept.size, kept.content_type, kept.attempts) == ("kept", 4, "text/plain", 2)
    assert content(store, kept.hash) == b"here"


def test_the_same_bytes_are_stored_once(source: Source, recorded: Record, store: Store) -> None:
    recorded(Report(attachments=(file("a"), file("b"))))
    big = bytes(range(256)) * 4000
    assert all(keep(store, big, claimed(found)) for found in due())
    first, second = shown(source)
    assert first.hash == second.hash
    assert content(store, first.hash) == big
    assert file_room.size() == len(big)


def test_an_empty_file_is_kept_too(source: Source, recorded: Record, store: Store) -> None:
    recorded(Report(attachments=(file("a"),)))
    assert keep(store, b"", claimed(due()[0]))
    assert content(store, shown(source)[0].hash) == b""


def test_a_failure_says_why_and_is_tried_again_when_asked(source: Source, recorded: Record) -> None:
    recorded(Report(attachments=(file("a"),)))
    why = Words("{host} cannot be reached.", {"host": "files.example.org"})
    queue.fail(claimed(due()[0]), why, LATER + MINUTE)
    (failed,) = shown(source)
    assert (failed.state, failed.why, failed.next_at) == ("failed", why, LATER + MINUTE)
    assert due() == []
    assert queue.retry_now(failed.id, LATER)
    assert [one.id for one in due()] == [failed.id]
    assert [(one.state, one.attempts) for one in shown(source)] == [("waiting", 0)]


def test_what_is_kept_or_under_way_is_not_fetched_twice(source: Source, recorded: Record, store: Store) -> None:
    recorded(Report(attachments=(file("a"),)))
    taken = claimed(due()[0])
    assert not queue.retry_now(taken.due.id, LATER)
    keep(store, b"here", taken)
    assert not queue.retry_now(taken.due.id, LATER)


def test_what_a_program_gives_back_waits_as_if_it_had_not_been_taken(source: Source, recorded: Record) -> None:
    recorded(Report(attachments=(file("a"),)))
    queue.give_back(claimed(due()[0]), LATER)
    assert [(one.state, one.attempts) for one in shown(source)] == [("waiting", 0)]
    assert len(due()) == 1


def test_each_step_is_told_to_the_screens(source: Source, recorded: Record, store: Store) -> None:
    recorded(Report(attachments=(file("a"),)))
    told: list[object] = []

    def hear(_sender: object, change: changes.Change) -> None:
        told.append(change.channels)

    with changes.changed.connected_to(hear):
        taken = claimed(due()[0])
        queue.note_progress(taken, 2, 4)
        assert [(one.received, one.expected) for one in shown(source)] == [(2, 4)]
        keep(store, b"here", taken)
    assert told == [frozenset({source.channel_id})] * 3


def test_a_hook_can_keep_files_from_being_fetched(operations: hooks.Hook, recorded: Record) -> None:
    before = operations.edit()
    hooks.save(before, replace(before, rules=replace(before.rules, fetches=False)))
    recorded(Report(attachments=(file("a"),)))
    assert [one.fetches for one in due()] == [False]


def test_a_file_goes_with_the_last_message_that_shows_it(source: Source, recorded: Record, store: Store) -> None:
    recorded(Report(attachments=(file("a"),)))
    recorded(Report(attachments=(file("b"),)))
    for found in due():
        keep(store, b"here", claimed(found))
    hash = shown(source)[0].hash
    assert hash is not None
    second, first = messages.page(source.channel_id)
    for message in (first, second):
        assert content(store, hash) == b"here"
        assert file_room.sweep(store, lambda: True) == 0
        with writing():
            activity.take_out(message.id)
    assert file_room.sweep(store, lambda: True) == 1
    with pytest.raises(NotThere):
        store.open(hash)
    assert file_room.size() == 0


def test_the_oldest_files_of_closed_cases_make_room(recorded: Record, store: Store) -> None:
    for name in ("open", "closed", "newer"):
        recorded(Report(id=name, attachments=(file(name),)))
    for found in due():
        keep(store, found.url.encode(), claimed(found))
    close_case(2, "ada")
    close_case(3, "ada")
    assert file_room.make(store, needed=10, most=file_room.size(), keep_going=lambda: True)
    by_name = {one.display_name: one for one in of_case(1) + of_case(2) + of_case(3)}
    assert {name: one.state for name, one in by_name.items()} == {"open": "kept", "closed": "failed", "newer": "kept"}
    assert by_name["closed"].why == file_room.MADE_ROOM


def test_no_file_goes_where_all_of_closed_cases_would_not_make_enough_room(recorded: Record, store: Store) -> None:
    for name in ("open", "closed"):
        recorded(Report(id=name, attachments=(file(name),)))
    for found in due():
        keep(store, found.url.encode(), claimed(found))
    close_case(2, "ada")
    assert not file_room.make(store, needed=100, most=file_room.size(), keep_going=lambda: True)
    assert [of_case(case)[0].state for case in (1, 2)] == ["kept", "kept"]


def test_a_file_that_its_program_did_not_live_to_write_down_is_swept(
    source: Source, recorded: Record, tmp_path: Path
) -> None:
    store = FolderStore(tmp_path / "files")
    recorded(Report(attachments=(file("a"),)))
    keep(store, b"here", claimed(due()[0]))
    draft = store.draft()
    draft.write(b"written, and not told")
    draft.finish()
    store.put(0, draft, is_new=True)
    assert store.sweep() == 1
    assert content(store, shown(source)[0].hash) == b"here"


def test_nothing_but_a_hash_becomes_a_path(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for name in ("../../etc/passwd", "", "a" * 63, "A" * 64, "a" * 64 + "\n"):
        with pytest.raises(ValueError, match="SHA"):
            store.path(name)


def test_files_are_private_and_two_folders_deep(source: Source, recorded: Record, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    recorded(Report(attachments=(file("a"),)))
    keep(store, b"here", claimed(due()[0]))
    hash = shown(source)[0].hash or ""
    path = store.path(hash)
    assert path == tmp_path / "files" / hash[:2] / hash[2:4] / hash
    assert path.stat().st_mode & 0o077 == 0
    assert all(folder.stat().st_mode & 0o077 == 0 for folder in path.parents[:3])


@pytest.mark.sqlite_only
def test_files_lie_beside_a_database_that_is_a_file(desk_config: Config, desk: Path) -> None:
    store = store_of(desk_config)
    assert isinstance(store, FolderStore)
    assert store.folder == desk.parent / "files"


@pytest.mark.postgres_only
def test_files_lie_in_a_database_of_a_server(desk_config: Config) -> None:
    assert isinstance(store_of(desk_config), DatabaseStore)
