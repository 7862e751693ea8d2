"""The columns of the list of deliveries: each part of a row stands below that of the row above."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from desktop.deliveries.list.delivery_columns import columns
from desktop.deliveries.list.delivery_delegate import LEFT, RIGHT
from desktop.deliveries.list.delivery_rows import DeliveryList
from desktop.deliveries.list.delivery_words import CAUSES, OUTCOMES, became, cause
from desktop.widgets.row_painter import beside_font
from models.channels import hooks
from models.channels.hooks import Hook
from receiver.service import Service
from tests.desktop.deliveries.reading import Reader, Sender

ALWAYS = ["outcome", "hook", "status", "time"]


def metrics(rows: DeliveryList) -> QFontMetrics:
    return QFontMetrics(beside_font(rows.font()))


def column(rows: DeliveryList, row: int, name: str) -> QImage:
    """What is painted in a column of a row."""
    whole = rows.visualRect(rows.model().index(row, 0))
    places = {name: place for name, place in columns(whole.width() - LEFT - RIGHT, metrics(rows)).items()}
    place = next(place for each, place in places.items() if each == name)
    area = QRect(whole.left() + LEFT + place.left, whole.top() + 2, place.width, whole.height() - 4)
    return rows.viewport().grab(area).toImage()


@pytest.mark.parametrize("width", [400, 560, 640, 760, 900, 1200, 1900])
def test_no_column_reaches_into_another_and_the_time_ends_at_the_right(reader: Reader, width: int) -> None:
    found = columns(width, metrics(reader.pane.list))
    ends = 0
    for place in found.values():
        assert place.left >= ends
        assert place.width > 0
        ends = place.left + place.width
    assert ends == width


def test_a_narrow_list_keeps_what_matters_most(reader: Reader) -> None:
    of_small = metrics(reader.pane.list)
    assert list(columns(400, of_small)) == ALWAYS
    assert set(columns(640, of_small)) > set(ALWAYS)
    assert list(columns(1100, of_small)) == ["outcome", "hook", "status", "size", "milliseconds", "sender", "time"]


def test_figures_stand_below_each_other_whatever_the_hook_and_the_outcome_are_called(
    reader: Reader, sender: Sender, service: Service, operations: Hook, qtbot: QtBot
) -> None:
    named = hooks.add(operations.channel_id, "The nightly backup of all the hosts")
    other = Sender(hooks.url(service.base_url, named.channel_guid, named.guid))
    sender.post(b'{"text": "12345"}')
    other.post(b'{"text": "123", ')
    other.post(b'{"text": "54321"}')
    reader.wait_for_count(3)
    rows = reader.pane.list
    rows.clearSelection()
    rows.clearFocus()
    first, fault, last = (2, 1, 0)
    for name in ("size", "sender"):
        assert column(rows, first, name) == column(rows, last, name)
    assert column(rows, first, "status") == column(rows, last, "status") != column(rows, fault, "status")
    assert column(rows, first, "hook") != column(rows, last, "hook")


def test_what_became_of_a_delivery_is_whole_in_a_window_of_the_usual_width(reader: Reader) -> None:
    small = metrics(reader.pane.list)
    bold = QFont(beside_font(reader.pane.list.font()))
    bold.setWeight(QFont.Weight.DemiBold)
    room = columns(950, small)["outcome"].width
    words = [became(outcome, 1234) for outcome in OUTCOMES] + [cause(code) for code in CAUSES]
    assert [each for each in words if QFontMetrics(bold).horizontalAdvance(each) + 16 > room] == []
