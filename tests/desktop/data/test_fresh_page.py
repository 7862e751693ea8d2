"""A page that is hidden waits, and is fresh when it is seen."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.data.fresh_page import FreshPage


class Page(FreshPage):
    """Counts how often it read."""

    readings = 0

    def refresh(self) -> None:
        self.readings += 1


def test_a_hidden_page_reads_once_when_it_is_shown(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    for _ in range(3):
        page.refresh_if_seen()
    assert page.readings == 0
    page.show()
    assert page.readings == 1
    page.hide()
    page.show()
    assert page.readings == 1, "nothing has changed meanwhile"


def test_a_page_that_is_seen_reads_at_once(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    for readings in (1, 2):
        page.refresh_if_seen()
        assert page.readings == readings
