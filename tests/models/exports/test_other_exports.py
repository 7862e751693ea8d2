"""Messages and deliveries as files: what their lists have, all of it, and nothing that opens a hook."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from models.cases import case_actions, cases
from models.channels.hooks import Hook
from models.deliveries.delivery_filter import DeliveryFilter
from models.exports.export import STEP, write
from models.exports.listing import PAGE, Listing, of_deliveries, of_messages
from models.messages import messages
from models.recording.recorder import Recorder
from models.recording.report_writer import Source
from models.report import Outcome, Report
from tests.models.conftest import received, told

ENDINGS = (".xlsx", ".csv", ".json")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _progress(path: Path, listing: Listing[Any]) -> list[tuple[int, int]]:
    """How far the export says that it is."""
    said: list[tuple[int, int]] = []

    def progressed(done: int, total: int) -> bool:
        said.append((done, total))
        return True

    write(path, listing, progressed)
    return said


def test_messages_of_a_channel_are_exported_newest_first_also_those_of_no_case(
    recorded: Callable[[Report], Outcome], source: Source, plant: Source, tmp_path: Path
) -> None:
    recorded(Report(id="1", text="opening"))
    for number in range(PAGE + 3):
        recorded(Report(text=f"activity {number}"))
    path = tmp_path / "a.csv"
    assert _progress(path, of_messages(source.channel_id)) == [(0, 204), (STEP, 204), (204, 204)]
    found = _rows(path)
    assert [row["Text"] for row in found] == [
        *(f"activity {number}" for number in reversed(range(PAGE + 3))),
        "opening",
    ]
    assert (found[0]["Case"], found[0]["Kind"], found[0]["Who"]) == ("", "activity", source.purpose)
    assert (found[-1]["Case"], found[-1]["Kind"]) == ("1", "opening")
    assert write(tmp_path / "b.json", of_messages(source.channel_id)) == 204
    kept = json.loads((tmp_path / "b.json").read_bytes())
    assert [one["message"] for one in kept] == [one.id for one in messages.page(source.channel_id, limit=500)]
    assert write(tmp_path / "c.csv", of_messages(plant.channel_id)) == 0


def test_messages_of_a_deleted_case_are_neither_exported_nor_counted(
    recorded: Callable[[Report], Outcome], source: Source, tmp_path: Path
) -> None:
    recorded(Report(id="1", text="opening"))
    recorded(Report(text="activity"))
    case_actions.delete([cases.find(source.channel_id, 1)], "Ada")
    assert _progress(tmp_path / "a.csv", of_messages(source.channel_id)) == [(0, 1), (1, 1)]
    assert [row["Text"] for row in _rows(tmp_path / "a.csv")] == ["activity"]


@pytest.fixture
def delivered(recorder: Recorder, operations: Hook) -> Hook:
    """A hook with a delivery that opened a case, and one that posted, with a word in its body."""
    for report, body in ((Report(id="1", text="full"), b'{"id": "1"}'), (Report(text="secret"), b'{"text": "secret"}')):
        recorder.record(received(operations, body), [report], told)
    return operations


def _texts(path: Path) -> str:
    """All that is in a file."""
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    with ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_of_deliveries_has_no_body_and_nothing_that_opens_the_hook(
    delivered: Hook, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"a{ending}"
    assert write(path, of_deliveries(DeliveryFilter())) == 2
    text = _texts(path)
    assert delivered.purpose in text
    for hidden in (delivered.guid, "secret", "/hooks/"):
        assert hidden not in text


@pytest.mark.parametrize(
    ("filter_", "outcomes", "said"),
    [
        (DeliveryFilter(), ["posted", "opened"], [(0, 2), (2, 2)]),
        (DeliveryFilter(outcome="opened"), ["opened"], [(0, 1), (1, 1)]),
        (DeliveryFilter(outcome="rejected"), [], [(0, 0)]),
    ],
)
def test_deliveries_are_exported_as_the_list_is_filtered(
    delivered: Hook, tmp_path: Path, filter_: DeliveryFilter, outcomes: Sequence[str], said: list[tuple[int, int]]
) -> None:
    assert _progress(tmp_path / "a.csv", of_deliveries(filter_)) == said
    assert [row["Outcome"] for row in _rows(tmp_path / "a.csv")] == outcomes


def test_deliveries_with_a_text_are_exported_and_the_search_can_be_stopped(delivered: Hook, tmp_path: Path) -> None:
    found = of_deliveries(DeliveryFilter(text="SECRET"))
    assert write(tmp_path / "a.csv", found) == 1
    assert [row["Outcome"] for row in _rows(tmp_path / "a.csv")] == ["posted"]
    nowhere = of_deliveries(DeliveryFilter(text="nowhere"))
    assert _progress(tmp_path / "c.json", nowhere) == [(0, 0), (0, 0)]  # while it looks, and when it is done
    assert write(tmp_path / "b.csv", nowhere, lambda *_: False) is None
    assert [each.name for each in tmp_path.glob("*.csv*")] == ["a.csv"]
