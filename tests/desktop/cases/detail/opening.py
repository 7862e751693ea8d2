"""The case that is open in a test."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from models.cases.cases import Case
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.conftest import Post, open_number, show

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(page: CasesPage) -> Case:
    case = page.shown.case
    assert case is not None
    return case


def open_first(page: CasesPage, qtbot: QtBot, hook: Hook, post: Post, *others: Report) -> Case:
    post(Report(id="a", text="Disk full"), *others)
    show(page, qtbot, hook)
    open_number(page, qtbot, hook, 1)
    return shown(page)
