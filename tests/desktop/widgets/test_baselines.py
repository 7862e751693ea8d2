"""What stands side by side stands on one baseline."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.cases.detail.case_header import CaseHeader
from desktop.channels.general_tab import GeneralTab
from desktop.widgets.field_label import FieldLabel
from desktop.widgets.theme import ThemeHolder
from resources.palette import LIGHT

FRAME = 4
LETTERS = "HHHHHH"


def baseline(window: QWidget, widget: QWidget, role: str) -> int:
    """The lowest row of the window in which a text of capitals is painted inside a widget."""
    area = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(0, FRAME, 0, -FRAME // 2)
    image, colour = window.grab(area).toImage(), QColor(getattr(LIGHT, role))
    inked = [
        y
        for y in range(image.height())
        if sum(_is_near(image.pixelColor(x, y), colour) for x in range(FRAME, image.width() - FRAME)) > 3
    ]
    return area.top() + max(inked)


def _is_near(one: QColor, other: QColor) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(of_one - of_other) < 40 for of_one, of_other in pairs)


def test_the_head_of_a_case_has_two_baselines(qtbot: QtBot, theme: ThemeHolder) -> None:
    head = CaseHeader(theme=theme)
    qtbot.addWidget(head)
    head.priority.setProperty("pill", "danger")
    head.resize(900, 140)
    with qtbot.waitExposed(head):
        head.show()
    parts = (head._pill, head.priority, head._number, head._opened, head.assignee, head.deadline)
    for part in parts:
        part.setText(LETTERS)
    qtbot.waitUntil(lambda: min(part.width() for part in parts) > 40)
    beside = [baseline(head, widget, "muted") for widget in (head._opened, head.assignee, head.deadline)]
    assert beside == beside[:1] * 3
    pills = [
        baseline(head, widget, role)
        for widget, role in ((head._pill, "ok"), (head.priority, "danger"), (head._number, "muted"))
    ]
    assert pills == pills[:1] * 3
    assert head._pill.height() == head.priority.height()


def test_a_label_stands_on_the_baseline_of_its_field(qtbot: QtBot, theme: ThemeHolder) -> None:
    form, field = QWidget(), QLineEdit(LETTERS)
    label = FieldLabel(LETTERS, field)
    grid = QGridLayout(form)
    grid.addWidget(label, 0, 0)
    grid.addWidget(field, 0, 1)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    assert baseline(form, label, "text") == baseline(form, field, "text")


def test_the_label_of_a_text_stands_on_the_baseline_of_its_first_line(qtbot: QtBot, theme: ThemeHolder) -> None:
    form = GeneralTab(LETTERS, LETTERS)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    [label] = [each for each in form.findChildren(QLabel) if isinstance(each.buddy(), QPlainTextEdit)]
    label.setText(LETTERS)
    assert baseline(form, label, "text") == baseline(form, form.description, "text")
