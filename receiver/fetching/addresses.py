"""Addresses that no file is fetched from unless an administrator lists them, in all forms in which they are written."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from models.problems import Words

Address = IPv4Address | IPv6Address

# Where clouds tell a machine its secrets: AWS, Azure, Google and others; AWS by IPv6, and for its containers; Azure's
# wire server; Google by IPv6; Alibaba; Oracle.
_METADATA = frozenset(
    map(
        ip_address,
        (
            *("169.254.169.254", "fd00:ec2::254", "fd00:ec2::23", "168.63.129.16"),
            *("fd20:ce::254", "100.100.100.200", "192.0.0.192"),
        ),
    )
)
_THIS_NETWORK = ip_network("0.0.0.0/8")  # RFC 1122, section 3.2.1.3: Linux takes 0.0.0.0 for the machine itself
_RESERVED = ip_network("240.0.0.0/4")  # RFC 1112, section 4, with the broadcast address
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052
_LOCAL_NAT64 = ip_network("64:ff9b:1::/48")  # RFC 8215
_TRANSLATED = ip_network("::ffff:0:0:0/96")  # RFC 7915, appendix A
_COMPATIBLE = ip_network("::/96")  # RFC 4291, section 2.5.5.1


def forbidden(address: Address) -> Words | None:
    """The rule that forbids an address, in words; None where none does."""
    return next(filter(None, (_rule(form, str(address)) for form in _forms(address))), None)


def is_of_this_computer(address: Address) -> bool:
    """Whether one of the forms of an address is one that this computer has now: something can be bound to it."""
    return any(map(_can_be_bound, _forms(address)))


def read(text: str) -> Address:
    """An address as the system names it, without the zone that may stand behind it."""
    return ip_address(text.partition("%")[0])


def _rule(form: Address, address: str) -> Words | None:
    named = {"address": address}
    if form in _METADATA:
        return Words("{address} tells machines of a cloud their secrets: nothing is fetched from there.", named)
    if form.is_loopback:
        return Words("{address} is this computer itself: nothing is fetched from there.", named)
    if form.is_unspecified or form in _THIS_NETWORK or form in _RESERVED:
        return Words("{address} is no address of a server: nothing is fetched from there.", named)
    if form.is_link_local:
        return Words("{address} is of one cable only (link-local): nothing is fetched from there.", named)
    if form.is_multicast:
        return Words("{address} stands for many computers (multicast): nothing is fetched from there.", named)
    return None


def _forms(address: Address) -> Iterator[Address]:
    """An address, and those of IPv4 that packets to it may end at."""
    yield address
    if isinstance(address, IPv4Address):
        return
    number = int(address)
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address in _NAT64 or address in _TRANSLATED or (address in _COMPATIBLE and number > 1):
        yield IPv4Address(number & 0xFFFFFFFF)
    if address in _LOCAL_NAT64:  # where in it the other one stands depends on the length that was chosen
        yield IPv4Address(number & 0xFFFFFFFF)
        yield IPv4Address((number >> 64 & 0xFFFF) << 16 | (number >> 40 & 0xFFFF))
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo


def _can_be_bound(address: Address) -> bool:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((str(address), 0))
    except OSError:
        return False
    return True
