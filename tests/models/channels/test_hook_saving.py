"""Two people change a hook at once: each keeps what they changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.channels import channels, hooks, old_urls
from models.channels.hook_rules import Rules, Secret
from models.channels.hooks import Hook, HookEdit
from models.database.tables import StoredTime, from_stored
from models.problems import NotThere, Problem

VALUES = {
    "purpose": st.sampled_from(["Monitor", "Backup", "Night watch"]),
    "enabled": st.booleans(),
    "expires_at": st.sampled_from([None, from_stored(StoredTime(4 * 10**15)), from_stored(StoredTime(5 * 10**15))]),
    "silent_after": st.sampled_from([None, 60, 3600]),
    "rate_limit": st.sampled_from([None, "1/hour", "60/minute"]),
    "senders": st.sampled_from([(), ("192.0.2.1",), ("192.0.2.1", "10.0.0.0/8")]),
    "secret": st.sampled_from([None, Secret("github", "a"), Secret("github", "b"), Secret("header", "a", "X-A")]),
}
CHANGES = st.fixed_dictionaries({}, optional=VALUES)


def edited(edit: HookEdit, changes: dict[str, Any]) -> HookEdit:
    own = {name: changes[name] for name in ("purpose", "enabled") if name in changes}
    rules = {name: value for name, value in changes.items() if name not in own}
    return replace(edit, **own, rules=replace(edit.rules, **rules))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(CHANGES, CHANGES, CHANGES)
def test_what_both_changed_is_there_and_the_last_wins_where_they_differ(
    operations: Hook, first: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]
) -> None:
    now = hooks.get(operations.guid).edit()
    begun = hooks.save(now, edited(now, first)).edit()
    hooks.save(begun, edited(begun, theirs))
    found = hooks.save(begun, edited(begun, ours)).edit()
    really = {name: value for name, value in ours.items() if edited(begun, {name: value}) != begun}
    assert found == edited(edited(begun, theirs), really)


def save(hook: Hook, before: list[HookEdit], after: list[HookEdit]) -> None:
    """OK in the properties dialog of the hook's channel."""
    channel = channels.get(hook.channel_id)
    channels.save(channel.id, name=channel.name, description="", rules=channel.rules, before=before, after=after)


def test_the_dialog_keeps_the_rules_that_were_set_while_it_was_open(operations: Hook) -> None:
    shown = operations.edit()
    hooks.save(shown, replace(shown, rules=Rules(rate_limit="5/minute", secret=Secret("github", "key"))))
    save(operations, [shown], [replace(shown, purpose="Night watch", rules=Rules(silent_after=3600))])
    found = hooks.get(operations.guid)
    assert found.purpose == "Night watch"
    assert found.rules == Rules(silent_after=3600, rate_limit="5/minute", secret=Secret("github", "key"))


def test_the_dialog_changes_and_removes_a_hook_whose_url_was_replaced_while_it_was_open(operations: Hook) -> None:
    backup = hooks.add(operations.channel_id, "Backup")
    shown = [operations.edit(), backup.edit()]
    first, second = (old_urls.replace_url(edit.guid, timedelta(days=1)) for edit in shown)
    save(operations, shown, [replace(shown[0], enabled=False)])
    assert not hooks.get(first.guid).enabled
    with pytest.raises(NotThere):
        hooks.get(second.guid)


def test_a_new_hook_is_made_with_its_rules(operations: Hook) -> None:
    new = HookEdit(hooks.new_guid(), "New", True, Rules(rate_limit="5/minute"))
    save(operations, [operations.edit()], [operations.edit(), new])
    assert hooks.get(new.guid).edit() == new


def test_a_rule_that_cannot_be_used_changes_nothing(operations: Hook) -> None:
    shown = operations.edit()
    with pytest.raises(Problem, match="limit"):
        save(operations, [shown], [replace(shown, purpose="Backup", rules=Rules(rate_limit="often"))])
    assert hooks.get(operations.guid) == operations


def test_what_was_removed_meanwhile_cannot_be_saved(operations: Hook) -> None:
    hooks.remove(operations.guid)
    with pytest.raises(NotThere):
        hooks.save(operations.edit(), replace(operations.edit(), purpose="Backup"))
