"""silent-server: PostgreSQL takes bytes and answers nothing, as a stopped machine does. Who waits is told in time."""

from __future__ import annotations

import threading
from time import monotonic

import requests

from development.postgres_server import PostgresServer, binaries, running
from tests.postgres import blank_on
from tests.torture.program import Program, Running
from tests.torture.stops.server import CLIENTS, Crowd, hold_answers, hold_stored
from tests.torture.trial import Terms, Trial, Untried, hold

TAKEN = 40  # reports before each silence, and after it
BACK_SECONDS = 10.0
# The watchdog ends a connection after nine seconds, and a post gives up after ten.
MOST_SECONDS = 12.0
ASIDE_SECONDS = 2.0
ASIDE = ("/health", "/metrics", "/nothing")


def run(terms: Terms) -> str:
    if binaries() is None:
        raise Untried("there is no PostgreSQL server here")
    silences = terms.size(1, 10)
    with running() as server:
        program = Program(terms, url=blank_on(server.url))
        with program.receiving() as receiver:
            crowd = Crowd(receiver.hook, "crowd")
            longer = terms.size(0.0, 10.0)
            with crowd.posting():
                slowest = max(_fall_silent(server, receiver, crowd, longer) for _ in range(silences))
            receiver.end()
        crowd.hold_all_answered()
        hold_answers(crowd.answers, silences)
        hold_stored(program, crowd.answers)
    program.hold_no_complaints()
    refused = sum(answer.status == 503 for answer in crowd.answers)
    return (
        f"silent {silences} times; {len(crowd.answers) - refused:,} reports taken, each there once, {refused:,} x 503;"
        f" slowest answer {slowest:.1f} s"
    )


def _fall_silent(server: PostgresServer, receiver: Running, crowd: Crowd, longer: float) -> float:
    """Stop the server until all who wait are told, and some seconds longer; those that a post had to wait at most."""
    hold(crowd.take(TAKEN, BACK_SECONDS), "reports are not taken")
    before, waited = len(crowd.answers), receiver.waited()
    server.pause()
    try:
        for path in ASIDE:
            asked = monotonic()
            requests.get(f"{receiver.url}{path}", timeout=MOST_SECONDS)
            hold(monotonic() - asked < ASIDE_SECONDS, f"{path} took {monotonic() - asked:.1f} s")
        hold(crowd.refuse(CLIENTS, MOST_SECONDS), f"not all who waited were told within {MOST_SECONDS:.0f} s")
        threading.Event().wait(longer)
    finally:
        server.resume()
    hold(crowd.take(TAKEN, BACK_SECONDS), f"after the silence no report was taken for {BACK_SECONDS:.0f} s")
    slowest = max(answer.took for answer in crowd.answers[before:])
    late = slowest - (receiver.waited() - waited)
    hold(late < MOST_SECONDS, f"a post was answered after {late:.1f} s")
    return slowest


TRIAL = Trial("silent-server", run, weakness="no-watchdog")
