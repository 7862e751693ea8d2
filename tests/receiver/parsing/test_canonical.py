"""Canonical JSON: documents that say the same have the same lines, others do not."""

from __future__ import annotations

import json
import random
import struct
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receiver.parsing import canonical
from tests.receiver.test_senders import need

leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
documents = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def lines(document: object, **style: Any) -> list[str]:
    found = canonical.lines(json.dumps(document, **style).encode())
    assert found is not None
    return found


def shuffled(value: Any) -> Any:
    """The same document with its members in another order."""
    if isinstance(value, dict):
        return {name: shuffled(inner) for name, inner in reversed(value.items())}
    return [shuffled(inner) for inner in value] if isinstance(value, list) else value


@settings(deadline=None)
@given(documents)
def test_order_spaces_and_escapes_do_not_matter(document: Any) -> None:
    found = lines(document)
    assert lines(shuffled(document), indent=3) == found
    assert lines(document, ensure_ascii=False, separators=(",", ":")) == found
    assert lines(json.loads("".join(found))) == found


@settings(deadline=None)
@given(documents, documents)
def test_what_differs_has_other_lines(first: Any, second: Any) -> None:
    def exact(value: Any) -> Any:
        """True is not 1 to JSON, 1.0 is."""
        if isinstance(value, dict):
            return {name: exact(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [exact(inner) for inner in value]
        return str(value).lower() if isinstance(value, bool) else ("t", value) if isinstance(value, str) else value

    assert (lines(first) == lines(second)) is (exact(first) == exact(second))


def test_members_are_sorted_as_utf_16_and_written_as_rfc_8785_does() -> None:
    """The example of RFC 8785, 3.2.3."""
    members = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    assert lines(dict.fromkeys(members, 1)) == [
        "{", r'  "\r": 1,', '  "1": 1,', '  "\u0080": 1,', '  "\u00f6": 1,', '  "\u20ac": 1,',
        '  "\U0001f600": 1,', '  "\ufb33": 1', "}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("333333333.33333329", "333333333.3333333"), ("1E30", "1e+30"), ("4.50", "4.5"), ("2e-3", "0.002"),
        ("0.000000000000000000000000001", "1e-27"), ("-0.0", "0"), ("1.0", "1"), ("100e-2", "1"), ("1e21", "1e+21"),
        ("12345678901234567890", "12345678901234567890"), ("1e-7", "1e-7"), ("0.000001", "0.000001"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_ecmascript_does_but_for_long_ids(number: str, written: str) -> None:
    assert canonical.lines(number.encode()) == [written]


def test_fractions_are_those_of_a_real_javascript() -> None:
    choose = random.Random(8785)
    doubles = (struct.unpack("<d", choose.randbytes(8))[0] for _ in range(3000))
    fractions = [one for one in doubles if abs(one) < 1.7e308] + [choose.random() * 10**at for at in range(-9, 25)]
    program = "console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0)).map(String)))"
    done = subprocess.run(
        [need("node"), "-e", program], input=json.dumps(fractions), capture_output=True, text=True, check=True
    )
    assert [canonical.lines(json.dumps(one).encode()) for one in fractions] == [
        [one] for one in json.loads(done.stdout)
    ]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 2000 + b"]" * 2000, b"payload={}"])
def test_what_is_not_json_has_none(body: bytes) -> None:
    assert canonical.lines(body) is None


def test_depth_does_not_make_a_megabyte_a_gigabyte() -> None:
    found = canonical.lines(b"[" * 400 + b"1," * 100_000 + b"1" + b"]" * 400)
    assert found is not None
    assert sum(map(len, found)) < 5_000_000
