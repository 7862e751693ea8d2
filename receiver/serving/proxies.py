"""Proxies: who sent a request that came through one that the administrator named; nobody else is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from receiver.serving.request import Request

Network = IPv4Network | IPv6Network

# An address as proxies write it into X-Forwarded-For, some with the port that it came from.
_HOP = re.compile(r"(?P<v4>[0-9.]+)(?::[0-9]+)?|\[(?P<bracketed>[^\]]+)\](?::[0-9]+)?|(?P<v6>[0-9A-Fa-f:.]+)")

_FORWARDED_FOR = "X-Forwarded-For"
# What proxies say of a request that they pass on, whether they are trusted or not.
_PASSED_ON = ("Forwarded", "Via", _FORWARDED_FOR, "X-Forwarded-Host", "X-Real-Ip")


class TrustedProxies:
    """The proxies whose X-Forwarded-For is believed."""

    def __init__(self, networks: Sequence[Network] = ()) -> None:
        self._networks = tuple(networks)

    def seen_through(self, request: Request) -> Request:
        """The request with the address of its sender in place of a trusted proxy's that passed it on."""
        forwarded_for = request.headers.get(_FORWARDED_FOR)
        if forwarded_for is None:
            return request
        return replace(request, remote_address=self.sender(request.remote_address, forwarded_for))

    def sender(self, peer: str, forwarded_for: str) -> str:
        """The address of the sender of a request: `peer`, which is connected, or the one that `peer` forwards for.

        Each proxy adds the address it was called from at the end of X-Forwarded-For. So the header is read from its
        end, as long as a trusted proxy wrote the entry; the entries before that may be anybody's.
        """
        sender = peer
        hops = forwarded_for.split(",")
        while hops and self._trusts(sender) and (hop := _address(hops.pop())):
            sender = hop
        return sender

    def _trusts(self, address: str) -> bool:
        found = ip_address(address.partition("%")[0]) if self._networks else None
        return found is not None and any(found in network for network in self._networks)


def sender_address(remote_address: str) -> IPv4Address | IPv6Address | None:
    """A sender's address. One of IPv4 in the form that a socket of IPv6 gives counts as IPv4 (RFC 4291, 2.5.5.2)."""
    try:
        address = ip_address(remote_address.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_local(request: Request) -> bool:
    """Whether a program of this machine sent a request, and no proxy passed it on."""
    address = sender_address(request.remote_address)
    return address is not None and address.is_loopback and not any(name in request.headers for name in _PASSED_ON)


def _address(hop: str) -> str | None:
    """The address in one entry of X-Forwarded-For; None for `unknown` and the like."""
    parts = _HOP.fullmatch(hop.strip())
    try:
        return str(ip_address(next(filter(None, parts.groups())))) if parts else None
    except ValueError:
        return None
