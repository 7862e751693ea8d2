"""Which addresses are never asked for a file, in whatever form they are written."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest

from receiver.fetching import addresses
from receiver.fetching.policy import Policy
from receiver.fetching.refusals import Refused


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "::1",
        "0.0.0.0", "0.1.2.3", "::", "255.255.255.255", "240.0.0.1",
        "169.254.1.1", "fe80::1", "169.254.169.254", "168.63.129.16", "fd00:ec2::254",
        "fd00:ec2::23", "100.100.100.200", "192.0.0.192",
        "224.0.0.1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "64:ff9b:1:7f00:0:100::",
        "::ffff:0:7f00:1", "2002:7f00:1::", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_this_computer_and_what_only_it_can_reach_are_forbidden_in_every_form(address: str) -> None:
    rule = addresses.forbidden(ip_address(address))
    assert rule is not None
    assert str(ip_address(address)) in str(rule)


@pytest.mark.parametrize(
    "address",
    ["10.0.0.7", "192.168.1.1", "172.16.0.1", "fd12:3456::1", "93.184.215.14", "2606:4700::1", "64:ff9b::a00:7"],
)
def test_private_and_public_addresses_are_allowed(address: str) -> None:
    Policy().check("files.example.org", 80, [ip_address(address)])


def test_an_address_of_this_computer_is_known_by_itself() -> None:
    assert addresses.is_of_this_computer(ip_address("127.0.0.1"))
    assert not addresses.is_of_this_computer(ip_address("192.0.2.1"))


def test_one_forbidden_address_of_a_host_is_enough() -> None:
    with pytest.raises(Refused, match="itself"):
        Policy().check("files.example.org", 80, [ip_address("10.0.0.7"), ip_address("127.0.0.1")])


def test_what_an_administrator_lists_is_allowed() -> None:
    network, name = ip_network("127.0.0.0/8"), "desk.example.org"
    Policy(also=(network,)).check("x", 80, [ip_address("127.0.0.1")])
    Policy(also=(name,)).check("desk.example.org.", 80, [ip_address("::1")])
    Policy(also=(".example.org",)).check("desk.example.org", 80, [ip_address("::1")])
    with pytest.raises(Refused):
        Policy(also=(network, ".example.org")).check("badexample.org", 80, [ip_address("::1")])


def test_a_list_replaces_the_default_and_lifts_no_rule() -> None:
    only = Policy(only=(ip_network("0.0.0.0/0"), "files.example.org"))
    only.check("x", 80, [ip_address("10.0.0.7")])
    only.check("files.example.org", 80, [ip_address("fd12::1")])
    with pytest.raises(Refused, match="none of the hosts"):
        only.check("other.example.org", 80, [ip_address("fd12::1")])
    with pytest.raises(Refused, match="itself"):
        only.check("files.example.org", 80, [ip_address("127.0.0.1")])


def test_the_receiver_behind_its_proxy_is_not_asked() -> None:
    policy = Policy(public=("hooks.example.org", 443))
    with pytest.raises(Refused, match="this receiver"):
        policy.check("Hooks.Example.org", 443, [ip_address("192.0.2.1")])
    policy.check("hooks.example.org", 8443, [ip_address("192.0.2.1")])
