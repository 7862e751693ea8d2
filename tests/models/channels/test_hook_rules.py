"""The rules of a hook: which can be used, and that they are stored as they were given."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channels import hook_rules, hooks
from models.channels.hook_rules import MOST_SENDERS, NO_RULES, Rules, Secret, network
from models.database.tables import StoredTime, from_stored
from models.problems import Problem

SECRETS = st.builds(
    Secret,
    st.sampled_from(["header", "github", "standard"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1),
    st.sampled_from(["", "X-Hook-Secret"]),
)
RULES = st.builds(
    Rules,
    st.none() | st.integers(0, 2**53).map(StoredTime).map(from_stored),
    st.none() | st.integers(60, 31_622_400),
    st.none() | st.sampled_from(["1/second", "60/minute", "100000/day"]),
    st.lists(st.sampled_from(["192.0.2.17", "192.0.2.0/24", "2001:db8::/32"]), unique=True).map(tuple),
    st.none() | SECRETS,
)


@given(RULES)
def test_rules_are_read_as_they_were_stored(rules: Rules) -> None:
    assert hook_rules.read(hook_rules.stored(rules)) == rules


def test_what_has_no_rules_is_known_by_identity(operations: hooks.Hook) -> None:
    assert hooks.get(operations.guid).rules is NO_RULES


@given(st.integers(1, 100_000), st.sampled_from(["second", "minute", "hour", "day"]))
def test_a_rate_is_a_number_of_deliveries_in_a_time(number: int, unit: str) -> None:
    rules = Rules(rate_limit=f"{number}/{unit}")
    assert hook_rules.check(rules) == rules


@pytest.mark.parametrize(
    "rate",
    ["", "60", "0/minute", "-1/minute", "60 /minute", "60/minutes", "60/Minute", "1e3/hour", "60/week", "٦/hour"],
)
def test_what_is_no_rate_is_refused(rate: str) -> None:
    with pytest.raises(Problem, match="Write it like 60/minute"):
        hook_rules.check(Rules(rate_limit=rate))


def test_a_rate_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(Problem, match="Name a shorter time"):
        hook_rules.check(Rules(rate_limit="100001/day"))


@given(st.ip_addresses(v=4), st.integers(0, 32))
def test_a_network_has_its_addresses_in_either_spelling(address: IPv4Address, bits: int) -> None:
    plain, mapped = network(f"{address}/{bits}"), network(f"::ffff:{address}/{96 + bits}")
    assert plain == mapped
    assert address in plain
    flipped = ip_address(int(address) ^ (1 << (32 - bits))) if bits else None
    assert flipped is None or flipped not in plain


@given(st.ip_addresses(v=6))
def test_an_address_alone_is_a_network_of_one(address: IPv6Address) -> None:
    assert network(str(address)).num_addresses == 1


@pytest.mark.parametrize(
    "sender", ["localhost", "192.0.2", "192.0.2.0/33", "192.0.2.1-9", "a b", "2001:db8::/129", "*"]
)
def test_what_is_no_address_and_no_network_is_refused(sender: str) -> None:
    with pytest.raises(Problem, match="not an address or a network"):
        hook_rules.check(Rules(senders=("192.0.2.1", sender)))


def test_senders_are_kept_once_and_without_the_spaces_around_them() -> None:
    found = hook_rules.check(Rules(senders=(" 192.0.2.1\t", "", "192.0.2.0/24", "192.0.2.1")))
    assert found.senders == ("192.0.2.1", "192.0.2.0/24")


def test_more_senders_than_anybody_could_read_are_refused() -> None:
    senders = tuple(f"10.0.{each // 256}.{each % 256}" for each in range(MOST_SENDERS + 1))
    assert hook_rules.check(Rules(senders=senders[1:])).senders == senders[1:]
    with pytest.raises(Problem, match="Name networks"):
        hook_rules.check(Rules(senders=senders))


@pytest.mark.parametrize("seconds", [-1, 0, 59, 366 * 86_400 + 1, 10**12])
def test_a_time_of_silence_is_a_minute_to_a_year(seconds: int) -> None:
    with pytest.raises(Problem, match="from a minute to a year"):
        hook_rules.check(Rules(silent_after=seconds))


@pytest.mark.parametrize(
    "secret",
    [
        Secret("header", "", "X-Secret"), Secret("header", "x" * 256, "X-Secret"), Secret("header", " x", "X-Secret"),
        Secret("header", "x\ny", "X-Secret"), Secret("header", "x", ""), Secret("header", "x", "X Secret"),
        Secret("header", "x", "X_Secret"), Secret("header", "x", "Content-Type"), Secret("header", "x", "höst"),
        Secret("header", "x", "X" * 101), Secret("github", ""), Secret("standard", "whsec_"),
        Secret("standard", "whsec_not base64"), Secret("standard", "whsec_A"), Secret("standard", "whsec_-_-_"),
    ],
)  # fmt: skip
def test_a_secret_that_no_sender_could_show_is_refused(secret: Secret) -> None:
    with pytest.raises(Problem):
        hook_rules.check(Rules(secret=secret))


@pytest.mark.parametrize(
    "secret",
    [
        Secret("header", "Bearer x", "Authorization"), Secret("header", "ölçüm", "X-Secret"), Secret("github", "x y"),
        Secret("standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Secret("standard", "QUI="),
        Secret("standard", "QUI"),
    ],
)  # fmt: skip
def test_a_secret_that_can_be_shown_is_kept(secret: Secret) -> None:
    assert hook_rules.check(Rules(secret=secret)) == Rules(secret=secret)


def test_no_repr_shows_a_secret(operations: hooks.Hook) -> None:
    edit = replace(operations.edit(), rules=Rules(secret=Secret("header", "MARKER", "X-Secret")))
    saved = hooks.save(operations.edit(), edit)
    assert saved.rules.secret == Secret("header", "MARKER", "X-Secret")
    shown = [repr(each) for each in (saved, saved.rules, saved.rules.secret, edit)]
    assert [each for each in shown if "MARKER" in each] == []
