"""Seen words: the words that came, for the tables of a format."""

from __future__ import annotations

from models.channels.hooks import Hook
from receiver.formats.format import Format
from receiver.intake.findings.seen_words import SeenWord, seen_words
from tests.receiver.intake.bodies_kept import came

EACH = Format(name="Mine", for_each="body.alerts", names={"level": "item.level or body.level"})


def test_the_words_of_every_report_are_counted_the_most_frequent_first(operations: Hook) -> None:
    came(operations, {"alerts": [{"level": "warning"}, {"level": "critical"}, {"level": "warning"}]})
    came(operations, {"alerts": [{"level": "warning"}, {"level": None}, {"level": ["no", "word"]}]}, minutes=1)
    assert seen_words(operations.id, EACH, "item.level") == (SeenWord("warning", 3), SeenWord("critical", 1))


def test_an_expression_may_use_the_names_of_the_format(operations: Hook) -> None:
    came(operations, {"level": 3, "alerts": [{}, {"level": True}]})
    assert set(seen_words(operations.id, EACH, "level")) == {SeenWord("3", 1), SeenWord("yes", 1)}


def test_what_cannot_be_read_has_no_words(operations: Hook) -> None:
    came(operations, b'{"alerts": [')
    came(operations, {"alerts": "none"}, minutes=1)
    came(operations, "words", minutes=2)
    assert seen_words(operations.id, EACH, "item.level") == ()
    assert seen_words(operations.id, EACH, "item.level ~") == ()


def test_only_the_last_deliveries_count_and_it_can_be_stopped(operations: Hook) -> None:
    for minutes in range(4):
        came(operations, {"alerts": [{"level": str(minutes)}]}, minutes=minutes)
    assert {one.word for one in seen_words(operations.id, EACH, "item.level", most=2)} == {"2", "3"}
    assert seen_words(operations.id, EACH, "item.level", progressed=lambda done, _total: done < 1) == (
        SeenWord("0", 1),
    )
