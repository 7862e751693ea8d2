"""Channels and their hooks: what the properties dialog and the commands do to them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.cases import case_moving, cases, comments
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import channels, hook_targets, hooks
from models.channels.channel_rules import Rules
from models.channels.hooks import HookEdit
from models.channels.purging import purge_removed
from models.database import connection, execute, writing
from models.database.tables import TABLES
from models.deliveries import deliveries
from models.messages import messages
from models.problems import NotThere, Problem
from models.recording.report_writer import Source, record
from models.report import Attachment, Report
from tests.models.conftest import Record, close_case


def target(hook: hooks.Hook) -> str | None:
    with connection():
        found = hook_targets.of_url(hook.channel_guid, hook.guid)
    return found.state if found else None


def test_a_first_start_makes_a_channel_with_a_hook_once(desk: object) -> None:
    hook = channels.ensure_first("My first hook")
    assert hook is not None
    assert (hook.channel, hook.purpose, target(hook)) == ("General", "My first hook", "enabled")
    assert channels.ensure_first("again") is None


def test_a_person_who_deleted_the_last_channel_gets_no_new_one(desk: object) -> None:
    channels.remove(channels.add("Only").id)
    assert channels.ensure_first("again") is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "operations", "OPERATIONS", " Operations "])
def test_names_that_cannot_be_used_are_refused(operations: hooks.Hook, name: str) -> None:
    with pytest.raises(Problem):
        channels.add(name)
    assert [channel.name for channel in channels.all_channels()] == ["Operations"]


def test_a_channel_can_change_the_letter_case_of_its_own_name(operations: hooks.Hook) -> None:
    assert channels.rename(operations.channel_id, "operations").name == "operations"


def test_a_channel_is_found_by_name_and_by_guid(operations: hooks.Hook) -> None:
    by_name = channels.find("Operations")
    assert channels.find(by_name.guid.upper()) == by_name
    with pytest.raises(NotThere):
        channels.find("Nowhere")


def save(hook: hooks.Hook, *after: HookEdit, before: Sequence[hooks.Hook] = (), name: str = "Operations") -> None:
    """OK in a dialog that was opened with the hooks `before`."""
    shown = [HookEdit(each.guid, each.purpose, each.enabled) for each in before]
    channels.save(
        hook.channel_id, name=name, description="Alarms", rules=Rules(reopen_on_update=False), before=shown, after=after
    )


def test_saving_adds_changes_and_removes_hooks_together(operations: hooks.Hook) -> None:
    kept = hooks.add(operations.channel_id, "Kept")
    new, changed = HookEdit(hooks.new_guid(), "New", True), HookEdit(kept.guid, "Renamed", False)
    save(operations, new, changed, before=[operations, kept], name="Plant")
    found = {hook.guid: (hook.purpose, hook.enabled) for hook in hooks.of_channel(operations.channel_id)}
    assert found == {new.guid: ("New", True), kept.guid: ("Renamed", False)}
    assert (target(operations), target(kept)) == ("gone", "disabled")
    channel = channels.get(operations.channel_id)
    assert (channel.name, channel.description, channel.rules.reopen_on_update) == ("Plant", "Alarms", False)


def test_saving_leaves_alone_what_others_did_meanwhile(operations: hooks.Hook) -> None:
    disabled, removed = (hooks.add(operations.channel_id, purpose) for purpose in ("Disabled", "Removed"))
    shown = [operations, disabled, removed]
    hooks.set_enabled(disabled.guid, False)
    hooks.remove(removed.guid)
    added = hooks.add(operations.channel_id, "Added")
    after = [HookEdit(hook.guid, hook.purpose, hook.enabled) for hook in (operations, disabled)]
    save(operations, *after, HookEdit(removed.guid, "Renamed", True), before=shown)
    assert [target(hook) for hook in (*shown, added)] == ["enabled", "disabled", "gone", "enabled"]


def test_saving_changes_nothing_when_one_part_cannot_be_saved(operations: hooks.Hook) -> None:
    before = channels.get(operations.channel_id), hooks.of_channel(None)
    with pytest.raises(Problem, match="needs a purpose"):
        save(operations, HookEdit(hooks.new_guid(), "  ", True), before=[operations], name="Plant")
    assert (channels.get(operations.channel_id), hooks.of_channel(None)) == before


def test_the_url_of_a_hook_leads_only_through_its_own_channel(operations: hooks.Hook) -> None:
    other = channels.add("Other")
    with connection():
        assert hook_targets.of_url(other.guid, operations.guid) is None


def test_a_removed_channel_is_gone_at_once_with_its_hooks(operations: hooks.Hook) -> None:
    channels.remove(operations.channel_id)
    assert (channels.all_channels(), hooks.of_channel(None), target(operations)) == ([], [], "gone")
    assert channels.add("Operations").name == "Operations"


def fill(hook: hooks.Hook) -> None:
    """Something in every table that a channel fills: merged and closed cases, attachments, what is awaited."""
    source = Source(hook.channel_id, hook.id, hook.purpose, hook.created_at)
    link = Attachment("link", None, None, "http://myserver/")
    with writing():
        for report in (
            Report(id="b", references=("a",), attachments=(link,)),
            Report(id="c", references=("a",)),
            Report(id="a"),
            Report(text="waits", references=("never",)),
        ):
            record(source, report)
    close_case(cases.find(hook.channel_id, 1).id, "ada")


def test_purging_deletes_all_of_a_removed_channel_and_nothing_else(operations: hooks.Hook) -> None:
    kept = hooks.add(channels.add("Kept").id, "Kept")
    for hook in (operations, kept):
        fill(hook)
    with connection():
        both = {table: execute(f"SELECT COUNT(*) FROM {table._meta.table_name}")[0][0] for table in TABLES}
    before = messages.page(kept.channel_id), page(Filter(kept.channel_id))
    channels.remove(operations.channel_id)
    purge_removed()
    assert (messages.page(kept.channel_id), page(Filter(kept.channel_id))) == before
    with connection():
        left = {table: execute(f"SELECT COUNT(*) FROM {table._meta.table_name}")[0][0] for table in TABLES}
    halved = {table: both[table] if table.__name__ in ("Channel", "Hook") else both[table] // 2 for table in TABLES}
    assert left == halved
    assert target(operations) == "gone"


def test_a_purge_that_was_stopped_goes_on_the_next_time(operations: hooks.Hook) -> None:
    fill(operations)
    channels.remove(operations.channel_id)
    asked = iter([True])
    assert purge_removed(lambda: next(asked, False)) == 4
    with connection():
        assert execute("SELECT COUNT(*), (SELECT COUNT(*) FROM messages) FROM cases") == [(2, 0)]
    assert purge_removed() > 0
    with connection():
        assert execute("SELECT COUNT(*) FROM cases") == [(0,)]
    assert purge_removed() == 0


def test_contents_name_what_a_delete_would_lose(operations: hooks.Hook) -> None:
    fill(operations)
    assert channels.contents(operations.channel_id) == channels.Contents(messages=4, cases=1, hooks=1)


def test_what_was_seen_is_not_unread(source: Source, recorded: Record) -> None:
    recorded(Report(text="one"))
    recorded(Report(text="two"))
    assert channels.get(source.channel_id).unread == 2
    channels.mark_seen(source.channel_id)
    recorded(Report(text="three"))
    assert channels.get(source.channel_id).unread == 1


def test_what_came_after_what_was_seen_is_unread(source: Source, recorded: Record) -> None:
    seen, later = (recorded(Report(text=text)).message for text in ("one", "two"))
    assert seen is not None
    assert later is not None
    channels.mark_seen_up_to(source.channel_id, seen)
    assert channels.get(source.channel_id).unread == 1
    channels.mark_seen_up_to(source.channel_id, later)
    channels.mark_seen_up_to(source.channel_id, seen)
    assert channels.get(source.channel_id).unread == 0


def test_deliveries_of_today_are_counted(operations: hooks.Hook) -> None:
    assert deliveries.today(operations.created_at) == deliveries.Today(0, 0)


def test_a_comment_is_not_unread(source: Source, recorded: Record) -> None:
    recorded(Report(id="a", text="one"))
    comments.add(cases.get(1), "Seen.", "Ada")
    assert channels.get(source.channel_id).unread == 1


def test_what_was_read_in_its_case_is_not_unread(source: Source, recorded: Record) -> None:
    recorded(Report(id="a", text="one"))
    recorded(Report(id="b", text="two"))
    recorded(Report(text="no case"))
    cases.mark_read(1)
    assert channels.get(source.channel_id).unread == 2
    recorded(Report(references=("a",), text="news of it"))
    assert channels.get(source.channel_id).unread == 4, "a case is read or unread as a whole"


def test_moving_what_was_read_makes_nothing_unread(source: Source, recorded: Record) -> None:
    recorded(Report(id="a", text="one"))
    cases.mark_read(1)
    there = channels.add("Elsewhere").id
    case_moving.move([cases.get(1)], there, "Ada")
    assert channels.get(there).unread == 0
