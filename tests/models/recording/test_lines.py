"""Lines: who waits to be written waits for one long job at most, and none waits for ever."""

from __future__ import annotations

from models.messages.new_words import NewWords
from models.recording.job import Job, Written
from models.recording.lines import LONG, MOST_BYTES, MOST_JOBS, Lines


def nothing(_: NewWords) -> Written:
    return None, None


def job(size: int) -> Job:
    return Job(nothing, None, size)


def taken(lines: Lines) -> list[Job]:
    first = lines.first()
    assert first is not None
    return lines.take(first)


def test_short_ones_come_between_any_two_that_are_long() -> None:
    lines, longs, shorts = Lines(), [job(2 * MOST_BYTES) for _ in range(3)], [job(10) for _ in range(2)]
    for each in (*longs, *shorts):
        lines.add(each)
    late = job(10)
    assert taken(lines) == shorts
    assert taken(lines) == longs[:1]
    lines.add(late)
    assert taken(lines) == [late]
    assert [taken(lines), taken(lines)] == [longs[1:2], longs[2:]]
    assert lines.first() is None


def test_long_ones_get_their_turn_however_many_short_ones_come() -> None:
    lines, long = Lines(), job(MOST_BYTES)
    lines.add(long)
    for _ in range(5 * MOST_JOBS):
        lines.add(job(10))
    assert [len(taken(lines)) for _ in range(3)] == [MOST_JOBS, 1, MOST_JOBS]


def test_what_shares_a_transaction_is_bounded_in_bytes() -> None:
    lines = Lines()
    for _ in range(7):
        lines.add(job(MOST_BYTES // 3))
    for _ in range(MOST_JOBS):
        lines.add(job(LONG))
    sizes = []
    while len(lines):
        sizes.append(len(taken(lines)))
    assert sizes == [16, 3, 16, 3, 16, 1, 16]


def test_a_job_that_was_taken_out_is_not_given_again() -> None:
    lines, gone, left = Lines(), job(10), job(2 * LONG)
    lines.add(gone)
    lines.add(left)
    assert lines.remove(gone)
    assert not lines.remove(gone)
    assert lines.clear() == [left]
    assert not lines.remove(left)
    assert len(lines) == 0
