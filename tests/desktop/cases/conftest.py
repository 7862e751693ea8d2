"""The Cases page of a test, over a real database and following it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.detail.begun_comments import BegunComments
from desktop.cases.page import CasesPage
from desktop.data.bridge import Bridge
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.widgets.theme import ThemeHolder
from models.cases import case_actions, cases
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.database import writing
from models.recording.report_writer import Source, record
from models.report import Report
from tests.desktop.conftest import Answers

Post = Callable[..., None]
OPEN, CLOSED, ALL = range(3)


@pytest.fixture
def post(operations: Hook) -> Post:
    """Record reports as the receiver does; several at once in one transaction."""

    def post_now(*reports: Report) -> None:
        with writing():
            for report in reports:
                at, within = datetime.now(UTC), hooks.get(operations.guid).rules.reopen_within
                record(Source(operations.channel_id, operations.id, operations.purpose, at, within), report)

    return post_now


@pytest.fixture
def page(
    qtbot: QtBot,
    operations: Hook,
    tasks: Tasks,
    theme: ThemeHolder,
    shown: Shown,
    answers: Answers,
    opened: list[str],
    use: AttachmentUse,
    tmp_path: Path,
) -> Iterator[CasesPage]:
    """The page of the channel "Operations", which follows the database."""
    page = CasesPage(
        tasks=tasks,
        theme=theme,
        shown=shown,
        ask=answers,
        by=lambda: "Deniz",
        base_url=lambda: "http://127.0.0.1:4665",
        open_url=opened.append,
        use=use,
        begun=BegunComments(QSettings(str(tmp_path / "begun.ini"), QSettings.Format.IniFormat)),
    )
    qtbot.addWidget(page)
    QAbstractItemModelTester(page.pane.model, QAbstractItemModelTester.FailureReportingMode.Warning, page)
    bridge = Bridge()
    bridge.changed.connect(page.on_changed)
    bridge.start()
    page.resize(1000, 600)
    with qtbot.waitExposed(page):
        page.show()
    yield page
    bridge.stop()


def show(page: CasesPage, qtbot: QtBot, hook: Hook) -> None:
    with qtbot.waitSignal(page.counts_changed):
        page.shown.update_channels([channels.get(hook.channel_id)])


def rows(page: CasesPage) -> list[int]:
    return [case.number for case in page.pane.model.records()]


def open_number(page: CasesPage, qtbot: QtBot, hook: Hook, number: int) -> None:
    page.open_case(cases.find(hook.channel_id, number).id)
    timeline = page.view.timeline
    qtbot.waitUntil(lambda: bool(timeline.entries()) and timeline.is_complete())


def lines(page: CasesPage) -> list[str]:
    """The timeline as it is read out, without the times."""
    return [entry.accessibleName().split(" · ")[0] for entry in page.view.timeline.entries()]


def texts(page: CasesPage) -> list[str]:
    return [view.toPlainText() for entry in page.view.timeline.entries() for view in entry.texts()]


def close(hook: Hook, number: int) -> None:
    """Somebody else closes a case."""
    case_actions.close([cases.find(hook.channel_id, number)], "Ada")
