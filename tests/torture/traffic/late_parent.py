"""late-parent: thousands of reports await one id, then it comes, and the program is killed while it settles them."""

from __future__ import annotations

from time import monotonic

import requests

from tests.end_to_end.station import at
from tests.torture.ledger import hold_sound, looking
from tests.torture.program import Program, Running
from tests.torture.senders import Senders, after, numbered
from tests.torture.trial import Terms, Trial, hold

IN_ONE = 100  # reports in a delivery
POST_SECONDS = 0.25  # without the turns of other programs
PATIENCE = 600.0
LEFT = "SELECT (SELECT COUNT(*) FROM settling) + (SELECT COUNT(*) FROM awaited)"


def run(terms: Terms) -> str:
    reports = terms.size(2_000, 30_000)
    program = Program(terms)
    with program.receiving() as receiver:
        hook = receiver.hook
        for first in range(0, reports, IN_ONE):
            answer = requests.post(hook, json=[_late(first + each) for each in range(IN_ONE)], timeout=60)
            hold(answer.ok, f"waiting reports were answered {answer.status_code}")
        took = _post(receiver, hook)
        hold(took < POST_SECONDS, f"the post that all had waited for took {took * 1000:.0f} ms")
        receiver.kill()
    with program.receiving() as receiver:
        senders = Senders(at(receiver, hook), 4, numbered(f"beside{terms.seed}"), pace=40.0)
        senders.run(after(terms.size(3.0, 30.0)))
        senders.finish(10.0)
        _wait_until_settled(program)
        receiver.end()
    hold({answer.status for answer in senders.answered} <= {200, 201}, f"{senders.statuses()}")
    slowest = sorted(answer.took for answer in senders.answered)[int(len(senders.answered) * 0.99)]
    with looking(program.file) as rows:
        found = rows(
            "SELECT cases.messages, COUNT(messages.id) FROM messages JOIN cases ON cases.id = messages.case_id"
            " WHERE cases.number = 1 GROUP BY cases.messages"
        )
    hold([tuple(row) for row in found] == [(reports + 1, reports + 1)], f"the case holds {found}, not {reports + 1:,}")
    hold_sound(program.file)
    program.hold_no_complaints()
    return (
        f"{reports:,} reports waited; the post took {took * 1000:.0f} ms, was settled after a kill, and all are in one"
        f" case; p99 of others {slowest * 1000:.0f} ms"
    )


def _late(number: int) -> dict[str, object]:
    return {"id": f"late{number}", "references": ["root"], "text": f"late {number}"}


def _post(receiver: Running, hook: str) -> float:
    """Seconds that the post took which all waited for, those in which others had the processor not counted."""
    waited, began = receiver.waited(), monotonic()
    answer = requests.post(hook, json={"id": "root", "text": "the root"}, timeout=60)
    took = monotonic() - began - (receiver.waited() - waited)
    hold(answer.ok, f"the post that all had waited for was answered {answer.status_code}")
    return took


def _wait_until_settled(program: Program) -> None:
    until = monotonic() + PATIENCE
    while True:
        with looking(program.file) as rows:
            if not next(iter(rows(LEFT)))[0]:
                return
        hold(monotonic() < until, f"something still waits after {PATIENCE:.0f} s")


TRIAL = Trial("late-parent", run, weakness="settle-at-once")
