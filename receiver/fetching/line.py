"""The line of a download: its connections, to addresses that were checked, and cut when its time is over.

The address that is checked is the one that is connected to: a name is looked up once a connection, and never again
in between.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic

from models.problems import Words
from receiver.fetching import addresses
from receiver.fetching.policy import Policy
from receiver.fetching.refusals import LONGEST, Refused

Resolve = Callable[[str, int], Sequence[str]]
# Seconds for one step on the network; how long all of them may take is cut from outside.
STEP = 20.0
# What some proxy might take for an address, though it is none here.
_ADDRESS_LIKE = re.compile(r":|(^|\.)([0-9]+|0x[0-9a-f]*)$", re.IGNORECASE)


class OutOfTime(OSError):
    """The line was cut."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, by the system; raises OSError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # a part of the name is empty or too long
        raise socket.gaierror(socket.EAI_NONAME, "This is no name of a host") from None
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


class Line:
    """Opens the connections of one download until cut(), which ends the one that is open, from another thread."""

    def __init__(self, policy: Policy, seconds: float, resolve: Resolve = resolve, *, by_proxy: bool = False) -> None:
        self._policy = policy
        self._resolve = resolve
        self._by_proxy = by_proxy
        self._guard = threading.Lock()
        self._held: socket.socket | None = None
        self.is_cut = False
        self.has_connected = False
        self.deadline = monotonic() + seconds

    def connect(self, host: str, port: int) -> socket.socket:
        """A connection to a host, or to the proxy. Raises Refused, and OSError where nobody answers."""
        found = self._resolve(host, port) if self._by_proxy else [str(each) for each in self._allowed(host, port)]
        last: OSError = OSError("no address")
        for address in found:
            try:
                return self._hold(socket.create_connection((address, port), self._step()))
            except OutOfTime:
                raise
            except OSError as error:
                last = error
        raise last

    def check(self, host: str, port: int) -> None:
        """Raise Refused where the proxy must not be asked for a host: as far as its addresses are known here."""
        if not self._by_proxy:
            return  # connect() looks at the address itself
        host = host.strip("[]").rstrip(".")
        try:
            self._allowed(host, port)
        except OSError:  # a name that the proxy alone knows
            if _ADDRESS_LIKE.search(host):
                raise Refused(Words("{host} is no name of a server.", {"host": host[:LONGEST]})) from None
            self._policy.check_name(host, port)

    def hold(self) -> None:
        """Raise OutOfTime when it was cut."""
        if self.is_cut:
            raise OutOfTime

    def cut(self) -> None:
        """End what is open, and open nothing any more."""
        with self._guard:
            self.is_cut = True
            if self._held is not None:
                with suppress(OSError):  # the other side was faster
                    self._held.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the last connection."""
        with self._guard:
            if self._held is not None:
                self._held.close()
                self._held = None

    def _allowed(self, host: str, port: int) -> list[addresses.Address]:
        found = [addresses.read(text) for text in self._resolve(host, port)]
        if not found:
            raise OSError("no address")
        self._policy.check(host, port, found)
        return found

    def _step(self) -> float:
        left = self.deadline - monotonic()
        if self.is_cut or left <= 0:
            raise OutOfTime
        return min(STEP, left)

    def _hold(self, connected: socket.socket) -> socket.socket:
        """Keep another hold of the connection: TLS takes the first one away."""
        self.close()
        with self._guard:
            self._held = connected.dup()
            self.has_connected = True
            cut = self.is_cut
        if cut:
            connected.close()
            raise OutOfTime
        return connected
