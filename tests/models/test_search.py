"""Search: words and their beginnings, as people write them in Turkish and in CJK, in the transaction of the message."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest
from playhouse.migrations import Runner

from models import search
from models.cases import case_actions, case_moving, cases, comments
from models.channels import channels, purging
from models.database import close_database, execute, is_shared, open_database, writing
from models.database.sqlite_file import open_file
from models.messages import words
from models.recording.report_writer import Source, record
from models.report import Attachment, Report
from tests.models.conftest import Record


def texts(asked: str, channel_id: int | None = None) -> list[str]:
    """The messages found, each as the hit in its context."""
    return [f"{hit.before}[{hit.hit}]{hit.after}" for hit in search.messages_with(asked, channel_id)]


def subjects(asked: str, channel_id: int | None = None) -> list[str]:
    return [case.subject for case in search.cases_with(asked, channel_id)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Disk full on host 7", "disk"),
        ("Disk full on host 7", "HOST ful"),
        ("Disk full on host 7", "di"),
        ("Isparta'da ışık söndü", "ısparta"),
        ("Isparta'da ışık söndü", "isparta isik"),
        ("İSTANBUL sunucusu", "istanbul"),
        ("istanbul sunucusu", "İSTANBUL"),
        ("ISINMA uyarısı", "ısınma"),
        ("ISINMA UYARISI", "ısınma uyarısı"),
        ("yedekleme çöktü, şifre geçersiz", "SIFRE cok"),
        ("DİSK DOLDU", "disk dol"),
        ("I\u0307zmir", "izmir"),
        ("cafe\u0301 closed", "café"),
        ("café closed", "cafe\u0301"),
        ("東京サーバーのディスクが満杯です", "ディスク"),
        ("東京サーバーのディスクが満杯です", "東京"),
        ("人々が待つ", "人々"),
        ("服务器磁盘已满", "磁盘"),
        ("서버 디스크가 가득 찼습니다", "디스크"),
        ("\uff21\uff22\uff23\uff11\uff12\uff13", "abc12"),
        ("ﾃﾞｨｽｸ full", "ディスク"),
        ("host-7.example has gone", "host-7.ex"),
        ("path C:\\temp\\x", "c:\\temp"),
        ('100% of "quota" used', '"quota" 100%'),
        ("it said: NEAR(a b) AND * OR", "NEAR(a b) AND *"),
        ("col:umn ^start {braces} -minus +plus", "^start -minus {bra"),
    ],
)
def test_a_message_is_found_as_people_ask_for_it(recorded: Record, text: str, asked: str) -> None:
    recorded(Report(text=text))
    recorded(Report(text="nothing of it"))
    assert [hit.replace("[", "").replace("]", "") for hit in texts(asked)] == [text]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Disk full", "isk"),
        ("Disk full", "disk empty"),
        ("Disk full", "di "),
        ("Disk full", "d"),
        ("東京都", "京東"),
        ("京都と東", "東京"),
        ("case #123", "#12"),
        ("anything", '"'),
        ("anything", "* ( ) : ^"),
        ("anything", "   "),
    ],
)
def test_what_is_not_there_is_not_found(recorded: Record, text: str, asked: str) -> None:
    recorded(Report(text=text))
    assert texts(asked) == []


def test_a_case_is_found_by_its_key_and_by_those_of_cases_merged_into_it(recorded: Record, source: Source) -> None:
    recorded(Report(key="web1/disk", text="Full"))
    recorded(Report(key="db7/fan", text="Loud"))
    assert (subjects("web1 disk"), subjects("fan")) == (["Full"], ["Loud"])
    case_moving.merge([cases.get(1), cases.get(2)], "Ada")
    assert subjects("fan") == subjects("web1") != []
    case_actions.set_description(cases.get(1), "What is known", "Ada")
    assert subjects("web1 known") != []


def test_a_hit_is_shown_in_its_context(recorded: Record) -> None:
    recorded(Report(text="a" * 100 + " the İstanbul server " + "z" * 100))
    assert texts("istan") == ["…" + "a" * 55 + " the [İstan]bul server " + "z" * 49 + "…"]


def test_report_ids_and_attachment_names_are_found(recorded: Record) -> None:
    recorded(Report(id="incident-4f2a", text="first"))
    recorded(Report(text="second", attachments=(Attachment("file", "Ölçüm değerleri", "csv", "http://myserver/x"),)))
    assert texts("incident-4f") == ["[]first"]
    assert texts("olcum deg") == ["[]second"]


def test_messages_come_newest_first_page_by_page_from_here_or_everywhere(source: Source, recorded: Record) -> None:
    other = channels.add("Elsewhere")
    for number in range(5):
        recorded(Report(text=f"disk {number}"))
    with writing():
        record(Source(other.id, source.hook_id, source.purpose, source.at), Report(text="disk elsewhere"))
    assert len(texts("disk")) == 6
    assert texts("disk", other.id) == ["[disk] elsewhere"]
    first = search.messages_with("disk", source.channel_id, limit=2)
    rest = search.messages_with("disk", source.channel_id, before=first[-1].message_id)
    assert [hit.after for hit in first + rest] == [f" {number}" for number in (4, 3, 2, 1, 0)]


def test_cases_are_found_by_number_subject_and_description(source: Source, recorded: Record) -> None:
    for name in ("Disk full", "Backup failed", "Disk slow"):
        recorded(Report(id=name, text=name))
    case_actions.set_description(cases.get(2), "the İzmir tape is worn", "ada")
    assert subjects("disk") == ["Disk slow", "Disk full"]
    assert subjects("#2") == subjects("2") == subjects("izmir") == ["Backup failed"]
    assert subjects("#2", channels.add("Elsewhere").id) == subjects("#4") == []


def test_another_subject_is_found_and_the_old_one_is_not(recorded: Record) -> None:
    recorded(Report(id="a", subject="Disk full", text="text"))
    done = case_actions.set_subject(cases.get(1), "Tape worn", "ada")
    assert (subjects("tape"), subjects("disk")) == (["Tape worn"], [])
    done.undo()
    assert (subjects("tape"), subjects("disk")) == ([], ["Disk full"])


def test_the_words_and_numbers_of_a_merged_case_find_the_survivor(recorded: Record) -> None:
    recorded(Report(id="a", subject="Disk full", text="text"))
    recorded(Report(id="b", subject="Tape worn", text="text"))
    done = case_moving.merge([cases.get(1), cases.get(2)], "ada")
    assert subjects("tape") == subjects("#2") == ["Disk full"]
    done.undo()
    assert subjects("tape") == subjects("#2") == ["Tape worn"]
    assert subjects("disk") == ["Disk full"]


def test_comments_are_found_until_they_are_taken_back(recorded: Record) -> None:
    recorded(Report(id="a", text="a"))
    comments.add(cases.get(1), "the fuse was blown", "ada")
    done = case_actions.close([cases.get(1)], "ada", "replaced the fuse")
    assert len(texts("fuse")) == 2
    done.undo()
    assert texts("fuse") == ["the [fuse] was blown"]


def test_deleted_cases_and_removed_channels_are_not_found(source: Source, recorded: Record) -> None:
    recorded(Report(id="a", text="disk a"))
    recorded(Report(id="b", text="disk b"))
    case_actions.delete([cases.get(1)], "ada")
    assert (subjects("disk"), texts("disk"), subjects("#1")) == (["disk b"], ["[disk] b"], [])
    channels.remove(source.channel_id)
    assert (subjects("disk"), texts("disk"), subjects("#2")) == ([], [], [])
    purging.purge_removed()
    for table in ("case_words", "message_words"):
        matches = "words @@ 'disk'::tsquery" if is_shared() else f"{table} MATCH 'disk'"
        assert execute(f"SELECT COUNT(*) FROM {table} WHERE {matches}") == [(0,)]


def test_a_message_that_was_rolled_back_is_not_found(source: Source) -> None:
    def fail() -> None:
        with writing():
            record(source, Report(id="a", text="disk"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert (texts("disk"), subjects("disk")) == ([], [])


@pytest.mark.parametrize("asked", ["ışık", "ISIK", "IŞIK", "isik", "İşik"])
def test_the_place_of_a_hit_is_that_of_the_index(asked: str) -> None:
    text = "kapanan ışık"
    assert text[slice(*words.place(text, asked))] == "ışık"


@pytest.mark.sqlite_only
def test_what_an_older_program_wrote_is_found(desk_path: Path) -> None:
    with as_file(files("models") / "migrations") as folder:
        file = open_file(desk_path)
        Runner(file, str(folder)).up("0001_initial")
    for text in (
        "INSERT INTO channels (id, guid, name, description, reopen_on_update, last_case_number, seen_message_id,"
        " created_at) VALUES (1, 'c', 'Operations', '', 1, 1, 0, 0)",
        "INSERT INTO hooks (id, channel_id, guid, purpose, enabled, created_at, deliveries)"
        " VALUES (1, 1, 'h', 'Monitor', 1, 0, 0)",
        "INSERT INTO cases (id, channel_id, number, subject, state, opened_by, created_at, updated_at, messages,"
        " unread) VALUES (1, 1, 1, 'IŞIK söndü', 'open', 'Monitor', 0, 0, 1, 1)",
        'INSERT INTO messages (id, channel_id, case_id, kind, text, report_id, "references", hook_id, received_at)'
        " VALUES (1, 1, 1, 'opening', '東京 IŞIK', 'incident-1', '[]', 1, 0)",
        "INSERT INTO attachments (message_id, position, type, display_name, url) VALUES (1, 0, 'file', 'Ölçüm', 'x')",
    ):
        file.execute_sql(text)  # type: ignore[no-untyped-call]
    file.close()
    open_database(desk_path)
    assert subjects("ışık") == ["IŞIK söndü"]
    assert cases.get(1).hook_id == 1
    for asked in ("東京", "isik", "incident", "olcum"):
        assert len(texts(asked, 1)) == len(texts(asked)) == 1
    close_database()
