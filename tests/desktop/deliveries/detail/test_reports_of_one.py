"""A delivery of several reports, or of none: the open delivery tells what became of each, and what was refused."""

from __future__ import annotations

from models.channels.hooks import Hook
from models.formats import own_formats
from receiver.formats.own_formats import publish
from receiver.intake import replay
from tests.desktop.deliveries.reading import Reader, Sender
from tests.receiver.intake.rules import set_rules


def test_it_tells_how_many_of_its_reports_did_what(reader: Reader, sender: Sender) -> None:
    sender.post(
        b'[{"id": "a", "text": "A"}, {"id": "b", "text": "B"}, {"id": "c", "references": ["a", "z"], "text": "C"},'
        b' {"text": "D"}, {"id": "a", "text": "A"}]'
    )
    reader.wait_for_rows("Opened #1")
    reader.open()
    assert reader.detail.head.text() == (
        "Read as 5 reports: 2 opened, 1 updated, 1 posted, 1 already reported. It waits for z, not known when it came."
    )


def test_it_tells_what_was_refused_and_the_list_marks_it(reader: Reader, sender: Sender) -> None:
    sender.post(b'[{"id": "a", "text": "A"}, {"text": 5}]')
    reader.wait_for_rows("Opened #1, With faults")
    reader.open()
    assert reader.detail.head.text() == (
        "Read as 2 reports: 1 opened, 1 refused. Refused: [1].text must be a string, not a number."
    )
    assert not reader.detail.head.reading.isVisible()
    assert not reader.detail.head.edit_format.isVisible()
    replay.replay(1)
    reader.wait_for_rows("Already reported #1, With faults, Replay", "Opened #1, With faults")
    reader.open()
    assert reader.detail.head.text().startswith("Replayed: read as 2 reports: 1 already reported, 1 refused.")


def test_a_hook_without_its_format_says_so_though_the_body_is_ours(
    reader: Reader, sender: Sender, operations: Hook
) -> None:
    set_rules(operations, reads=f"format:{own_formats.create('Watchers', '').id}")
    sender.post(b'[{"id": "a", "text": "A"}, {"text": 5}]')
    reader.wait_for_rows("Opened #1, With faults")
    reader.open()
    assert reader.detail.head.reading.text().startswith("The format that this web hook reads by is not there, or")
    assert reader.detail.head.reading.isVisible()


def test_one_whose_format_skips_all_is_skipped_and_not_posted(reader: Reader, sender: Sender, operations: Hook) -> None:
    made = own_formats.create("Watchers", "")
    publish(made.id, "name = 'x'\nskip_when = 'body.quiet'\nsubject = '{{ body.what }}'\n")
    set_rules(operations, reads=f"format:{made.id}")
    sender.post(b'{"quiet": true, "what": "x"}')
    reader.wait_for_rows("Skipped")
    reader.open()
    assert reader.detail.head.text() == "Skipped: the format leaves nothing of it to be reported."
    assert reader.detail.head.reading.text() == "Read as Watchers, version 1"


def test_a_format_that_fails_is_told_with_its_reason(reader: Reader, sender: Sender, operations: Hook) -> None:
    made = own_formats.create("Watchers", "")
    publish(made.id, "name = 'x'\nsubject = '{{ body.what }}'\n")
    set_rules(operations, reads=f"format:{made.id}")
    sender.post(b'{"other": "thing"}')
    reader.wait_for_rows("Posted, With faults")
    reader.open()
    assert reader.detail.head.reading.text() == (
        "The format failed: The format says nothing of this body: subject and text are empty."
    )
