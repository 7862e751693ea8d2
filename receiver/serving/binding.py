"""Binding: a listening socket, or a Problem that says why there is none and what to do."""

from __future__ import annotations

import errno
import os
import socket

from models.problems import Problem


class NoPlace(Problem):
    """Nothing can listen at the address that was asked for."""


class PortTaken(NoPlace):
    """Somebody listens there already."""


_BACKLOG = 1024
_WINDOWS = os.name == "nt"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises Problem."""
    listening = None
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        # localhost means both; more people write 127.0.0.1 than ::1.
        family, kind, protocol, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
        listening = socket.socket(family, kind, protocol)
        _claim(listening, family)
        listening.bind(address)
        # Now already: two programs can bind one port, and only the second to listen hears that it is taken.
        listening.listen(_BACKLOG)
    except (OSError, UnicodeError) as error:
        if listening is not None:
            listening.close()
        raise _problem(error, host, port) from error
    return listening


def _claim(listening: socket.socket, family: int) -> None:
    if _WINDOWS:
        # SO_REUSEADDR would let two programs share the port there.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # type: ignore[attr-defined]
    else:
        # A restart must not wait for the last one's connections to be forgotten.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)


def _problem(error: Exception, host: str, port: int) -> NoPlace:
    if isinstance(error, socket.gaierror | UnicodeError):
        return NoPlace(
            "The host {host} is not known here.",
            "Choose 127.0.0.1 to receive from this machine only, or an address of this machine.",
            host=host,
        )
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return PortTaken(
            "Port {port} on {host} is taken by another program.",
            "Choose another port (HOOKDESK_PORT or --port), or stop that program and try again.",
            port=str(port),
            host=host,
        )
    if number in (errno.EACCES, errno.EPERM):
        return NoPlace(
            "This account may not receive on port {port} of {host}.",
            "Choose a port from 1024 to 65535 that nothing else has reserved.",
            port=str(port),
            host=host,
        )
    if number == errno.EADDRNOTAVAIL:
        return NoPlace(
            "{host} is not an address of this machine.",
            "Choose 127.0.0.1 to receive from this machine only, or one of its own addresses.",
            host=host,
        )
    return NoPlace(
        "Nothing can be received on port {port} of {host}: {error}.",
        "Choose another address or port.",
        port=str(port),
        host=host,
        error=str(error),
    )
