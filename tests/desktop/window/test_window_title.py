"""The title of the window names what is shown."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.cases import case_pages
from models.cases.case_filter import Filter

Post = Callable[..., None]


def test_the_title_names_the_channel_and_its_page(program: Desk) -> None:
    window = program.window
    assert window.windowTitle() == "General - Hookdesk"
    program.actions["show_cases"].trigger()
    assert window.windowTitle() == "Cases - General - Hookdesk"
    program.actions["show_deliveries"].trigger()
    assert window.windowTitle() == "Deliveries - General - Hookdesk"
    window.views.choose(0)
    assert window.windowTitle() == "Nobody's - Hookdesk"
    window.search.begin()
    program.shown.show_search()
    assert window.windowTitle() == "Search - Hookdesk"


def test_the_title_names_the_case_that_is_open(qtbot: QtBot, program: Desk, post: Post) -> None:
    post("x", id="a", subject="Disk\u202e full [*] " + "x" * 200)
    program.window.open_case(case_pages.page(Filter())[0].id)
    qtbot.waitUntil(lambda: program.shown.case is not None)
    subject = "Disk\\u202e full [*][*] " + "x" * 85  # two are shown as one
    assert program.window.windowTitle() == f"#1 {subject} - General - Hookdesk"
    program.actions["show_activity"].trigger()
    assert program.window.windowTitle() == "General - Hookdesk"
