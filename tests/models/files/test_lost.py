"""Files that are kept by what the database says, and whose content has gone from the store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from shutil import rmtree

import pytest

from models.database import connection, execute
from models.files import lost, queue
from models.files.copying import beginning, copy_out
from models.files.database_store import DatabaseStore
from models.files.folder_store import FolderStore
from models.files.lost import ContentLost
from models.files.own_files import NO_URL
from models.files.store import Store
from models.messages import messages
from models.messages.posted import Posted
from models.problems import Problem, Words
from models.recording.report_writer import Source
from models.report import Attachment, Report
from models.upkeep import file_room
from tests.models.conftest import AT, Record

MINUTE = timedelta(minutes=1)
FILE = Attachment("file", "df", "txt", "http://files.example.org/df")


@pytest.fixture(params=["folder", "database"])
def store(request: pytest.FixtureRequest, desk: Path, tmp_path: Path) -> Store:
    """A store of each kind, empty."""
    folder = tmp_path / "files"
    return FolderStore(folder) if request.param == "folder" else DatabaseStore(folder)


def fetch(store: Store, content: bytes = b"Filesystem") -> None:
    """What a receiver does with all that is due."""
    with connection():
        found = list(queue.due(AT + MINUTE))
    for each in found:
        claim = queue.claim(each, AT + 2 * MINUTE)
        draft = store.draft()
        draft.write(content)
        draft.finish()
        assert claim is not None
        assert queue.keep(claim, store, draft, "text/plain", AT)


def lose(store: Store, posted: Posted) -> None:
    """Somebody else deletes the content."""
    with connection():
        [(file_id,)] = execute("SELECT id FROM files WHERE hash = ?", (posted.hash,))
    store.remove(file_id, posted.hash or "")


def shown(source: Source) -> list[Posted]:
    return [one for message in messages.page(source.channel_id) for one in message.attachments]


def test_who_reads_it_has_all_that_show_it_say_so(
    store: Store, source: Source, recorded: Record, tmp_path: Path
) -> None:
    for number in (1, 2):
        recorded(Report(attachments=(FILE,), text=str(number)))
    fetch(store)
    first, second = shown(source)
    lose(store, first)
    with pytest.raises(ContentLost):
        copy_out(store, first.hash or "", tmp_path / "df.txt")
    assert [(one.state, one.is_lost, one.hash) for one in shown(source)] == [("failed", True, first.hash)] * 2
    assert str(shown(source)[0].why) == "It was kept, and has gone from the store. It can be fetched again."
    assert not (tmp_path / "df.txt").exists()
    assert second.hash == first.hash


def test_a_retry_fetches_it_again_also_before_anybody_noticed(store: Store, source: Source, recorded: Record) -> None:
    recorded(Report(attachments=(FILE,)))
    fetch(store)
    [posted] = shown(source)
    assert not lost.retry(store, posted.id, AT)
    lose(store, posted)
    assert lost.retry(store, posted.id, AT)
    assert shown(source)[0].state == "waiting"
    fetch(store)
    assert (shown(source)[0].state, shown(source)[0].why) == ("kept", None)
    assert beginning(store, posted.hash or "", 4) == b"File"


def test_a_fetch_that_fails_does_not_forget_what_was_kept(store: Store, source: Source, recorded: Record) -> None:
    recorded(Report(attachments=(FILE,)))
    fetch(store)
    [posted] = shown(source)
    lose(store, posted)
    assert lost.retry(store, posted.id, AT)
    with connection():
        [due] = queue.due(AT + MINUTE)
    claim = queue.claim(due, AT + 2 * MINUTE)
    assert claim is not None
    queue.fail(claim, Words("It is not there (404)."), None)
    assert shown(source)[0].is_lost
    assert file_room.sweep(store, lambda: True) == 0


def test_a_content_that_comes_back_is_kept_again(store: Store, source: Source, recorded: Record) -> None:
    recorded(Report(attachments=(FILE,)))
    fetch(store)
    [posted] = shown(source)
    lost.note(posted.hash or "")
    assert shown(source)[0].is_lost
    assert lost.retry(store, posted.id, AT)
    assert shown(source) == [posted]


def test_what_no_address_leads_to_is_not_waited_for(store: Store, source: Source, recorded: Record) -> None:
    recorded(Report(attachments=(FILE,)))
    fetch(store)
    [posted] = shown(source)
    with connection():
        execute("UPDATE attachments SET url = ?", (NO_URL,))
    lose(store, posted)
    assert not lost.retry(store, posted.id, AT)
    assert "a backup may have it" in str(shown(source)[0].why)


def test_a_folder_that_is_not_there_tells_nothing_of_its_files(
    source: Source, recorded: Record, tmp_path: Path, desk: Path
) -> None:
    store = FolderStore(tmp_path / "disk")
    recorded(Report(attachments=(FILE,)))
    fetch(store)
    [posted] = shown(source)
    rmtree(tmp_path / "disk")
    with pytest.raises(Problem, match="could not be read"):
        beginning(store, posted.hash or "", 4)
    assert shown(source) == [posted]
