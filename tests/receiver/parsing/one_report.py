"""One report: what the receiver reads in a body that holds no other."""

from __future__ import annotations

from models.report import Report
from receiver.parsing import payload


def parse(body: bytes, content_type: str = "", coding: str = "") -> Report:
    """The report in a body."""
    (report,) = payload.parse(body, content_type, coding)
    return report
