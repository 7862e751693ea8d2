"""Admission: which of the rules of a hook speaks first, and which addresses are in which networks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_network
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import create_environ

from models.channels.hook_rules import NO_RULES, Rules, Secret
from models.channels.hook_targets import Target
from models.deliveries.deliveries import Received
from receiver.intake.admission import Admission, closed
from receiver.limits import MAX_BODY
from receiver.serving.request import request_of

REQUEST = request_of({**create_environ(), "REMOTE_ADDR": "192.0.2.7"})
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
PAST, FUTURE = NOW - timedelta(days=1), NOW + timedelta(days=1)
TARGET = Target(1, 1, "Monitor", "enabled", 0)
RECEIVED = Received(1, 1, "Monitor", NOW, "192.0.2.7", "POST", (), b"{}", 2, perf_counter())
EXPIRED = Rules(PAST, 3600, "1/day", ("10.0.0.0/8",), Secret("github", "key"))
STRICT = replace(EXPIRED, expires_at=FUTURE)
DELETE, LARGE = replace(RECEIVED, method="DELETE", size=MAX_BODY + 1), replace(RECEIVED, size=MAX_BODY + 1)
IN_ORDER = [
    (replace(TARGET, state="gone", rules=STRICT), DELETE, "hook_gone"),
    (replace(TARGET, state="disabled", rules=EXPIRED), DELETE, "hook_gone"),
    (replace(TARGET, state="disabled", rules=STRICT), DELETE, "hook_disabled"),
    (replace(TARGET, rules=STRICT), DELETE, "method_not_allowed"),
    (replace(TARGET, rules=STRICT), LARGE, "payload_too_large"),
    (replace(TARGET, rules=STRICT), RECEIVED, "sender_not_allowed"),
    (replace(TARGET, rules=replace(STRICT, senders=())), RECEIVED, "wrong_secret"),
    (replace(TARGET, rules=replace(STRICT, senders=())), RECEIVED, "rate_limited"),
]


def code(target: Target, received: Received = RECEIVED, admission: Admission | None = None) -> str | None:
    refusal = (admission or Admission()).refusal(target, REQUEST, received)
    return None if refusal is None else refusal.code


def test_what_is_wrong_is_said_in_the_order_of_the_rules() -> None:
    """All that comes later is wrong as well; the rate lets one in, whose secret is then looked at."""
    admission = Admission()
    assert [code(target, received, admission) for target, received, _ in IN_ORDER] == [code for *_, code in IN_ORDER]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (replace(TARGET, state="gone"), "was removed"),
        (replace(TARGET, rules=Rules(expires_at=NOW)), "expired at 2026-03-04 05:06:07 UTC"),
        (replace(TARGET, old_url_id=1, ends_at=NOW), "was replaced, and ended at 2026-03-04 05:06:07 UTC"),
        (replace(TARGET, state="disabled"), "disabled"),
    ],
)
def test_a_hook_that_takes_nothing_says_why(target: Target, words: str) -> None:
    refusal = closed(target, NOW)
    assert refusal is not None
    assert words in refusal.detail


def test_a_hook_takes_reports_until_the_last_moment() -> None:
    assert closed(replace(TARGET, rules=Rules(expires_at=FUTURE), old_url_id=1, ends_at=FUTURE), NOW) is None
    assert code(replace(TARGET, rules=NO_RULES)) is None


def is_allowed(address: str, *senders: str) -> bool:
    return code(replace(TARGET, rules=Rules(senders=senders)), replace(RECEIVED, remote_address=address)) is None


@pytest.mark.parametrize(
    ("address", "senders", "allowed"),
    [
        ("192.0.2.7", ("192.0.2.7",), True),
        ("192.0.2.7", ("10.0.0.1", "192.0.2.200/24"), True),
        ("192.0.2.7", ("192.0.3.0/24", "::/0"), False),
        ("::ffff:192.0.2.7", ("192.0.2.0/24",), True),
        ("::ffff:192.0.2.7", ("::ffff:192.0.2.7",), True),
        ("::ffff:192.0.3.7", ("192.0.2.0/24", "::ffff:192.0.2.0/120"), False),
        ("2001:db8::7", ("2001:db8::/32",), True),
        ("2001:db9::7", ("2001:db8::/32", "0.0.0.0/0"), False),
        ("fe80::1%eth0", ("fe80::/10",), True),
        ("", ("0.0.0.0/0", "::/0"), False),
        ("replay", ("0.0.0.0/0", "::/0"), False),
    ],
)
def test_addresses_are_compared_as_what_they_are(address: str, senders: tuple[str, ...], allowed: bool) -> None:
    assert is_allowed(address, *senders) is allowed


@given(st.ip_addresses(v=4), st.ip_addresses(v=4), st.integers(0, 32))
def test_an_address_of_ipv4_is_in_a_network_as_arithmetic_says(one: IPv4Address, other: IPv4Address, bits: int) -> None:
    inside = int(one) >> (32 - bits) == int(other) >> (32 - bits)
    for address in (str(one), f"::ffff:{one}"):
        for sender in (f"{other}/{bits}", f"::ffff:{other}/{96 + bits}"):
            assert is_allowed(address, "203.0.113.1" if one != IPv4Address("203.0.113.1") else "::1", sender) is inside


@given(st.ip_addresses(v=6, network="2000::/3"), st.integers(0, 128), st.integers(0, 127))
def test_an_address_of_ipv6_is_in_its_networks_and_leaves_them_with_a_bit(
    address: IPv6Address, bits: int, flipped: int
) -> None:
    sender = str(ip_network((address, bits), strict=False))
    assert is_allowed(str(address), sender)
    # The bit 0 is the highest: one that belongs to the network takes the address out of it.
    other = IPv6Address(int(address) ^ (1 << (127 - flipped)))
    assert is_allowed(str(other), sender) is (flipped >= bits)
