"""Guard: may this request come in? Its host must be ours, and no foreign web page may have sent it.

A page that a browser shows can post to 127.0.0.1, and a name of its own can be made to lead there (DNS
rebinding). Both are seen by what the browser says about the request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from models.settings.host_names import ascii_name
from receiver.answers import Refused
from receiver.serving.request import Request

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^\s,@/\\?#:\[\]]+)(?::(?P<port>[0-9]{0,5}))?")
# This machine as it is called from itself, and from containers that run on it.
_OWN = ("localhost", "host.docker.internal", "host.containers.internal")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class AllowedHosts:
    """The names and addresses under which this receiver may be called."""

    def __init__(
        self, host: str, *, address: str, machine: str, public_url: str | None = None, further: Iterable[str] = ()
    ) -> None:
        """`host` as it was chosen, `address` the literal it is bound to, `machine` this machine's name."""
        public = urlsplit(public_url) if public_url else None
        self._everywhere = ip_address(address).is_unspecified
        self._names = {*_OWN, ascii_name(host), _bracketed(address), *further}
        if not ip_address(address).is_loopback:
            # By multicast DNS a machine is called in .local (RFC 6762).
            name = ascii_name(machine)
            self._names |= {name, f"{name}.local"}
        if public is not None and public.hostname:
            self._names.add(_bracketed(ascii_name(public.hostname)))
        self._public_port = _port(public.port, public.scheme) if public else None
        # The same few headers come with every request.
        self.has = lru_cache(maxsize=256)(self._has)
        self._has_origin = lru_cache(maxsize=256)(self._is_ours)

    def _has(self, host: str) -> bool:
        """Whether a Host header names this receiver, with any port."""
        found = _HOST.fullmatch(host)
        return found is not None and self._knows(_spelt(found["name"]))

    def has_origin(self, origin: str, host: str) -> bool:
        """Whether an Origin header is a page of this receiver's own, called by `host`."""
        return self._has_origin(origin, host)

    def _knows(self, name: str) -> bool:
        if name in self._names:
            return True
        try:
            address = ip_address(name.strip("[]"))
        except ValueError:
            return False
        return self._everywhere or address.is_loopback

    def _is_ours(self, origin: str, host: str) -> bool:
        scheme, found, authority = origin.lower().partition("://")
        page, called = _HOST.fullmatch(authority), _HOST.fullmatch(host)
        if not found or scheme not in _DEFAULT_PORTS or page is None or called is None:
            return False
        port = _port(page["port"], scheme)
        return self._knows(_spelt(page["name"])) and port in (_port(called["port"], scheme), self._public_port)


def check(request: Request, hosts: AllowedHosts) -> Refused | None:
    """Why this request may not come in, or None.

    By Host (RFC 9112, section 3.2), Origin (RFC 6454, section 7) and Sec-Fetch-Site (W3C, Fetch Metadata).
    """
    host = request.host
    if not hosts.has(host) or not _aims_at(request.target, host):
        return Refused("misdirected_request")
    origin = request.headers.get("Origin")
    if origin is not None and not hosts.has_origin(origin, host):
        return Refused("cross_origin")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return Refused("cross_origin", "The browser says that a page of another site sent this.")
    return None


def _aims_at(target: str, host: str) -> bool:
    """A request line may name the host as well (`POST http://host/path`): both must be the same then."""
    return target.startswith("/") or "://" not in target or urlsplit(target).netloc.lower() == host.lower()


def _spelt(name: str) -> str:
    """A name of a header as the DNS spells it: some senders put its letters there as UTF-8."""
    if name.isascii():
        return name.lower()
    try:
        return ascii_name(name.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return name.lower()


def _bracketed(name: str) -> str:
    return f"[{name}]".lower() if ":" in name else name.lower()


def _port(port: str | int | None, scheme: str) -> int | None:
    return int(port) if port else _DEFAULT_PORTS.get(scheme)
