"""The cases of a test that are exported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.cases import case_actions, cases, comments
from models.cases.cases import Case
from models.database import writing
from models.recording.report_writer import Source, record
from models.report import Attachment, Report

Open = Callable[..., Case]


@pytest.fixture
def opened(source: Source) -> Open:
    """Open a case by a report, and give it a description."""

    def run(subject: str, description: str = "") -> Case:
        with writing():
            outcome = record(source, Report(id=f"{subject[:90]}", text="text", subject=subject))
        case = cases.find(source.channel_id, outcome.case or 0)
        return case_actions.set_description(case, description, "Ada").cases[0] if description else case

    return run


@pytest.fixture
def talked(source: Source) -> Source:
    """A case with an opening, an update that looks like a formula, and a comment."""
    with writing():
        record(source, Report(id="root", text="It is full", subject="Disk full"))
    told_of(
        source, "=1+1", Attachment("file", "log", "txt", "https://example.org/log"), Attachment("link", None, None, "b")
    )
    comments.add(cases.find(source.channel_id, 1), "I look", "Ada")
    return source


def told_of(source: Source, text: str, *attachments: Attachment) -> None:
    """An update of the case "root"."""
    with writing():
        record(source, Report(references=("root",), text=text, attachments=attachments))
