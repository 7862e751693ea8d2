"""Each preset reads its samples as they say, and no other preset takes them for its own."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from development.environment import ROOT
from models.cases.cases import PRIORITIES
from models.report import Report
from receiver.formats.arrived import Arrived
from receiver.formats.format_file import read_format, write_format
from receiver.formats.parts import known_of
from receiver.formats.presets import presets
from receiver.formats.reading import read
from receiver.formats.recognition import recognises

FOLDER = ROOT / "resources" / "formats"
SAMPLES = sorted(FOLDER.glob("*/*.json"))
BY_HAND = "one-field"  # a beginning for formats of one's own: it recognises nothing


def _name(sample: Path) -> str:
    return f"{sample.parent.name}/{sample.stem}"


def _read(sample: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sample.read_text(encoding="utf-8"))
    return found


def arrived_of(said: dict[str, Any]) -> Arrived:
    at = datetime.fromisoformat(said["at"]) if "at" in said else None
    return Arrived(said["body"], said.get("headers", {}), path=said.get("path", ""), at=at)


def as_said(report: Report) -> dict[str, Any]:
    return {
        "subject": report.subject,
        "text": report.text,
        "key": report.key,
        "state": report.state,
        "priority": None if report.priority is None else PRIORITIES[report.priority],
        "links": [link.url for link in report.attachments],
        **({"remark": True} if report.remark else {}),
    }


@pytest.mark.parametrize("sample", SAMPLES, ids=_name)
def test_a_sample_becomes_what_it_says(sample: Path) -> None:
    said = _read(sample)

    reading = read(arrived_of(said), presets()[sample.parent.name], {})

    assert reading.fell_back is None
    assert [as_said(report) for report in reading.reports] == said["becomes"]


@pytest.mark.parametrize("sample", SAMPLES, ids=_name)
def test_a_sample_is_recognised_by_its_preset_alone(sample: Path) -> None:
    arrived = arrived_of(_read(sample))

    known = known_of(arrived)
    found = [name for name, preset in presets().items() if recognises(preset, arrived, known)]

    assert found == ([] if sample.parent.name == BY_HAND else [sample.parent.name])


@pytest.mark.parametrize(
    "body",
    [
        {"text": "Disk full"},
        {"text": "See", "attachments": [{"@type": "link", "url": "https://a.example/", "title": "A"}]},
        {"device": "thermometer", "sensor": "outside", "status": "ok"},
        {"title": "Disk full", "severity": "high", "fields": {"mount": "/var"}},
        {"alerts": [{"name": "disk"}]},
        {"incident": {"name": "Disk full"}, "version": 2},
        {"version": "3", "title": "Disk full", "message": "97 %", "type": "info"},
        {"content": "Disk full"},
        {"action": "opened", "issue": {"title": "Disk full"}},
        ["Disk full"],
        "Disk full",
        None,
    ],
    ids=repr,
)
def test_a_body_that_merely_looks_alike_is_recognised_by_none(body: object) -> None:
    arrived = Arrived(body)

    known = known_of(arrived)
    assert [name for name, preset in presets().items() if recognises(preset, arrived, known)] == []


def test_every_preset_has_samples_and_every_sample_a_preset() -> None:
    assert sorted(presets()) == sorted({sample.parent.name for sample in SAMPLES})


def test_the_names_of_presets_tell_them_apart() -> None:
    names = [preset.name for preset in presets().values()]

    assert len(names) == len(set(names))
    assert [name for name, preset in presets().items() if not preset.about.endswith(".")] == []


@pytest.mark.parametrize("name", sorted(presets()))
def test_a_preset_survives_being_exported(name: str) -> None:
    assert read_format(write_format(presets()[name])) == presets()[name]


def test_what_opens_a_case_and_what_closes_it_have_one_key() -> None:
    """Every key that a sample closes is one that another sample of the preset opens, where both are there."""
    for name in presets():
        said = [each for sample in SAMPLES if sample.parent.name == name for each in _read(sample)["becomes"]]
        opened = {each["key"] for each in said if each["state"] == "open" and each["key"]}
        closed = {each["key"] for each in said if each["state"] == "closed" and each["key"]}
        assert not closed or opened & closed, name
