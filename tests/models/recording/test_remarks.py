"""Remarks on a trouble: they go into the case that is open under the key, and open and reopen none."""

from __future__ import annotations

from models.cases import cases
from models.recording.foresight import Foresight
from models.recording.grounds import StoredGround
from models.recording.report_writer import Source
from models.report import Report
from tests.models.conftest import Record, texts

TROUBLE = Report(key="disk", text="The disk is full")
OVER = Report(key="disk", text="The disk is fine", state="closed")
REMARK = Report(key="disk", text="Ada looks at it", remark=True)


def test_a_remark_goes_into_the_open_case_and_what_is_told_again_is_a_repeat(recorded: Record) -> None:
    done = [recorded(each).status for each in (TROUBLE, REMARK, TROUBLE)]
    assert done == ["opened", "updated", "repeated"]
    assert texts(1) == ["The disk is full", "Ada looks at it"]


def test_a_remark_on_what_nobody_heard_of_opens_nothing(recorded: Record) -> None:
    assert (recorded(REMARK).status, recorded(REMARK).case) == ("posted", None)
    assert recorded(TROUBLE).status == "opened"


def test_a_remark_does_not_reopen_what_was_closed_just_now(recorded: Record) -> None:
    done = [recorded(each).status for each in (TROUBLE, OVER, REMARK)]
    assert done == ["opened", "closed", "posted"]
    assert cases.get(1).state == "closed"
    assert recorded(TROUBLE).status == "updated"  # as it would have without the remark


def test_remarks_are_foreseen_as_they_come(source: Source) -> None:
    foresight = Foresight(StoredGround(source.channel_id))
    told = [REMARK, TROUBLE, REMARK, TROUBLE, OVER, REMARK]
    done = [foresight.foresee(source, each).status for each in told]
    assert done == ["posted", "opened", "updated", "repeated", "closed", "posted"]
