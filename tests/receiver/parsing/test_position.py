"""The position of an invalid_json: where the body stops being JSON, for programs, if there is such a place."""

from __future__ import annotations

import pytest
import requests


@pytest.mark.parametrize(
    ("body", "position"),
    [
        (b'{\n  "text": "a",\n}', (3, 1, 17)),
        ('{"ü": "ä", x}'.encode(), (1, 12, 13)),
        (b'\xef\xbb\xbf{"a" 1}', (1, 6, 8)),
        (b'{"text": "a', (1, 12, 11)),
        (b'{"text":\n"a\xff"}', (2, 3, 11)),
        (b'{"v": [1, 1e999]}', (1, 11, 10)),
        (b'{"text": "\\ud800"}', (1, 11, 10)),
        (b"", None),
        (b"[" * 9999, None),
        (b"payload=%7B%22text%22", None),
    ],
)
def test_a_body_that_is_not_json_is_answered_with_its_place(
    hook_url: str, body: bytes, position: tuple[int, int, int] | None
) -> None:
    document = requests.post(hook_url, data=body, timeout=10).json()
    assert document["code"] == "invalid_json"
    if position is None:
        assert "position" not in document
    else:
        assert document["position"] == dict(zip(("line", "column", "byte"), position, strict=True))


def test_wrong_fields_have_pointers_and_no_position(hook_url: str) -> None:
    document = requests.post(hook_url, json={"text": 5}, timeout=10).json()
    assert "position" not in document
    assert document["errors"][0]["pointer"] == "/text"
