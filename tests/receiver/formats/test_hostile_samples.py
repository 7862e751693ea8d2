"""What a sender means by a property may be missing, or be anything: each preset still makes reports of the body."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from receiver.formats.arrived import Arrived
from receiver.formats.presets import presets
from receiver.formats.reading import read
from tests.receiver.formats.test_presets import FOLDER, arrived_of

DEEP: object = json.loads('{"a": [' * 400 + "]}" * 400)
ODD: tuple[object, ...] = (
    None, "", 0, -1.5, 10**400, True, "a" * 70_000, "x\ud800\0", [], {}, [None], [[[]]], [{}] * 1_200, {"a": None},
    DEEP, "{{ body }}", "https://", "[" * 5_000,
)  # fmt: skip


def _with_odd_values(body: object) -> Iterator[object]:
    """The body with each property of its upper levels left out, and replaced by each odd value."""
    for place in _places(body):
        for value in ODD:
            changed = deepcopy(body)
            _put(changed, place, value)
            yield changed


def _places(value: object, depth: int = 0) -> Iterator[tuple[Any, ...]]:
    """Where single values and maps stand: paths of names and numbers."""
    inner = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for name, each in inner:
        yield (name,)
        if depth < 3:
            yield from ((name, *rest) for rest in _places(each, depth + 1))


def _put(body: Any, place: tuple[Any, ...], value: object) -> None:
    for name in place[:-1]:
        body = body[name]
    body[place[-1]] = value


@pytest.mark.parametrize("name", sorted(presets()))
def test_an_odd_value_anywhere_keeps_no_preset_from_making_reports(name: str) -> None:
    sample = json.loads(next(iter(sorted((FOLDER / name).glob("*.json")))).read_text("utf-8"))
    arrived: Arrived = arrived_of(sample)

    for body in _with_odd_values(sample["body"]):
        for report in read(replace(arrived, value=body), presets()[name], presets()).reports:
            assert report.text.strip(), body
            named = (report.subject or "", report.key or "", report.id or "")
            assert max(map(len, named)) <= 255
            for kept in (report.text, *named, *(link.url for link in report.attachments)):
                kept.encode()  # what cannot be encoded cannot be kept
                assert "\0" not in kept
