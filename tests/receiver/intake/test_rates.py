"""Rates: what a moving window lets in, when it lets the next one in, and that it costs little."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receiver.intake.rates import Rates

LENGTHS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_as_many_are_let_in_as_the_limit_says_and_the_next_when_the_first_is_over(clock: Clock) -> None:
    rates = Rates(clock)
    assert [rates.wait(1, "3/minute") for _ in range(4)] == [None, None, None, 60]
    clock.now += 10.5
    assert rates.wait(1, "3/minute") == 50
    clock.now += 49.4
    assert rates.wait(1, "3/minute") == 1
    clock.now += 1
    assert [rates.wait(1, "3/minute") for _ in range(4)] == [None, None, None, 60]


def test_hooks_do_not_share_a_limit(clock: Clock) -> None:
    rates = Rates(clock)
    assert [rates.wait(hook, "1/hour") for hook in (1, 11, 111, 1)] == [None, None, None, 3600]


def test_another_limit_counts_from_zero(clock: Clock) -> None:
    rates = Rates(clock)
    assert [rates.wait(1, "2/hour") for _ in range(3)] == [None, None, 3600]
    assert [rates.wait(1, "1/minute") for _ in range(2)] == [None, 60]
    rates.forget(1, "2/hour")
    assert [rates.wait(1, "2/hour") for _ in range(3)] == [None, None, 3600]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.integers(1, 8), st.sampled_from(list(LENGTHS)), st.lists(st.floats(0, 2, allow_subnormal=False), max_size=60))
def test_no_window_has_more_than_its_limit_and_who_waits_is_let_in(
    clock: Clock, number: int, unit: str, pauses: list[float]
) -> None:
    """A model of it: the times of what was let in. `pauses` are parts of the window's length."""
    rates, limit, length = Rates(clock), f"{number}/{unit}", LENGTHS[unit]
    let_in: list[float] = []
    for pause in pauses:
        clock.now += pause * length
        in_window = [at for at in let_in if at >= clock.now - length]
        wait = rates.wait(1, limit)
        assert (wait is None) == (len(in_window) < number)
        if wait is None:
            let_in.append(clock.now)
        else:
            assert 1 <= wait <= length + 1
            clock.now += wait + 0.001
            assert rates.wait(1, limit) is None
            let_in.append(clock.now)


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_a_clock_that_somebody_sets_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = Rates()
    assert [rates.wait(1, "1/hour"), rates.wait(1, "1/hour")] == [None, 3600]
    for off in (-86_400.0, 86_400.0):
        monkeypatch.setattr("time.time", lambda off=off: 1_800_000_000.0 + off)
        assert rates.wait(1, "1/hour") == 3600


def test_threads_at_once_are_let_in_no_more_than_the_limit_says(restless: None) -> None:
    rates = Rates()

    def hits(_thread: int) -> int:
        return sum(rates.wait(1, "500/day") is None for _ in range(3000))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(hits, range(8))) == 500
