"""What real senders posted: read by the preset that recognises it, and told without one."""

import json
from pathlib import Path
from typing import Any

import pytest

from receiver.formats.presets import presets
from receiver.formats.reading import read
from tests.receiver.formats.bodies_of import BODIES, arrived_of
from tests.receiver.formats.test_presets import as_said

EXPECTED: dict[str, Any] = json.loads(Path(__file__).with_name("expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_a_body_becomes_reports(body: Path) -> None:
    reading = read(arrived_of(body), None, presets())

    assert reading.fell_back is None
    assert reading.format == EXPECTED[body.name]["format"]
    assert [as_said(report) for report in reading.reports] == EXPECTED[body.name]["becomes"]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_a_body_is_told_without_a_format(body: Path) -> None:
    (report,) = read(arrived_of(body), None, {}).reports

    assert (report.key, report.id, report.state, report.priority) == (None, None, "open", None)
    assert {"subject": report.subject, "text": report.text, "links": [link.url for link in report.attachments]} == (
        EXPECTED[body.name]["rendered"]
    )
