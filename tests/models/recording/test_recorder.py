"""The recorder: what is answered is on disk, what fails fails alone, and nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import apsw
import pytest

from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import hooks
from models.database import connection, is_shared
from models.database.tables import database
from models.deliveries import deliveries
from models.deliveries.deliveries import Answer
from models.deliveries.delivery_filter import DeliveryFilter
from models.messages import messages
from models.news.changes import Change, changed
from models.problems import Unavailable
from models.recording.job import HookChanged
from models.recording.recorder import Recorder
from models.report import Report
from tests.models.conftest import AT, received, told


def texts(hook: hooks.Hook) -> list[str]:
    return [message.text for message in messages.page(hook.channel_id, limit=1000)]


def test_the_delivery_is_stored_with_its_answer(operations: hooks.Hook, recorder: Recorder) -> None:
    answer = recorder.record(received(operations, b'{"id": "a"}'), [Report(id="a", text="x")], told)
    (delivery,) = deliveries.page()
    shown = deliveries.shown(delivery.id)
    assert (delivery.outcome, delivery.status, delivery.case, delivery.message) == ("opened", 200, 1, 1)
    assert (shown.body, shown.answer) == (b'{"id": "a"}', answer.body)
    assert shown.headers == (("Host", "127.0.0.1"), ("X-Tool", "ölçüm"))
    hook = hooks.get(operations.guid)
    assert (hook.deliveries, hook.last_delivery_at) == (1, AT)


def test_a_refused_delivery_is_kept(operations: hooks.Hook, recorder: Recorder) -> None:
    recorder.refuse(received(operations, b"{"), Answer(400, "rejected", "invalid_json", b"no"))
    (delivery,) = deliveries.page(DeliveryFilter(outcome="rejected"))
    assert (delivery.code, delivery.status, delivery.message) == ("invalid_json", 400, None)
    assert texts(operations) == []


def test_an_answer_that_cannot_be_made_leaves_nothing_and_harms_no_other(
    operations: hooks.Hook, recorder: Recorder
) -> None:
    def broken(_outcome: object) -> Answer:
        raise ZeroDivisionError

    def one(number: int) -> str:
        answer = broken if number % 3 == 0 else told
        try:
            recorder.record(received(operations), [Report(id=f"id{number}", text=f"text{number}")], answer)
        except ZeroDivisionError:
            return "failed"
        return f"text{number}"

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(one, range(60)))
    assert results.count("failed") == 20
    assert sorted(texts(operations)) == sorted(text for text in results if text != "failed")
    # The number of a report that failed is given to the next one.
    assert sorted(case.number for case in page(Filter(operations.channel_id), limit=100)) == list(range(1, 41))
    counted = recorder.commits.read()
    assert counted.sum == 40
    assert sum(counted.numbers) <= 40


def test_the_same_id_from_many_threads_opens_one_case(operations: hooks.Hook, recorder: Recorder) -> None:
    barrier = threading.Barrier(16)

    def one(_number: int) -> str:
        barrier.wait()
        return recorder.record(received(operations), [Report(id="same", text="x")], told).outcome

    with ThreadPoolExecutor(16) as pool:
        outcomes = sorted(pool.map(one, range(16)))
    assert outcomes == ["already_reported"] * 15 + ["opened"]


@pytest.fixture
def held(operations: hooks.Hook, desk: object) -> Callable[[], None]:
    """Another connection holds the write lock; calling it lets go."""
    if is_shared():
        server = database.obj.connect_anew()
        server.execute(database.obj.ALONE)
        return lambda: server.close()
    file = apsw.Connection(str(desk))
    file.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        file.execute("ROLLBACK")

    return let_go


def test_reports_that_wait_for_one_commit_share_the_next(operations: hooks.Hook, held: Callable[[], None]) -> None:
    recorder = Recorder()
    recorder.start()
    with ThreadPoolExecutor(12) as pool:
        first = pool.submit(recorder.record, received(operations), [Report(text="first")], told)
        waiting = [pool.submit(recorder.record, received(operations), [Report(text=f"{n}")], told) for n in range(10)]
        while recorder.in_hand() < 11:
            pass
        held()
        assert {one.result().outcome for one in (first, *waiting)} == {"posted"}
    recorder.check()  # stores no delivery
    counted = recorder.commits.read()
    # On a server the first had begun when the others came.
    assert dict(zip(counted.bounds, counted.numbers, strict=False))[16] == 1
    assert (sum(counted.numbers), counted.sum) == (2 if is_shared() else 1, 11)
    assert recorder.stop()


def test_a_long_report_shares_no_commit_with_short_ones(operations: hooks.Hook, held: Callable[[], None]) -> None:
    recorder = Recorder()
    recorder.start()
    said = ["first", *["long " * 100_000] * 2, *["short"] * 8]
    with ThreadPoolExecutor(12) as pool:
        first, *waiting = [
            pool.submit(recorder.record, received(operations), [Report(text=text)], told) for text in said
        ]
        while recorder.in_hand() < 11:
            pass
        held()
        assert {one.result().outcome for one in (first, *waiting)} == {"posted"}
    counted = recorder.commits.read()
    # On a server the first had begun when the others came.
    expected = {1: 3, 2: 0, 4: 0, 8: 1} if is_shared() else {1: 2, 2: 0, 4: 0, 8: 0, 16: 1}
    assert {size: counted.numbers[counted.bounds.index(size)] for size in expected} == expected
    assert recorder.stop()


@pytest.fixture
def impatient(held: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """A recorder that waits for a fifth of a second, and runs."""
    if is_shared():
        monkeypatch.setattr(type(database.obj), "BESIDE", database.obj.BESIDE.replace("'9s'", "'200ms'"))
    recorder = Recorder(patience=0.2)
    recorder.start()
    return recorder


def test_who_waits_for_a_locked_database_is_told_and_not_written_later(
    operations: hooks.Hook, held: Callable[[], None], impatient: Recorder
) -> None:
    with pytest.raises(Unavailable):
        impatient.record(received(operations), [Report(text="given up")], told)
    held()
    impatient.record(received(operations), [Report(text="taken")], told)
    assert impatient.stop()
    assert texts(operations) == ["taken"]


def test_a_delivery_to_a_hook_that_has_changed_is_not_written_and_harms_no_other(
    operations: hooks.Hook, recorder: Recorder
) -> None:
    other = hooks.add(operations.channel_id, "Backup")
    hooks.set_enabled(other.guid, False)

    def one(number: int) -> bool:
        hook = other if number % 3 == 0 else operations
        try:
            recorder.record(received(hook), [Report(text=hook.purpose)], told)
        except HookChanged:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(one, range(30)))
    assert written == [number % 3 != 0 for number in range(30)]
    assert texts(operations) == ["Monitor"] * 20
    assert [delivery.hook for delivery in deliveries.page()] == ["Monitor"] * 20
    assert [hooks.get(hook.guid).deliveries for hook in (operations, other)] == [20, 0]


@pytest.mark.sqlite_only  # there is no queue on a server
def test_a_full_queue_refuses_at_once(operations: hooks.Hook, held: Callable[[], None]) -> None:
    recorder = Recorder(queue_size=2, patience=30.0)
    recorder.start()
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(recorder.record, received(operations), [Report(text=f"{n}")], told) for n in range(2)]
        while recorder.in_hand() < 2:
            pass  # until both have queued up
        with pytest.raises(Unavailable, match="too much to do"):
            recorder.check()
        held()
        assert [one.result().outcome for one in waiting] == ["posted", "posted"]
    assert recorder.stop()


def test_a_stop_writes_what_was_taken_in(operations: hooks.Hook, held: Callable[[], None]) -> None:
    recorder = Recorder()
    recorder.start()
    with ThreadPoolExecutor(5) as pool:
        waiting = [pool.submit(recorder.record, received(operations), [Report(text=f"{n}")], told) for n in range(5)]
        while recorder.in_hand() < 5:
            pass
        stopped = pool.submit(recorder.stop)
        held()
        assert {one.result().outcome for one in waiting} == {"posted"}
        assert stopped.result()
    assert sorted(texts(operations)) == ["0", "1", "2", "3", "4"]


def test_a_stopped_recorder_takes_nothing(operations: hooks.Hook, recorder: Recorder) -> None:
    recorder.stop()
    with pytest.raises(Unavailable, match="shutting down"):
        recorder.record(received(operations), [Report(text="late")], told)


def test_a_change_is_told_when_another_connection_can_see_it(operations: hooks.Hook, recorder: Recorder) -> None:
    seen: list[tuple[Change, list[str]]] = []

    def look(_sender: object, change: Change) -> None:
        with connection(), ThreadPoolExecutor(1) as elsewhere:
            seen.append((change, elsewhere.submit(texts, operations).result()))

    with changed.connected_to(look):
        recorder.record(received(operations), [Report(text="x")], told)
        recorder.check()
    assert seen == [(Change(frozenset({operations.channel_id})), ["x"])]


def test_a_check_passes_when_a_write_works_and_fails_when_not(held: Callable[[], None], impatient: Recorder) -> None:
    with pytest.raises(Unavailable):
        impatient.check()
    held()
    impatient.check()
    assert impatient.stop()
