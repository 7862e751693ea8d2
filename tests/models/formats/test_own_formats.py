"""Own formats: drafts are written, versions are published for good, and the hooks that read by them hear of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.channels import channels, hook_targets, hooks
from models.channels.hook_rules import Rules, by_format, format_id_of
from models.channels.hook_targets import Target
from models.channels.hooks import Hook
from models.database import connection
from models.formats import own_formats
from models.problems import NotThere, Problem


def read_by(hook: Hook, format_id: int) -> None:
    before = hooks.get(hook.guid).edit()
    hooks.save(before, replace(before, rules=replace(before.rules, reads=by_format(format_id))))


def target(hook: Hook) -> Target:
    with connection():
        found = hook_targets.of_hook(hook.id)
    assert found is not None
    return found


def test_a_new_format_is_a_draft_that_nothing_reads_by(desk: Path) -> None:
    made = own_formats.create("  Our   watchers ", "one")
    assert (made.name, made.draft, made.published) == ("Our watchers", "one", None)
    assert made.draft_changed_at is not None
    assert own_formats.versions(made.id) == []
    assert own_formats.all_formats() == [own_formats.get(made.id)] == [own_formats.find("our WATCHERS")]


@pytest.mark.parametrize("name", ["", "  ", "our WATCHERS", "x" * 101])
def test_a_name_that_cannot_be_used_is_refused(desk: Path, name: str) -> None:
    own_formats.create("Our watchers", "")
    other = own_formats.create("Others", "")
    with pytest.raises(Problem):
        own_formats.create(name, "")
    with pytest.raises(Problem):
        own_formats.rename(other.id, name)
    assert own_formats.rename(other.id, "OTHERS").name == "OTHERS"


def test_versions_count_from_one_and_stay_as_they_were_published(desk: Path) -> None:
    made = own_formats.create("Our watchers", "one")
    first = own_formats.publish(made.id, "one", " the first ")
    own_formats.save_draft(made.id, "two, not yet")
    second = own_formats.publish(made.id, "two")
    assert (first.number, first.text, first.note) == (1, "one", "the first")
    assert own_formats.versions(made.id) == [second, first]
    assert own_formats.version(made.id, 1) == first
    found = own_formats.get(made.id)
    assert (found.draft, found.draft_changed_at, found.published) == (None, None, 2)
    with pytest.raises(NotThere):
        own_formats.version(made.id, 3)


def test_to_go_back_publishes_the_text_anew_and_leaves_the_draft(desk: Path) -> None:
    made = own_formats.create("Our watchers", "one")
    own_formats.publish(made.id, "one")
    own_formats.publish(made.id, "two")
    draft = own_formats.save_draft(made.id, "three, not yet")
    again = own_formats.go_back(made.id, 1)
    assert (again.number, again.text, again.note) == (3, "one", "Version 1 again")
    assert own_formats.get(made.id) == replace(draft, published=3)


def test_a_draft_is_discarded_where_something_is_published(desk: Path) -> None:
    made = own_formats.create("Our watchers", "one")
    with pytest.raises(Problem):
        own_formats.discard_draft(made.id)
    own_formats.publish(made.id, "one")
    own_formats.save_draft(made.id, "two, not yet")
    assert own_formats.discard_draft(made.id) == own_formats.get(made.id)
    assert own_formats.get(made.id).draft is None


def test_a_format_that_hooks_read_by_stays_and_says_which(operations: Hook) -> None:
    made = own_formats.create("Our watchers", "one")
    own_formats.publish(made.id, "one")
    read_by(operations, made.id)
    with pytest.raises(Problem, match=r"Our watchers: Monitor \(Operations\)"):
        own_formats.remove(made.id)
    hooks.remove(operations.guid)
    own_formats.remove(made.id)
    assert own_formats.all_formats() == []
    with pytest.raises(NotThere):
        own_formats.version(made.id, 1)


def test_what_changes_the_version_in_force_revises_the_hooks_that_read_by_it(operations: Hook) -> None:
    other = hooks.add(channels.add("Plant").id, "Sensor")
    made = own_formats.create("Our watchers", "one")
    read_by(operations, made.id)
    assert target(operations).in_force is None
    seen = [target(operations).revision]
    for change in (
        lambda: own_formats.publish(made.id, "one"),
        lambda: own_formats.publish(made.id, "two"),
        lambda: own_formats.go_back(made.id, 1),
        lambda: own_formats.rename(made.id, "Watchers"),
    ):
        change()
        seen.append(target(operations).revision)
    assert seen == sorted(set(seen))
    found = target(operations).in_force
    assert found is not None
    assert (found.version, found.name, found.text) == (3, "Watchers", "one")
    own_formats.save_draft(made.id, "four, not yet")
    assert target(operations).revision == seen[-1]
    assert (target(other).revision, target(other).in_force) == (0, None)


@pytest.mark.parametrize("reads", ["format:", "format:x", "format:0", "format:1234567890", "format:1 "])
def test_a_rule_that_names_no_format_by_its_number_is_refused(operations: Hook, reads: str) -> None:
    assert format_id_of(reads) is None
    before = operations.edit()
    with pytest.raises(Problem):
        hooks.save(before, replace(before, rules=Rules(reads=reads)))


def test_the_number_of_a_format_is_found_in_the_rule() -> None:
    assert [format_id_of(reads) for reads in (by_format(17), "automatic", "own", "slack")] == [17, None, None, None]
