"""Reading again: what was refused, or told without a format, is read by the format that there is now, and once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models import search
from models.cases import cases
from models.channels import hooks
from models.channels.hook_rules import AUTOMATIC, OWN, by_format
from models.channels.hooks import Hook
from models.database import execute
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.formats import own_formats
from models.messages import messages
from models.problems import NotThere, Problem
from receiver.formats.format import Format
from receiver.formats.format_file import write_format
from receiver.formats.own_formats import publish
from receiver.intake.findings.reads import Counts
from receiver.intake.reading_again import Again, preview_again, read_again
from receiver.intake.replay import replay
from tests.receiver.formats.bodies_of import FOLDER
from tests.receiver.intake.bodies_kept import came
from tests.receiver.intake.rules import set_rules

CHECK = Format(
    name="Checks", key="body.host", closed_when='body.is == "good"', skip_when="body.silent",
    subject="{{ body.host }} is {{ body.is }}",
)  # fmt: skip


def check(host: str, state: str = "bad", **more: Any) -> dict[str, Any]:
    return {"host": host, "is": state, **more}


def read_by(hook: Hook, format_: Format) -> None:
    """Publish a format, and let a hook read by it."""
    made = own_formats.create(format_.name, "")
    publish(made.id, write_format(format_))
    set_rules(hook, reads=by_format(made.id))


def ahead(hook: Hook) -> Again:
    return preview_again(hook.id, newest=deliveries.newest_id(None), progressed=lambda _done, _total: True)


def again(hook: Hook) -> Again:
    return read_again(hook.id, newest=deliveries.newest_id(None), progressed=lambda _done, _total: True)


def now(delivery_id: int) -> Delivery:
    return deliveries.shown(delivery_id).delivery


def activity(hook: Hook) -> list[str]:
    return [one.text.splitlines()[0] for one in messages.page(hook.channel_id) if one.case is None]


def test_what_was_told_without_a_format_becomes_cases_in_place_of_its_messages(operations: Hook) -> None:
    for body in (check("a"), check("b"), check("a", "good")):
        came(operations, body)
    assert len(activity(operations)) == 3
    read_by(operations, CHECK)
    assert again(operations) == Again(3, 0, Counts(opened=2, closed=1))
    assert activity(operations) == []
    assert [(cases.get(number).subject, cases.get(number).state) for number in (1, 2)] == [
        ("a is bad", "closed"),
        ("b is bad", "open"),
    ]


def test_what_it_would_do_is_what_it_does(operations: Hook) -> None:
    for body in (check("a"), check("a"), check("b", "good"), check("c", silent=True)):
        came(operations, body)
    read_by(operations, CHECK)
    tables = ("deliveries", "cases", "messages", "channels", "hooks")
    before = [execute(f"SELECT * FROM {table}") for table in tables]
    expected = ahead(operations)
    assert [execute(f"SELECT * FROM {table}") for table in tables] == before
    assert expected == again(operations) == Again(4, 0, Counts(opened=1, repeated=1, posted=1, skipped=1))


def test_each_is_read_again_once(operations: Hook) -> None:
    first = came(operations, check("a"))
    read_by(operations, CHECK)
    again(operations)
    mended = now(first)
    assert mended.mended_by == deliveries.newest_id(None)
    assert (mended.message, now(deliveries.newest_id(None)).replay_of) == (None, first)
    assert ahead(operations) == again(operations) == Again(0, 0, Counts())


def test_what_was_refused_is_read_again_too(operations: Hook) -> None:
    set_rules(operations, reads=OWN)
    refused = came(operations, (FOLDER / "alertmanager.firing.json").read_bytes())
    assert now(refused).outcome == "rejected"
    set_rules(operations, reads=AUTOMATIC)
    assert again(operations) == Again(1, 0, Counts(opened=1))
    assert now(refused).mended_by is not None


def test_what_a_format_failed_at_is_read_again_once_it_is_mended(operations: Hook) -> None:
    read_by(operations, replace(CHECK, key="body.host.name.first()"))
    failed = came(operations, check("a"))
    assert now(failed).fell_back
    publish(own_formats.all_formats()[0].id, write_format(CHECK))
    assert again(operations) == Again(1, 0, Counts(opened=1))
    assert activity(operations) == []


def test_a_list_of_which_some_was_read_stays_as_it_is(operations: Hook) -> None:
    each = replace(CHECK, for_each="body.all", key="item.host", closed_when="", skip_when="", subject="{{ item.host }}")
    read_by(operations, replace(each, key="item.bad or item.host"))
    failed = came(operations, {"all": [{"host": "a", "bad": {"x": 1}}, {"host": "b"}]})
    assert (now(failed).outcome, bool(now(failed).fell_back)) == ("opened", True)
    failed = came(operations, {"all": [{"host": "a", "bad": {"x": 1}}, {"host": "b"}]})
    assert (now(failed).outcome, bool(now(failed).fell_back)) == ("posted", True)
    publish(own_formats.all_formats()[0].id, write_format(each))
    assert again(operations) == Again(0, 0, Counts())


def test_what_is_read_no_better_stays_as_it_is(operations: Hook) -> None:
    unread, broken = came(operations, check("a")), came(operations, b'{"host": ')
    assert ahead(operations) == again(operations) == Again(0, 2, Counts())
    assert (now(unread).mended_by, now(broken).mended_by) == (None, None)
    assert deliveries.newest_id(None) == broken


def test_a_replay_by_hand_is_not_read_again(operations: Hook) -> None:
    first = came(operations, check("a"))
    read_by(operations, CHECK)
    by_hand = replay(first).delivery
    assert now(first).mended_by == by_hand
    assert again(operations) == Again(0, 0, Counts())
    assert len(activity(operations)) == 1


def test_of_a_delivery_and_its_replays_one_is_read_again(operations: Hook) -> None:
    set_rules(operations, reads=OWN)
    refused = came(operations, check("a"))
    set_rules(operations, reads=AUTOMATIC)
    unread = came(operations, check("b"))
    replay(refused)
    replay(unread)
    read_by(operations, CHECK)
    assert again(operations).read == 2
    assert len([1 for one in messages.page(operations.channel_id) if one.kind == "opening"]) == 2


def test_the_message_that_goes_is_found_no_more(operations: Hook) -> None:
    came(operations, {**check("a"), "url": "http://watch/1", "note": "Zeppelin"})
    (told,) = messages.page(operations.channel_id)
    assert told.attachments
    assert search.messages_with("zeppelin")
    read_by(operations, CHECK)
    again(operations)
    assert not search.messages_with("zeppelin")
    assert execute("SELECT 1 FROM attachments WHERE message_id = ?", (told.id,)) == []
    assert execute("SELECT 1 FROM message_words WHERE rowid = ?", (told.id,)) == []


def test_only_what_came_until_it_was_asked_for_is_read_again(operations: Hook) -> None:
    first = came(operations, check("a"))
    came(operations, check("b"))
    read_by(operations, CHECK)
    found = read_again(operations.id, newest=first, progressed=lambda _done, _total: True)
    assert found == Again(1, 0, Counts(opened=1))


def test_it_says_how_far_it_is_and_stops_when_it_is_told_to(operations: Hook) -> None:
    for host in "abc":
        came(operations, check(host))
    read_by(operations, CHECK)
    asked = []

    def progressed(done: int, total: int) -> bool:
        asked.append((done, total))
        return done < 1

    assert read_again(operations.id, newest=deliveries.newest_id(None), progressed=progressed).read == 1
    assert asked == [(0, 3), (1, 3)]
    assert again(operations).read == 2


def test_a_hook_that_takes_nothing_reads_nothing_again(operations: Hook) -> None:
    came(operations, check("a"))
    hooks.set_enabled(operations.guid, False)
    with pytest.raises(Problem, match="takes nothing"):
        again(operations)
    with pytest.raises(NotThere):
        preview_again(operations.id + 1, newest=1, progressed=lambda _done, _total: True)
