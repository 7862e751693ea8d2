"""A list with rows of different heights: it asks only for those in view, and what is read does not move."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.activity.row_heights import RowHeights
from desktop.activity.rows_in_view import RowsInView
from desktop.data.record_model import RECORD_ROLE, RecordModel

MANY = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """A record that says how high it is."""

    id: int
    height: int


class Rows(RecordModel[Row]):
    def key(self, record: Row) -> int:
        return record.id

    def text(self, record: Row) -> str:
        return str(record.id)


class Delegate(QStyledItemDelegate):
    """Remembers which rows it was asked for, and which it painted where."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[int] = set()
        self.painted: dict[int, QRect] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(RECORD_ROLE)
        assert isinstance(row, Row)
        self.asked.add(row.id)
        return QSize(10, row.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RECORD_ROLE)
        assert isinstance(row, Row)
        self.painted[row.id] = QRect(option.rect)


@pytest.fixture
def model(qapp: object) -> Rows:
    model = Rows()
    model.become([Row(number, 30 + number * 37 % 90) for number in range(MANY)])
    return model


@pytest.fixture
def delegate() -> Delegate:
    return Delegate()


@pytest.fixture
def view(qtbot: QtBot, model: Rows, delegate: Delegate) -> RowsInView:
    view = RowsInView(model)
    view.setItemDelegate(delegate)
    qtbot.addWidget(view)
    view.resize(300, 400)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: bool(delegate.painted))
    return view


def in_view(view: RowsInView, model: Rows) -> dict[int, QRect]:
    """The rows of the viewport and where they are; one must follow the other, each as high as it says."""
    area = view.viewport().rect()
    rows = [model.records()[row] for row in view.rows_in(area)]
    rects = [view.visualRect(model.index_of(row.id)) for row in rows]
    assert [rect.height() for rect in rects] == [row.height for row in rows]
    assert all(one.bottom() + 1 == next_.top() for one, next_ in pairwise(rects))
    assert rects[0].top() <= 0
    assert rects[-1].bottom() >= area.bottom()
    return {row.id: rect for row, rect in zip(rows, rects, strict=True)}


def test_rows_out_of_view_are_not_looked_at(view: RowsInView, model: Rows, delegate: Delegate) -> None:
    view.grab()
    assert delegate.painted == in_view(view, model)
    assert delegate.asked == set(delegate.painted)
    model.become([Row(MANY, 50), *model.records()])
    view.grab()
    assert delegate.asked <= {*in_view(view, model), *delegate.painted}


def test_what_is_read_does_not_move_when_rows_above_it_are_higher_than_was_guessed(
    view: RowsInView, model: Rows
) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = in_view(view, model)
    for _ in range(60):
        bar.setValue(bar.value() - 50)
        now = in_view(view, model)
        stayed = before.keys() & now.keys()
        assert stayed
        assert {now[row].top() - before[row].top() for row in stayed} == {50}
        before = now


def test_the_last_row_ends_at_the_bottom(view: RowsInView, model: Rows) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    found = in_view(view, model)
    assert list(found)[-1] == MANY - 1
    assert found[MANY - 1].bottom() == view.viewport().rect().bottom()


def test_rows_that_come_go_and_move_keep_their_heights(view: RowsInView, model: Rows) -> None:
    first = list(model.records())
    model.become([Row(MANY, 100), first[3], first[0], *first[6:]])
    view.executeDelayedItemsLayout()
    assert list(in_view(view, model))[:5] == [MANY, 3, 0, 6, 7]
    model.become([Row(MANY, 200), *first[6:]])
    view.executeDelayedItemsLayout()
    assert in_view(view, model)[MANY].height() == 200
    model.become([])
    view.executeDelayedItemsLayout()
    assert view.verticalScrollBar().maximum() == 0
    assert not view.indexAt(QPoint(5, 5)).isValid()


def test_what_is_known_of_a_row_goes_with_it(qapp: object) -> None:
    model = Rows()
    model.become([Row(number, 10 + number) for number in range(10)])
    heights = RowHeights(model, 5)
    for row, record in enumerate(model.records()):
        heights.learn(row, record.height)
    first = list(model.records())
    for wanted in ([9, 0, 1, 2, 3, 4, 5, 6, 7, 8], [4, 9, 0, 1, 3, 2, 8], [2, 8, 4]):
        model.become([first[number] for number in wanted])
        assert [heights.height(row) for row in range(len(heights))] == [10 + number for number in wanted]
    assert (heights.top(2), heights.total(), heights.row_at(29), heights.row_at(30)) == (30, 44, 1, 2)


def test_the_keyboard_goes_to_rows_and_shows_them_whole(view: RowsInView, model: Rows) -> None:
    view.setFocus()
    view.setCurrentIndex(model.index(0))
    seen = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Up,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(view, key)
        rect = view.visualRect(view.currentIndex())
        assert view.viewport().rect().contains(rect)
        assert view.selectedIndexes() == [view.currentIndex()]
        seen.append(view.currentIndex().row())
    down, page_down, end, page_up, up, home = seen
    assert (down, end, home) == (1, MANY - 1, 0)
    assert 4 < page_down < 12
    assert MANY - 12 < page_up < MANY - 4
    assert up == page_up - 1


def test_a_click_chooses_the_row_under_the_mouse(view: RowsInView, model: Rows) -> None:
    view.verticalScrollBar().setValue(1234)
    for number, rect in in_view(view, model).items():
        at = QPoint(20, max(0, rect.top()))
        if view.viewport().rect().contains(at):
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
            assert [index.row() for index in view.selectedIndexes()] == [number]
