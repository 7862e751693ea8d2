"""What a report would do, as it is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.formats.becomes.effect_words import effect
from models.recording.foresight import Foreseen
from models.report import Report

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
REPORT = Report(text="Disk full")
ENDED = Report(text="Disk is fine", state="closed")


@pytest.mark.parametrize(
    ("foreseen", "said"),
    [
        (Foreseen(REPORT, "opened", 9), "opens a case, #9"),
        (
            Foreseen(REPORT, "opened", 9, None, 7, NOW - timedelta(hours=3)),
            "opens a case, #9: the last one, #7, was closed 3 hours ago",
        ),
        (Foreseen(ENDED, "closed", 3), "closes case #3"),
        (Foreseen(REPORT, "already_reported", 3), "changes nothing: case #3 has a report with this id"),
        (Foreseen(REPORT, "posted"), "posts it into the activity, without a case"),
        (Foreseen(ENDED, "posted"), "posts it into the activity: nothing is open that it could close"),
    ],
)
def test_each_outcome_has_its_sentence(foreseen: Foreseen, said: str) -> None:
    assert effect(foreseen, NOW) == said


def test_an_open_case_is_named_with_the_time_of_its_opening() -> None:
    since = NOW - timedelta(minutes=5)
    local = since.astimezone().strftime("%H:%M")
    assert effect(Foreseen(REPORT, "updated", 12, since), NOW) == f"updates case #12, open since {local}"
    said = f"repeats case #12, open since {local}: it says nothing new"
    assert effect(Foreseen(REPORT, "repeated", 12, since), NOW) == said
