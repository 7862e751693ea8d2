"""A replay of a post with files: the files go along as long as they are kept."""

from __future__ import annotations

from models.channels.hooks import Hook
from models.database import writing
from models.deliveries import deliveries
from models.files.store import Store
from models.messages import activity, messages
from models.upkeep import file_room
from receiver.formats.presets import presets
from receiver.intake import replay
from receiver.intake.preview import preview
from receiver.intake.trial import trial
from tests.receiver.intake.rules import newest, set_rules
from tests.receiver.intake.uploads.posting import MIB, PNG, came, content, kept, large, send, shown


def test_a_replay_shows_the_same_files(hook_url: str, operations: Hook, store: Store) -> None:
    set_rules(operations, largest_body=4 * MIB)
    send(hook_url, ("file", "a.bin", large(3 * MIB)), text="with a file")
    first = newest().delivery
    done = replay.replay(first.id)

    assert done.accepted
    again = deliveries.shown(done.delivery)
    assert [content(store, file) for file in shown(again.delivery.message)] == [large(3 * MIB)]
    assert (again.delivery.size, again.delivery.whole) == (first.size, True)
    assert len(kept()) == 1


def test_an_edited_body_keeps_the_files(hook_url: str) -> None:
    send(hook_url, ("file", "a.png", PNG), text="mistyped")
    done = replay.replay(newest().delivery.id, body=b'{"text": "typed"}')

    again = deliveries.shown(done.delivery)
    assert messages.text(again.delivery.message or 0) == "typed"
    assert [file.state for file in shown(again.delivery.message)] == ["kept"]
    assert again.delivery.whole


def test_a_file_that_is_gone_is_shown_with_what_became_of_it(hook_url: str, store: Store) -> None:
    send(hook_url, ("file", "a.png", PNG), text="with a file")
    first = newest()
    with writing():
        activity.take_out(first.delivery.message or 0)
    file_room.sweep(store, lambda: True)
    assert deliveries.shown(first.delivery.id).files_kept == 0
    replay.replay(first.delivery.id)

    (file,) = came()
    assert (file.display_name, file.state, file.next_at) == ("a.png", "failed", None)
    assert "is not kept any more" in str(file.why)


def test_a_file_alone_is_replayed_as_what_it_was(hook_url: str) -> None:
    send(hook_url, ("file", "scan.pdf", b"%PDF-1.7\n"))
    done = replay.replay(newest().delivery.id)

    message = deliveries.shown(done.delivery).delivery.message
    assert messages.text(message or 0) == "A file came: scan.pdf"
    assert len(shown(message)) == 1


def test_a_rejected_post_can_be_mended_and_says_that_its_files_are_gone(hook_url: str, operations: Hook) -> None:
    set_rules(operations, reads="own")
    send(hook_url, ("file", "a.png", PNG), payload='{"text": 5}')
    rejected = newest()
    assert (rejected.delivery.outcome, rejected.delivery.whole, rejected.files_kept) == ("rejected", True, 0)
    replay.replay(rejected.delivery.id, body=b'{"text": "5"}')

    assert [file.state for file in came()] == ["failed"]


def test_a_form_that_is_edited_as_json_says_the_same(hook_url: str) -> None:
    send(hook_url, ("file", "scan.pdf", b"%PDF-1.7\n"))
    done = replay.replay(newest().delivery.id, body=b"{}")

    message = deliveries.shown(done.delivery).delivery.message
    assert messages.text(message or 0) == "A file came: scan.pdf"
    assert [file.state for file in shown(message)] == ["kept"]


def test_preview_and_trial_know_of_the_files(hook_url: str, operations: Hook) -> None:
    send(hook_url, ("file", "scan.pdf", b"%PDF-1.7\n"))
    (foreseen,) = preview(newest().delivery.id).reports
    tried = trial(operations.id, presets()["discord"])

    assert foreseen.report.text == "A file came: scan.pdf"
    assert [line.status for line in tried.rows[0].draft.reports] == ["posted"]
