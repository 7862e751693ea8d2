"""health: another process holds the write lock while clients post. /health says so in time, and when it is over."""

from __future__ import annotations

import threading
from time import monotonic

import requests

from tests.torture.program import Program, Running
from tests.torture.senders import Senders, numbered
from tests.torture.traffic.locked import lock_held
from tests.torture.trial import Terms, Trial, hold

CLIENTS = 40  # more than there are threads for their posts
ANSWER_SECONDS = 2.0
PATIENCE = 20.0


def run(terms: Terms) -> str:
    rounds = terms.size(2, 30)
    program, slowest = Program(terms), 0.0
    with program.receiving() as receiver:
        senders = Senders(receiver.hook, CLIENTS, numbered(f"health{terms.seed}"), pace=200.0)
        stopping = threading.Event()
        thread = threading.Thread(target=lambda: senders.run(stopping.is_set))
        thread.start()
        try:
            for _ in range(rounds):
                hold(_becomes(200, receiver) == "", "it is well, and gives a reason")
                with lock_held(program.file):
                    reason = _becomes(503, receiver)
                    hold(
                        reason in ("database_slow", "database_locked"),
                        f"locked, and the reason is {reason!r}",
                    )
                    for path in ("/health", "/metrics", "/nothing") * 3:
                        slowest = max(slowest, _took(receiver, path))
        finally:
            stopping.set()
            thread.join()
        senders.finish(12.0)
        hold(_becomes(200, receiver) == "", "it is well, and gives a reason")
        receiver.end()
    hold(slowest < ANSWER_SECONDS, f"an answer that waits for nothing took {slowest:.1f} s")
    program.hold_no_complaints()
    return f"{rounds} times locked under {CLIENTS} clients; /health, /metrics and 404 took {slowest:.2f} s at most"


def _becomes(status: int, receiver: Running) -> str:
    """Ask until /health has a status; its reason."""
    until = monotonic() + PATIENCE
    while True:
        answer = requests.get(f"{receiver.url}/health", timeout=PATIENCE)
        if answer.status_code == status:
            return str(answer.json().get("reason", ""))
        hold(monotonic() < until, f"/health was never {status}")


def _took(receiver: Running, path: str) -> float:
    waited, began = receiver.waited(), monotonic()
    requests.get(f"{receiver.url}{path}", timeout=PATIENCE)
    return monotonic() - began - (receiver.waited() - waited)


TRIAL = Trial("health", run, weakness="health-in-line")
