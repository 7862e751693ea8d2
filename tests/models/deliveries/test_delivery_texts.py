"""Texts in the bodies of deliveries: found as they were sent, also escaped; looked for slice by slice."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.channels.hooks import Hook
from models.database import execute, writing
from models.deliveries import deliveries, delivery_scan
from models.deliveries.delivery_filter import DeliveryFilter
from tests.models.conftest import AT
from tests.models.deliveries.some_deliveries import Some, store

DOTNET = rb'{"text": "say \u0022\u00F6l\u00E7\u00FCm\u0022 \u0026 it\u0027s 1\u002B1"}'
GO = '{"text": "a \\u003cb\\u003e ölçüm"}'.encode()
PHP = rb'{"url": "http:\/\/desk\/\u00f6l\u00e7\u00fcm"}'


@pytest.mark.parametrize(
    ("body", "text", "is_found"),
    [
        (b'{"text": "Disk FULL"}', "disk full", True),
        ("Ölçüm".encode(), "ÖLçüM", True),
        ("Ölçüm".encode(), "ölçüm", False),  # only the case of ASCII letters is overlooked
        (b'{"text": "\\u00f6l\\u00e7\\u00fcm \\ud83d\\ude00"}', "ölçüm 😀", True),
        ('{"text": "ölçüm 😀"}'.encode(), "ölçüm 😀", True),
        (DOTNET, '"ölçüm" & it\'s 1+1', True),
        (GO, "<b> ölçüm", True),
        (PHP, "http://desk/ölçüm", True),
        (rb'{"url": "http://desk/\u00f6"}', "http://desk/ö", True),
        (b'{"text": "two\\nlines\\tand \\"quotes\\" \\\\"}', 'lines\tand "quotes" \\', True),
        (b'{"text": "100%_"}', "0%_", True),
        (b'{"text": "100 percent"}', "0%", False),
        (b"\xff\xfe\x00behind what is no UTF-8\xc3", "BEHIND", True),
        (b"", "a", False),
    ],
)
def test_a_text_is_found_as_it_was_written(operations: Hook, body: bytes, text: str, is_found: bool) -> None:
    store(Some(operations, body=body))
    assert bool(deliveries.page(DeliveryFilter(text=text))) == is_found


BODY = b'{"text": "The Disk is full"}'


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(BODY),
        gzip.compress(BODY[:10]) + gzip.compress(BODY[10:]),
        zlib.compress(BODY),
        zlib.compress(BODY, wbits=-15),
    ],
)
def test_a_text_is_found_in_a_body_that_was_compressed(operations: Hook, body: bytes) -> None:
    store(Some(operations, body=body, headers=(("content-encoding", "gzip"),)))
    assert len(deliveries.page(DeliveryFilter(text="disk IS"))) == 1
    assert deliveries.page(DeliveryFilter(text="fan")) == []


@pytest.mark.parametrize("body", [b"", b"Disk", gzip.compress(BODY)[:-9], b"\x1f\x8b garbage", b"\xff" * 9])
def test_what_only_says_that_it_is_compressed_is_looked_through_as_far_as_it_goes(
    operations: Hook, body: bytes
) -> None:
    store(Some(operations, body=body, headers=(("Content-Encoding", "gzip"),)))
    assert bool(deliveries.page(DeliveryFilter(text="disk"))) == (b"Disk" in body or len(body) > 20)


def test_a_bomb_is_looked_through_as_far_as_a_body_goes(operations: Hook) -> None:
    body = gzip.compress(b"disk" + bytes(50 * 1024 * 1024) + b"fan")
    store(Some(operations, body=body, headers=(("Content-Encoding", "gzip"),)))
    assert len(deliveries.page(DeliveryFilter(text="disk"))) == 1
    assert deliveries.page(DeliveryFilter(text="fan")) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
    write=st.sampled_from(
        [str.encode, lambda text: json.dumps(text).encode(), lambda text: json.dumps([text]).encode()]
    ),
)
def test_any_text_is_found_in_what_was_written_of_it(
    operations: Hook, text: str, write: Callable[[str], bytes]
) -> None:
    with writing():
        execute("DELETE FROM deliveries")
    store(Some(operations, body=b"before " + write(text) + b" behind"))
    assert len(deliveries.page(DeliveryFilter(text=text))) == 1


def test_looking_goes_on_in_slices_and_says_how_far_it_is(operations: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery_scan, "FIRST", 2)
    monkeypatch.setattr(delivery_scan, "LARGEST", 2)
    store(*(Some(operations, AT + timedelta(seconds=each), body=b"%d" % each) for each in range(9)))
    looked: list[int] = []

    def scanned(oldest: datetime) -> bool:
        looked.append((oldest - AT).seconds)
        return len(looked) < stop

    stop = 99
    (found,) = deliveries.page(DeliveryFilter(text="2"), scanned=scanned)
    assert (found.received_at, looked) == (AT + timedelta(seconds=2), [7, 5, 3, 1, 0])
    looked, stop = [], 2
    assert deliveries.page(DeliveryFilter(text="2"), scanned=scanned) == []
    assert looked == [7, 5]
    looked, stop = [], 99
    assert len(deliveries.page(DeliveryFilter(text="7"), limit=1, scanned=scanned)) == 1
    assert looked == []
