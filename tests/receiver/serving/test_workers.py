"""Workers: senders take turns, and none has all threads."""

from __future__ import annotations

from dataclasses import dataclass

from receiver.serving.gate import ASIDE, STRANGER, Sender
from receiver.serving.workers import SHARE, STRANGERS, THREADS, Turns


@dataclass
class Asked:
    """A task of a sender, that nobody does."""

    of: Sender
    is_large: bool = False

    def service(self) -> None: ...

    def cancel(self) -> None: ...


def begun(turns: Turns) -> list[Sender]:
    """Whose tasks begin now, as many as may."""
    found = []
    while (next_ := turns.next()) is not None:
        found.append(next_[1].of)
    return found


def test_senders_take_turns() -> None:
    turns = Turns()
    for of in (1, 1, 1, 2, 3):
        turns.add(Asked(of))
    assert begun(turns) == [1, 2, 3, 1, 1]


def test_a_loud_sender_leaves_threads_to_others() -> None:
    turns = Turns()
    for _ in range(100):
        turns.add(Asked(1))
    assert begun(turns) == [1] * SHARE
    turns.add(Asked(2))
    assert begun(turns) == [2]
    turns.done((1, False))
    assert begun(turns) == [1]


def test_of_what_is_large_a_sender_has_one_at_a_time_and_its_small_ones_go_on() -> None:
    turns = Turns()
    for large in (True, True, False, True):
        turns.add(Asked(1, large))
    turns.add(Asked(2, is_large=True))
    assert begun(turns) == [1, 1, 2]
    turns.done((1, True))
    assert begun(turns) == [1]


def test_strangers_share_and_what_waits_for_no_database_has_threads_of_its_own() -> None:
    turns = Turns()
    for _ in range(100):
        for of in (STRANGER.of, 1, 2):
            turns.add(Asked(of))
    found = begun(turns)
    assert found.count(STRANGER.of) <= STRANGERS
    assert len(found) < THREADS
    turns.add(Asked(ASIDE.of))
    assert begun(turns) == [ASIDE.of]
