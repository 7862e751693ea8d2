"""The ways to this machine's receiver: its addresses and names, and whether each of them leads there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from PySide6.QtNetwork import QNetworkInterface

from desktop.words.language import tr
from receiver.serving import address

PATIENCE_SECONDS = 3.0
Kind = Literal["ok", "muted", "danger"]


@dataclass(frozen=True, slots=True)
class Way:
    """A way that was tried: what the URLs would begin with, and what came of it in a sentence."""

    url: str
    kind: Kind
    words: str


def is_for_all(host: str) -> bool:
    """Whether a receiver on this host listens on every address."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def is_for_this_machine(host: str) -> bool:
    """Whether a receiver on this host is reached from the machine it runs on alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def addresses(version: int = 4) -> list[str]:
    """The addresses of this machine that others may call, of IPv4 or IPv6."""
    found = (ip_address(each.toString().partition("%")[0]) for each in QNetworkInterface.allAddresses())
    usable = (each for each in found if not each.is_loopback and not each.is_link_local)
    return sorted({str(each) for each in usable if each.version == version})


def full_name() -> str | None:
    """The fully qualified name of this machine, if it has one; asking for it can take seconds."""
    name = socket.getfqdn().lower()
    is_one = "." in name and not name.endswith((".arpa", ".localdomain", ".local"))
    return name if is_one else None


def names() -> Iterator[str]:
    """The names of this machine, as others may call it; see full_name()."""
    machine = socket.gethostname().lower()
    yield machine
    if (full := full_name()) is not None and full != machine:
        yield full
    if "." not in machine:
        yield f"{machine}.local"  # by multicast DNS (RFC 6762)


def try_all(host: str, port: int) -> list[Way]:
    """Ask the receiver on a host and port for its health by each way; block, for seconds where a name leads nowhere."""
    called = addresses(6 if host == "::" else 4) if is_for_all(host) else [host]
    return [tried(address.of(each, port)) for each in (*called, *names())]


def tried(url: str) -> Way:
    """A way, after one request."""
    import requests  # late: the window can be shown without it, and what it brings (tests/test_start.py)

    try:
        socket.getaddrinfo(urlsplit(url).hostname, None)
    except OSError:
        return Way(url, "muted", tr("This name is not known here; it may be known to others."))
    try:
        with requests.Session() as session:
            session.trust_env = False  # the way to this machine leads through no proxy
            status = session.get(f"{url}/health", timeout=PATIENCE_SECONDS, allow_redirects=False).status_code
    except requests.RequestException:
        return Way(url, "danger", tr("Nothing answers here."))
    if status == 421:
        return Way(url, "danger", tr("Refused: add this name to the further names."))
    if status in (200, 503):
        return Way(url, "ok", tr("Answers."))
    return Way(url, "danger", tr("Another program answers."))
