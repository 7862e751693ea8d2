"""What stands side by side stands on one baseline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.cases.detail.case_header import CaseHeader
from desktop.channels.general_tab import GeneralTab
from desktop.channels.web_hooks.hook_reading_form import HookReadingForm
from desktop.channels.web_hooks.hook_rules_form import HookRulesForm
from desktop.data.tasks import Tasks
from desktop.settings.fields.option_field import OptionField
from desktop.settings.fields.setting_page import SettingPage
from desktop.widgets.field_label import FieldLabel
from desktop.widgets.theme import ThemeHolder
from models.settings.config import Config, Given
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
    # The letters of a field of text may stand a pixel lower than the same ones of a label, as a font is rounded.
    assert abs(baseline(form, label, "text") - baseline(form, form.description, "text")) <= 1


def middle(window: QWidget, widget: QWidget) -> int:
    """The row of the window in the middle of a widget, where its one line of text is."""
    return widget.mapTo(window, widget.rect().center()).y()


def first_part(field: QWidget) -> QWidget:
    """What stands at the beginning of a field of several parts."""
    parts = [part for part in field.findChildren(QWidget) if part.isVisible() and part.parent() is field]
    return min(parts, key=lambda part: (part.y(), part.x()), default=field)


def out_of_line(window: QWidget) -> list[str]:
    """The labels that do not stand beside the first line of their fields."""
    labels = [each for each in window.findChildren(FieldLabel) if each.isVisible()]
    assert labels
    return [
        label.text() for label in labels if abs(middle(window, label) - middle(window, first_part(label.buddy()))) > 1
    ]


def test_the_labels_of_a_web_hook_stand_beside_the_first_lines_of_their_fields(
    qtbot: QtBot, desk: Path, theme: ThemeHolder, tasks: Tasks
) -> None:
    for form in (HookRulesForm(theme=theme), HookReadingForm(tasks=tasks, theme=theme)):
        qtbot.addWidget(form)
        form.resize(700, 500)
        with qtbot.waitExposed(form):
            form.show()
        assert out_of_line(form) == []
    qtbot.waitUntil(tasks.idle)


def test_hints_below_a_setting_leave_its_label_beside_it(qtbot: QtBot, theme: ThemeHolder, desk_config: Config) -> None:
    config = replace(desk_config, given={"port": Given(4700, "environment", "HOOKDESK_PORT")})
    page, port = SettingPage("Receiver"), OptionField("port", "Port", config=config, button="Change…", wide=False)
    page.add("Port", port, "How many URLs change is said before.")
    port.refuse("It is taken.", "4701")
    qtbot.addWidget(page)
    page.resize(700, 500)
    with qtbot.waitExposed(page):
        page.show()
    assert out_of_line(page) == []
