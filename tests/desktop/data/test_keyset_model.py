"""The model of every long list: pages on the way down, changes in their place, nothing twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.data.keyset_model import REFRESH_LIMIT, KeysetModel, Page
from desktop.data.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Row:
    """A record of these tests; higher ids come first."""

    id: int
    name: str = ""


class Rows(KeysetModel[Row]):
    """Pages of a list that the test changes; `gate` holds an answer back."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks, page_size=10)
        self.stored: list[Row] = []
        self.gate = threading.Event()
        self.gate.set()
        self.asked = 0

    def page(self) -> Page[Row]:
        stored, gate = sorted(self.stored, key=lambda row: -row.id), self.gate

        def read(last: Row | None, limit: int) -> Sequence[Row]:
            self.asked += 1
            gate.wait(10)
            return [row for row in stored if last is None or row.id < last.id][:limit]

        return read

    def key(self, record: Row) -> int:
        return record.id

    def text(self, record: Row) -> str:
        return record.name

    def ids(self) -> list[int]:
        return [row.id for row in self.records()]


@pytest.fixture
def rows(desk: Path, tasks: Tasks, qtbot: QtBot) -> Iterator[Rows]:
    """Twenty-five rows, the first ten of them loaded."""
    model = Rows(tasks)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.stored = [Row(number) for number in range(1, 26)]
    with qtbot.waitSignal(model.loaded):
        model.restart()
    yield model
    model.gate.set()
    qtbot.waitUntil(tasks.idle)


def load_more(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    rows.fetchMore()
    qtbot.waitUntil(tasks.idle)


def load_all(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    qtbot.waitUntil(tasks.idle)
    while rows.canFetchMore():
        load_more(qtbot, rows, tasks)


def refresh(qtbot: QtBot, rows: Rows) -> int:
    with qtbot.waitSignal(rows.refreshed) as told:
        rows.refresh()
    assert told.args is not None
    return int(told.args[0])


def test_pages_follow_each_other_to_the_end(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    assert rows.ids() == list(range(25, 15, -1))
    load_more(qtbot, rows, tasks)
    load_more(qtbot, rows, tasks)
    assert rows.ids() == list(range(25, 0, -1))
    assert not rows.canFetchMore()


def test_a_page_that_is_asked_for_twice_is_loaded_once(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    # As a view does: it asks again from within endInsertRows.
    rows.rowsInserted.connect(lambda *_: rows.fetchMore())
    asked = rows.asked
    rows.fetchMore()
    rows.fetchMore()
    qtbot.waitUntil(tasks.idle)
    assert rows.asked == asked + 1
    assert rows.ids() == list(range(25, 5, -1))


def test_the_answer_to_an_older_question_is_dropped(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    older = rows.gate = threading.Event()
    rows.restart()
    newer = rows.gate = threading.Event()
    rows.stored = [Row(100), Row(99)]
    rows.restart()
    shown: list[list[int]] = []
    rows.rowsInserted.connect(lambda *_: shown.append(rows.ids()))
    older.set()
    # Answers come back in the order in which the work was done.
    with qtbot.waitSignal(rows.loaded):
        tasks.run(lambda: None, lambda _: newer.set(), owner=rows)
    assert shown == [[100, 99]]


def test_a_refresh_inserts_removes_and_changes_rows_in_their_place(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    load_more(qtbot, rows, tasks)
    kept = QPersistentModelIndex(rows.index_of(20))
    rows.stored = [replace(row, name="new name") if row.id == 18 else row for row in rows.stored if row.id != 22]
    rows.stored += [Row(26), Row(27)]
    assert refresh(qtbot, rows) == 2
    assert rows.ids() == [27, 26, 25, 24, 23, *range(21, 5, -1)]
    assert kept.row() == rows.ids().index(20)
    assert rows.records()[rows.index_of(18).row()].name == "new name"


def test_a_refresh_of_what_stayed_the_same_adds_no_row(qtbot: QtBot, rows: Rows) -> None:
    for _ in range(2):
        with qtbot.waitSignal(rows.refreshed):
            rows.refresh()
    assert rows.ids() == list(range(25, 15, -1))


def test_rows_that_moved_are_moved_and_not_lost(qtbot: QtBot, rows: Rows) -> None:
    chosen = QPersistentModelIndex(rows.index_of(17))
    # The row with id 17 goes to the top, as a case does that was updated.
    rows.stored.append(Row(30))
    before = rows.key
    rows.key = lambda record: 17 if record.id == 30 else before(record)  # type: ignore[method-assign]
    rows.stored = [row for row in rows.stored if row.id != 17]
    refresh(qtbot, rows)
    assert chosen.row() == 0
    assert rows.ids()[:3] == [30, 25, 24]


def test_new_rows_wait_while_the_person_reads_further_down(qtbot: QtBot, rows: Rows) -> None:
    rows.holding = True
    rows.stored += [Row(26), Row(27), Row(28)]
    rows.stored = [replace(row, name="changed") if row.id == 20 else row for row in rows.stored]
    assert refresh(qtbot, rows) == 3
    assert rows.ids()[0] == 25
    assert rows.records()[rows.index_of(20).row()].name == "changed"
    rows.holding = False
    refresh(qtbot, rows)
    assert rows.ids()[:4] == [28, 27, 26, 25]


def test_more_new_rows_than_a_refresh_reads_leave_no_gap(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    rows.stored += [Row(number) for number in range(26, 326)]
    refresh(qtbot, rows)
    load_all(qtbot, rows, tasks)
    assert rows.ids() == list(range(325, 0, -1))


def test_many_refreshes_at_once_become_two(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    told: list[int] = []
    rows.refreshed.connect(told.append)
    for _ in range(20):
        rows.refresh()
    qtbot.waitUntil(tasks.idle)
    assert len(told) == 2


def test_rows_that_came_while_a_page_was_read_are_not_lost(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    rows.gate = threading.Event()
    rows.fetchMore()
    held = rows.gate
    rows.gate = threading.Event()
    rows.gate.set()
    rows.stored = [row for row in rows.stored if row.id != 16]  # the last one that is loaded
    refresh(qtbot, rows)
    held.set()
    qtbot.waitUntil(tasks.idle)
    load_all(qtbot, rows, tasks)
    assert rows.ids() == [*range(25, 16, -1), *range(15, 0, -1)]


def test_a_list_that_new_rows_come_to_does_not_grow_for_ever(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    rows.kept_rows = 2 * REFRESH_LIMIT
    rows.stored = [Row(number) for number in range(1, 501)]
    rows.restart()
    load_all(qtbot, rows, tasks)
    rows.stored.append(Row(501))
    assert refresh(qtbot, rows) == 1
    assert rows.ids() == list(range(501, 101, -1))
    load_all(qtbot, rows, tasks)
    assert rows.ids() == list(range(501, 0, -1))


def test_what_is_read_further_down_is_not_let_go(qtbot: QtBot, rows: Rows, tasks: Tasks) -> None:
    rows.kept_rows = 2 * REFRESH_LIMIT
    rows.stored = [Row(number) for number in range(1, 501)]
    rows.restart()
    load_all(qtbot, rows, tasks)
    rows.holding = True
    rows.stored.append(Row(501))
    refresh(qtbot, rows)
    assert rows.ids() == list(range(500, 0, -1))
