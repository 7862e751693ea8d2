"""Reports and actions in any order, with their undoing: the desk is always what a model in plain Python says.

Every report id and every number that was ever given lead to exactly one case, no number is given twice, and every
message is in exactly one place.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.cases import case_actions, case_moving, comments
from models.cases.case_actions import Done
from models.cases.cases import Case
from models.channels import channels, hooks, purging
from models.database import writing
from models.problems import Problem
from models.recording.report_writer import Source, record
from models.report import Report, State
from tests import postgres
from tests.models.cases.machine.desk_checks import Checks
from tests.models.cases.machine.desk_model import Thing
from tests.models.cases.machine.desk_model_actions import Undo, WorkedDesk
from tests.models.conftest import AT
from tests.models.recording.test_trees import fresh

CHANNELS = ("Operations", "Plant", "Shop")
IDS = st.sampled_from(list("abcdef"))
REFERENCES = st.lists(IDS, max_size=2, unique=True)
KEYS = st.sampled_from(["k", "l"])
PICK = st.integers(0, 40)
PICKS = st.lists(PICK, min_size=1, max_size=3)
WHERE = st.sampled_from(CHANNELS)


class DeskMachine(RuleBasedStateMachine):
    """`seen` are cases as they were read at some time, `done` the actions that can be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.sources = {"Operations": self.stack.enter_context(fresh())}
        for name in CHANNELS[1:]:
            hook = hooks.add(channels.add(name).id, "Queue")
            self.sources[name] = Source(hook.channel_id, hook.id, hook.purpose, AT)
        self.desk = WorkedDesk(CHANNELS)
        self.checks = Checks(self.desk, self.sources)
        self.texts = 0
        self.seen: list[tuple[Thing, Case]] = []
        self.done: list[tuple[Done, Undo]] = []
        self.under: dict[tuple[str, str], str] = {}

    def teardown(self) -> None:
        self.stack.close()

    @initialize(reports=st.lists(st.tuples(WHERE, st.none() | IDS, REFERENCES), min_size=4, max_size=9))
    def begin(self, reports: list[tuple[str, str | None, list[str]]]) -> None:
        for channel, name, references in reports:
            self.report(channel, name, references)

    @rule(channel=WHERE, name=st.none() | IDS, references=REFERENCES)
    def report(self, channel: str, name: str | None, references: list[str]) -> None:
        if channel in self.desk.last:
            parents = tuple(one for one in references if one != name)
            report = Report(id=name, references=parents, text=self.text())
            with writing():
                outcome = record(self.sources[channel], report)
            assert outcome.status == self.desk.record(channel, report)

    @rule(
        channel=WHERE,
        key=KEYS,
        name=st.none() | st.none() | IDS,
        state=st.sampled_from(["open", "open", "closed"]),
        again=st.booleans(),
        soon=st.booleans(),
    )
    def report_of_a_key(self, channel: str, key: str, name: str | None, state: State, again: bool, soon: bool) -> None:
        if channel in self.desk.last:
            text = self.under.get((channel, key)) if again else None
            text = self.under[channel, key] = text or self.text()
            report = Report(id=name, text=text, key=key, state=state, priority=2)
            source = self.sources[channel] if soon else replace(self.sources[channel], reopen_within=0)
            with writing():
                outcome = record(source, report)
            assert outcome.status == self.desk.record(channel, report, reopens=soon)

    @rule(picks=PICKS, priority=st.integers(0, 5))
    def prioritize(self, picks: list[int], priority: int) -> None:
        things, seen = self.some(picks)
        self.did(
            case_actions.set_priority(seen, priority, "Ada"), self.desk.set(things, "priority", "priority", priority)
        )

    @rule(picks=PICKS, comment=st.booleans())
    def close(self, picks: list[int], comment: bool) -> None:
        things, seen = self.some(picks)
        text = self.text() if comment else ""
        self.did(case_actions.close(seen, "Ada", text), self.desk.close(things, text))

    @rule(picks=PICKS)
    def reopen(self, picks: list[int]) -> None:
        things, seen = self.some(picks)
        self.did(case_actions.reopen(seen, "Ada"), self.desk.set(things, "reopened", "closed", 0))

    @rule(picks=PICKS)
    def delete(self, picks: list[int]) -> None:
        things, seen = self.some(picks)
        self.did(case_actions.delete(seen, "Ada"), self.desk.delete(things))

    @precondition(lambda self: self.there())
    @rule(pick=PICK, empty=st.booleans())
    def describe(self, pick: int, empty: bool) -> None:
        things, seen = self.some([pick])
        text = "" if empty else self.text()
        self.did(
            case_actions.set_description(seen[0], text, "Ada"),
            self.desk.set(things, "description", "description", text),
        )

    @precondition(lambda self: self.there())
    @rule(pick=PICK)
    def comment(self, pick: int) -> None:
        (thing,), (seen,) = self.some([pick])
        text = self.text()
        comments.add(seen, text, "Ada")
        self.desk.comment(thing, text)

    @rule(picks=st.lists(PICK, min_size=2, max_size=4))
    def merge(self, picks: list[int]) -> None:
        things, seen = self.some(picks)
        if len(things) > 1:
            self.did(case_moving.merge(seen, "Ada"), self.desk.merge(things))

    @rule(picks=PICKS, channel=WHERE)
    def move(self, picks: list[int], channel: str) -> None:
        things, seen = self.some(picks)
        if channel in self.desk.last:
            to = self.sources[channel].channel_id
            self.did(case_moving.move(seen, to, "Ada"), self.desk.move(things, channel))

    @precondition(lambda self: self.done)
    @rule(pick=PICK)
    def undo(self, pick: int) -> None:
        done, way_back = self.done.pop(-1 - pick % len(self.done))
        if way_back.is_open():
            done.undo()
            way_back.run()
        else:
            with pytest.raises(Problem):
                done.undo()

    @precondition(lambda self: self.there())
    @rule(pick=PICK)
    def look(self, pick: int) -> None:
        (thing,), (seen,) = self.some([pick])
        self.seen.append((thing, seen))

    @precondition(lambda self: self.seen)
    @rule(pick=PICK, priority=st.integers(0, 5))
    def prioritize_what_was_seen_before(self, pick: int, priority: int) -> None:
        thing, seen = self.seen.pop(pick % len(self.seen))
        if thing.goes_to or thing not in self.desk.things or thing.deleted or thing.priority != seen.priority:
            with pytest.raises(Problem):
                case_actions.set_priority([seen], priority, "Deniz")
        else:
            self.did(
                case_actions.set_priority([seen], priority, "Deniz"),
                self.desk.prioritize([thing], priority),
            )

    @precondition(lambda self: len(self.desk.last) > 1 and self.texts > 12)
    @rule(channel=WHERE)
    def remove_a_channel(self, channel: str) -> None:
        if channel in self.desk.last and len(self.desk.last) > 1:
            channels.remove(self.sources[channel].channel_id)
            purging.purge_removed()
            self.desk.remove(channel)

    @invariant()
    def the_desk_is_as_the_model_says(self) -> None:
        self.checks.cases_are_those_of_the_model()
        self.checks.nothing_is_lost()
        self.checks.every_number_leads_to_its_case()
        self.checks.every_report_id_leads_to_its_case()
        self.checks.every_key_leads_to_its_case()
        self.checks.every_text_can_be_found()

    def text(self) -> str:
        self.texts += 1
        return f"text{self.texts}q"

    def there(self) -> list[Thing]:
        return [thing for thing in self.desk.living() if not thing.deleted]

    def some(self, picks: list[int]) -> tuple[list[Thing], list[Case]]:
        """Cases that are there, each once, and as they are seen now."""
        there = self.there()
        things = list(dict.fromkeys(there[pick % len(there)] for pick in picks)) if there else []
        return things, [self.checks.find(thing) for thing in things]

    def did(self, done: Done, way_back: Undo) -> None:
        self.done.append((done, way_back))


TestDesk = DeskMachine.TestCase
# Each query goes to a server and back there.
EXAMPLES = 40 if postgres.URL is None else 10
TestDesk.settings = settings(max_examples=EXAMPLES, stateful_step_count=40, deadline=None)
