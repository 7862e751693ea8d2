"""The tree of a body: it shows what a format sees, and makes only what is opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.formats.came.body_model import NAME, VALUE, BodyModel, Chosen
from desktop.formats.came.body_tree import BodyTree

BODY = {"status": "firing", "alerts": [{"labels": {"host": "db1"}}, {}], "none": None, "yes": True, "42": 17.5}


@pytest.fixture
def model(qtbot: QtBot) -> BodyModel:
    made = BodyModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def lines(model: BodyModel, parent: QModelIndex) -> list[tuple[str, str]]:
    return [
        (str(model.index(row, NAME, parent).data()), str(model.index(row, VALUE, parent).data()))
        for row in range(model.rowCount(parent))
    ]


def test_each_value_has_a_row_with_what_json_says_of_it(model: BodyModel) -> None:
    model.show_body(BODY)
    assert lines(model, QModelIndex()) == [
        ("status", "firing"),
        ("alerts", "[2]"),
        ("none", "null"),
        ("yes", "true"),
        ("42", "17.5"),
    ]


def test_a_row_knows_the_way_to_its_value(model: BodyModel) -> None:
    model.show_body(BODY)
    place = ("alerts", 0, "labels", "host")
    assert model.chosen(model.index_of(place)) == Chosen(place, "db1")
    assert not model.index_of(("alerts", 7)).isValid()


@pytest.mark.parametrize("body", ["only words", 17, True])
def test_a_body_that_is_one_value_is_one_row_that_leads_to_the_body(model: BodyModel, body: object) -> None:
    model.show_body(body)
    assert model.rowCount() == 1
    assert model.chosen(model.index(0, NAME)) == Chosen((), body)


@pytest.mark.parametrize("body", [{}, [], None])
def test_an_empty_body_has_no_rows(model: BodyModel, body: object) -> None:
    model.show_body(body)
    assert model.rowCount() == 0


def test_of_a_huge_list_only_what_a_format_sees_has_rows(model: BodyModel) -> None:
    model.show_body({"values": list(range(100_000))})
    values = model.index_of(("values",))
    assert model.rowCount(values) == 1_001
    last = model.index(1_000, NAME, values)
    assert last.data() == "99,000 more, which a format does not see"
    assert model.chosen(last) is None


def test_only_what_is_opened_is_made() -> None:
    tree = BodyTree([{"inner": list(range(100))} for _ in range(1_000)])
    tree.inside(-1)
    assert tree.made() == 1_000


def test_a_screen_reader_hears_the_name_and_the_value(model: BodyModel) -> None:
    model.show_body(BODY)
    assert model.index(0, VALUE).data(Qt.ItemDataRole.AccessibleTextRole) == "status: firing"
