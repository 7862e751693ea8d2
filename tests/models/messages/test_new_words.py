"""What several posts brought is stored for search at once: in the transaction of the posts, and before it is needed."""

from __future__ import annotations

import pytest

from models import search
from models.channels.hooks import Hook
from models.database import execute, writing
from models.messages import index, words
from models.recording.job import Job, of_reports, write, write_singly
from models.report import Attachment, Report
from tests.models.conftest import received, told


def jobs(hook: Hook, *reports: Report) -> list[Job]:
    return [of_reports(received(hook), [report], told) for report in reports]


def found(asked: str) -> list[str]:
    return [hit.before + hit.hit + hit.after for hit in search.messages_with(asked)]


def test_each_post_of_a_batch_can_be_found(operations: Hook) -> None:
    link = Attachment("link", "Dashboard", None, "http://desk.example")
    batch = jobs(operations, Report(id="a", text="Disk full"), Report(text="Backup"), Report(attachments=(link,)))
    with writing():
        write(batch)
    assert (found("disk"), found("backup"), found("dashb")) == (["Disk full"], ["Backup"], [""])
    assert [case.subject for case in search.cases_with("disk")] == ["Disk full"]


def test_nothing_can_be_found_of_a_batch_that_failed(operations: Hook) -> None:
    good, bad = jobs(operations, Report(text="Disk full"), Report(text="Backup"))

    def fail(new: object) -> None:
        raise RuntimeError("a mistake")

    bad.write = fail  # type: ignore[assignment]
    with pytest.raises(RuntimeError), writing():
        write([good, bad])
    assert found("disk") == []
    write_singly([good, bad])
    assert (found("disk"), found("backup")) == (["Disk full"], [])


def test_cases_that_one_batch_opens_and_merges_are_found_once(operations: Hook) -> None:
    """The second names an unknown report, which the third is: the two are one case by the end of the batch."""
    batch = jobs(
        operations,
        Report(id="a", text="apple"),
        Report(id="c", references=("b",), text="cherry"),
        Report(id="b", references=("a",), text="berry"),
    )
    with writing():
        write(batch)
    assert [job.error for job in batch] == [None] * 3
    assert (found("cherry"), found("berry"), found("apple")) == (["cherry"], ["berry"], ["apple"])
    assert [case.number for case in search.cases_with("cherry")] == [1]
    with writing():
        execute("UPDATE cases SET subject = 'plum'")
        index.index_case(1)
    # Had the words of the case been stored again after the merging, the index would have kept them for ever.
    assert [[case.number for case in search.cases_with(word)] for word in ("apple", "cherry", "plum")] == [[], [], [1]]


def test_a_long_text_is_found_by_its_last_word(operations: Hook) -> None:
    with writing():
        write(jobs(operations, Report(text="ığdır 東京 " * 60_000 + "zürich")))
    assert [len(found(word)) for word in ("zurich", "igdir", "東京")] == [1, 1, 1]


def test_of_very_many_different_words_the_first_are_found_and_the_names_beside_them(operations: Hook) -> None:
    noise = " ".join(f"w{number:x}" for number in range(3 * words.MOST_DIFFERENT))
    link = Attachment("link", "Dashboard", None, "http://desk.example")
    with writing():
        write(jobs(operations, Report(id="event-7", text=noise, attachments=(link,))))
    first, late = f"w{words.MOST_DIFFERENT - 10:x}", f"w{2 * words.MOST_DIFFERENT:x}"
    assert [len(found(word)) for word in (first, late, "event-7", "dashboard")] == [1, 0, 1, 1]
