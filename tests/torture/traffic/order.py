"""order: openings, updates and repeats in any order, one after another and at once, against the desk in plain Python.

Which of several that come at once was first is for the receiver to say, by the order of its deliveries; in that order
the model has to say the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import apsw
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from models.report import Report
from tests.end_to_end.station import Send, posting, together
from tests.models.cases.machine.desk_model import Desk
from tests.models.recording.forests import Forest, forests
from tests.torture.ledger import hold_sound
from tests.torture.program import Program
from tests.torture.trial import Terms, Trial, hold

CHANNEL = "General"
AT_ONCE = 8
IDS = st.sampled_from(list("abcdefgh"))
Drawn = tuple[str | None, list[str]]  # an id, and references
REPORT = st.tuples(st.none() | IDS, st.lists(IDS, max_size=2, unique=True))


class Post:
    """The receiver as the examples see it: posts go in over HTTP, and what is stored is only read."""

    def __init__(self, program: Program, sends: Sequence[Send]) -> None:
        self.said = self.bursts = self.examples = 0
        self._sends = sends
        self._file = apsw.Connection(str(program.file), flags=apsw.SQLITE_OPEN_READONLY)

    def close(self) -> None:
        self._file.close()

    def begin(self) -> str:
        """What the ids of a new example begin with."""
        self.examples += 1
        return f"{self.examples}-"

    def all(self, reports: Sequence[Report]) -> dict[str, str]:
        """Post reports, at once if there are several; the outcomes by their texts."""
        outcomes = {}

        def send(number: int) -> None:
            for report in reports[number :: len(self._sends)]:
                answer = self._sends[number]({"text": report.text, "references": report.references} | _named(report))
                outcomes[report.text] = answer.outcome

        self.said += len(reports)
        self.bursts += len(reports) > 1
        together(min(len(reports), len(self._sends)), send)
        return outcomes

    def rows(self, text: str, *values: int | str) -> list[tuple[Any, ...]]:
        return list(self._file.execute(text, values))

    def number(self, text: str) -> int:
        return int(self.rows(text)[0][0] or 0)

    def cases(self, after: int) -> list[tuple[int | None, str]]:
        """The text of each message after some id, with the number of its case."""
        return self.rows(
            "SELECT cases.number, messages.text FROM messages LEFT JOIN cases ON cases.id = messages.case_id"
            " WHERE messages.id > ? ORDER BY messages.id",
            after,
        )


def _named(report: Report) -> dict[str, object]:
    return {} if report.id is None else {"id": report.id}


class DeskMachine(RuleBasedStateMachine):
    """Reports whose ids no other example has; the model begins with the number that the channel has come to."""

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.post = post
        self.prefix = post.begin()
        self.model = Desk([CHANNEL])
        self.model.last[CHANNEL] = post.number("SELECT last_case_number FROM channels")
        self.first_message = post.number("SELECT MAX(id) FROM messages")
        self.last_delivery = post.number("SELECT MAX(id) FROM deliveries")

    @rule(drawn=REPORT)
    def one(self, drawn: Drawn) -> None:
        self.send([drawn])

    @rule(drawn=st.lists(REPORT, min_size=2, max_size=AT_ONCE))
    def several_at_once(self, drawn: list[Drawn]) -> None:
        self.send(drawn)

    def send(self, drawn: Sequence[Drawn]) -> None:
        reports = [self.report(number, *each) for number, each in enumerate(drawn)]
        outcomes = self.post.all(reports)
        by_text = {report.text: report for report in reports}
        kept = self.post.rows("SELECT id, body, outcome FROM deliveries WHERE id > ? ORDER BY id", self.last_delivery)
        hold(len(kept) == len(reports), f"{len(reports)} posted, {len(kept)} deliveries")
        for number, body, outcome in kept:
            self.last_delivery = number
            report = by_text[json.loads(bytes(body))["text"]]
            due = self.model.record(CHANNEL, report)
            hold(outcome == outcomes[report.text] == due, f"{report}: {outcomes[report.text]}, {outcome}; due {due}")

    def report(self, number: int, name: str | None, references: Sequence[str]) -> Report:
        others = tuple(self.prefix + one for one in references if one != name)
        text = f"text {self.post.said + number}"
        return Report(None if name is None else self.prefix + name, others, text)

    @invariant()
    def cases_are_as_the_model_says(self) -> None:
        held = self.post.cases(self.first_message)
        due = [(said.case.home().at[1] if said.case else None, said.text) for said in self.model.said]
        hold(held == due, f"{[one for one in held if one not in due][:5]} are not as the model says")

    @invariant()
    def every_id_leads_to_its_case(self) -> None:
        rows = self.post.rows(
            "SELECT reported.report_id, home.number FROM reported JOIN cases AS first ON first.id = reported.case_id"
            " JOIN cases AS home ON home.id = COALESCE(first.merged_into_id, first.id)"
            " WHERE reported.channel_id = (SELECT id FROM channels)"
            " AND reported.report_id >= ? AND reported.report_id < ?",
            self.prefix,
            self.prefix + "~",
        )
        found = dict(rows)
        due = {name: thing.home().at[1] for (_, name), thing in self.model.reported.items()}
        hold(found == due, f"ids lead to {found}, not to {due}")


def run(terms: Terms) -> str:
    program = Program(terms)
    with program.receiving() as receiver, ExitStack() as opened:
        post = Post(program, [opened.enter_context(posting(receiver.hook)) for _ in range(AT_ONCE)])
        opened.callback(post.close)
        _play(post, terms)
        forests_ = _plant(post, terms)
        opened.close()
        receiver.end()
    hold_sound(program.file)
    program.hold_no_complaints()
    return (
        f"{post.examples - forests_:,} desks as the model says, {forests_:,} forests with a case a tree;"
        f" {post.said:,} reports, {post.bursts:,} times up to {AT_ONCE} at once"
    )


def _settings(examples: int, steps: int = 1) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=steps, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def _play(post: Post, terms: Terms) -> None:
    """Play desks of any kind against the model."""

    def machine() -> DeskMachine:
        return DeskMachine(post)

    factory: Any = seed(terms.seed)(machine)  # their types know classes alone
    run_state_machine_as_test(factory, settings=_settings(*terms.size((40, 10), (1000, 40))))


def _plant(post: Post, terms: Terms) -> int:
    """Post trees of reports that arrive at once: whatever the order, each ends in one case. How many trees."""
    before = post.examples

    @seed(terms.seed)
    @_settings(terms.size(60, 3000))
    @given(forests())
    def one_case_a_tree(forest: Forest) -> None:
        prefix, first = post.begin(), post.number("SELECT MAX(id) FROM messages")
        post.all([_within(prefix, report) for report in forest.arrivals])
        held: dict[int | None, list[str]] = {}
        for number, text in post.cases(first):
            held.setdefault(number, []).append(text)
        trees = [[prefix + text for text in tree] for tree in forest.trees]
        hold(sorted(map(sorted, held.values())) == trees, f"{held}, not {trees}")

    one_case_a_tree()
    return post.examples - before


def _within(prefix: str, report: Report) -> Report:
    references = tuple(prefix + one for one in report.references)
    return Report(None if report.id is None else prefix + report.id, references, prefix + report.text)


TRIAL = Trial("order", run, weakness="settle-nothing")
