"""Doubts: each fault that a first format has is told in words, and a sound one is left in peace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from models.recording.foresight import Foresight
from models.recording.grounds import EmptyGround
from models.recording.report_writer import Source
from models.report import Report, State
from receiver.formats.format import Format
from receiver.intake.findings.doubts import doubts
from receiver.intake.findings.reads import Read, line_of
from tests.receiver.intake.bodies_kept import AT

FORMAT = Format(name="Mine", key="body.key", closed_when="body.over", subject="{{ body.subject }}")


def report(key: str | None, subject: str = "Disk full", state: State = "open") -> Report:
    return Report(key=key, subject=subject or None, text=subject or "x", state=state)


def read_all(reports: Sequence[Report]) -> list[Read]:
    """A delivery a report, decided one after another from nothing."""
    foresight, source = Foresight(EmptyGround()), Source(1, 1, "Monitor", AT)
    return [Read("Mine", reports=(line_of(foresight.foresee(source, each)),)) for each in reports]


def said(reports: Sequence[Report], format_: Format = FORMAT, **unknown: int) -> list[tuple[str, str]]:
    return [(one.part, str(one.words)) for one in doubts(format_, read_all(reports), unknown)]


SOUND = [report("a", "A"), report("a", "A"), report("b", "B"), report("a", "A is over", "closed")]


def test_a_sound_format_is_left_in_peace() -> None:
    assert said(SOUND) == []


def test_nothing_that_came_is_nothing_to_doubt() -> None:
    assert said([]) == []


def test_an_empty_key_is_counted() -> None:
    assert said([*SOUND, report(None, "C"), report(None, "D")]) == [("key", "The key is empty in 2 of 6 reports.")]


def test_a_key_that_is_the_same_in_all_is_told() -> None:
    found = said([report("x", "A"), report("x", "B"), report("x", "C"), report("x", "A", "closed")])
    assert found == [("key", "The key is the same in all 4 reports: they would end in one case.")]


def test_one_trouble_that_comes_and_goes_may_have_one_key() -> None:
    assert said([report("x", "A"), report("x", "A"), report("x", "A is over", "closed")]) == []


def test_a_key_with_a_time_in_it_is_told_with_an_example() -> None:
    found = said([report("db1 10:00"), report("db1 10:01"), report("db1 10:02", "Disk full", "closed")])
    assert found[0][0] == "key"
    assert found[0][1].startswith(
        "The key never repeats, though the sender does: db1 10:00 and db1 10:01 are both “Disk full”."
    )


def test_different_troubles_of_different_names_may_have_different_keys() -> None:
    assert said([report("a", "A"), report("b", "B"), report("c", "C"), report("c", "C", "closed")]) == []


def test_several_of_one_delivery_may_be_called_the_same() -> None:
    foresight, source = Foresight(EmptyGround()), Source(1, 1, "Monitor", AT)
    lines = tuple(line_of(foresight.foresee(source, report(key))) for key in "abc")
    found = doubts(replace(FORMAT, subject=""), [Read("Mine", reports=lines)], {})
    assert "never repeats" not in str([str(one.words) for one in found])


@pytest.mark.parametrize(
    ("closed_when", "words"),
    [
        ("", "Nothing says when a trouble is over: a person has to close each case."),
        ("body.over", "No report says that its trouble is over: nothing would close."),
    ],
)
def test_nothing_that_closes_is_told(closed_when: str, words: str) -> None:
    assert said([report("a", "A"), report("b", "B")], replace(FORMAT, closed_when=closed_when)) == [
        ("closed_when", words)
    ]


def test_messages_need_no_end() -> None:
    assert said([report(None, "A"), report(None, "B")], Format(name="Mine", subject="x")) == []


def test_ends_that_find_no_case_are_counted() -> None:
    ends = [report(f"{at} over", f"{at}", "closed") for at in range(3)]
    assert said([report("a", "A"), *ends]) == [("key", "3 of the 3 reports that say it is over find no case to close.")]


def test_an_end_whose_beginning_came_before_all_is_no_fault() -> None:
    assert said([report("z", "Z", "closed"), *SOUND]) == []


def test_words_of_priority_are_named_with_how_often() -> None:
    assert said(SOUND, page=2, warn=30) == [
        ("priority", "These words are not in the table of priorities: warn (30); page (2)")
    ]


def test_an_empty_subject_is_counted() -> None:
    assert said([*SOUND, report("c", "")]) == [("subject", "The subject is empty in 1 of 5 reports.")]


def test_a_subject_that_is_the_same_in_all_is_told() -> None:
    found = said([report("a"), report("b"), report("a"), report("a", state="closed")])
    assert found == [("subject", "The subject is the same in all 4 reports.")]


def test_deliveries_that_the_format_fails_in_are_counted_with_the_commonest_reason() -> None:
    reads = [
        *read_all(SOUND),
        *[Read("Mine", fell_back="key, line 1: No.\nmore")] * 2,
        Read("Mine", fell_back="Other."),
    ]
    [doubt] = doubts(FORMAT, reads, {})
    assert (doubt.part, str(doubt.words)) == ("", "The format fails in 3 of 7 deliveries: key, line 1: No.")
