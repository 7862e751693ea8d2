"""The pages of a channel in use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.data.shown import DELIVERIES
from desktop.desk import Desk
from desktop.widgets.theme import ThemeChoice
from desktop.window import exported
from desktop.window.exporting import progress_of
from models.cases import cases, people
from models.cases.case_filter import Filter
from tests.samples.sample_work import DENIZ
from tests.screenshots.running import save, wait


def deliveries_page(app: QApplication, desk: Desk, folder: Path, theme: ThemeChoice) -> None:
    """The deliveries of the channel, with the fault of a rejected one marked."""
    page = desk.window.deliveries
    desk.shown.show_page(DELIVERIES)
    wait(app, lambda: page.pane.model.rowCount() > 0)
    rejected = next(row for row in page.pane.model.records() if row.code == "invalid_report")
    page.open_delivery(rejected.id)
    wait(app, lambda: page.detail.body() is not None)
    save(app, desk.window, folder / f"deliveries-{theme}.png")


def case_desk(app: QApplication, desk: Desk, channel_id: int, folder: Path, theme: ThemeChoice) -> None:
    """A list that is filtered, a case that was worked on, what a search finds, and an export under way."""
    window = desk.window
    window.open_case(cases.find(channel_id, 45).id)
    wait(app, lambda: (case := window.shown.case) is not None and case.number == 45)
    save(app, window, folder / f"timeline-{theme}.png")
    window.views.choose(2)
    window.cases.pane.chips.filtered.emit(Filter(state="open", priorities=(3, 4, 5), assignee_id=people.find(DENIZ).id))
    window.cases.open_case(cases.find(channel_id, 47).id)
    wait(app, lambda: (case := window.shown.case) is not None and case.number == 47 and desk.tasks.idle())
    save(app, window, folder / f"filters-{theme}.png")
    desk.actions["search"].trigger()
    QTest.keyClicks(window.search.field, "disk")
    wait(app, lambda: window.search.page.model.question.words == "disk" and desk.tasks.idle())
    save(app, window, folder / f"search-{theme}.png")
    desk.shown.leave_search()
    progress = progress_of(exported.CASES, "cases.xlsx", window)
    progress.show_progress(3400, 12480)
    progress.show()
    save(app, progress, folder / f"export-{theme}.png")
    progress.reject()
    window.shown.show_channel(channel_id)
