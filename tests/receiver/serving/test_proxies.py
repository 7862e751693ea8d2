"""Proxies: X-Forwarded-For counts when a named proxy sends it, and never when another does."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

import pytest

from models.channels import hooks
from models.deliveries import deliveries
from models.problems import Problem
from models.settings import config, options
from models.settings.config import Config
from receiver.service import Service
from receiver.serving.proxies import TrustedProxies
from tests.receiver import raw

NAMED = TrustedProxies([ip_network("10.0.0.0/8"), ip_network("::1"), ip_network("127.0.0.1")])


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "sender"),
    [
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "192.0.2.1, 10.1.2.3", "192.0.2.1"),
        ("127.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1"),  # the first is what the sender wrote
        ("127.0.0.1", "192.0.2.1:5123", "192.0.2.1"),
        ("::1", "[2001:db8::7]:443", "2001:db8::7"),
        ("::1", "2001:DB8::7", "2001:db8::7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.1, unknown", "127.0.0.1"),
        ("127.0.0.1", "999.1.1.1", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.1, 10.0.0.2", "10.0.0.1"),
        ("192.0.2.5", "10.0.0.1", "192.0.2.5"),
        ("fe80::1%eth0", "10.0.0.1", "fe80::1%eth0"),
    ],
)
def test_the_sender_is_whom_the_last_trusted_proxy_heard(peer: str, forwarded_for: str, sender: str) -> None:
    assert NAMED.sender(peer, forwarded_for) == sender
    assert TrustedProxies().sender(peer, forwarded_for) == peer


@pytest.mark.parametrize(("named", "sender"), [("", "127.0.0.1"), ("127.0.0.1", "192.0.2.44")])
def test_a_delivery_is_from_whom_a_named_proxy_says(
    desk_config: Config, operations: hooks.Hook, named: str, sender: str
) -> None:
    networks = options.networks(named) if named else ()
    service = Service(replace(desk_config, trusted_proxies=networks))
    service.start()
    url = hooks.url(service.base_url, operations.channel_guid, operations.guid)
    host = f"Host: {service.base_url.removeprefix('http://')}"
    assert raw.exchange(url, raw.post(url, host, "X-Forwarded-For: 192.0.2.44")).status == 200
    assert service.stop()
    (delivery,) = deliveries.page()
    assert delivery.remote_address == sender


def test_proxies_are_addresses_or_networks() -> None:
    found = config.load({"trusted_proxies": "127.0.0.1, 10.0.0.0/8 ::1"}, {})
    assert [str(network) for network in found.trusted_proxies] == ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]
    with pytest.raises(Problem, match=r"proxy\.example"):
        config.load({"trusted_proxies": "proxy.example"}, {})
