"""Telling systemd that the receiver runs, where it waits for that: Type=notify, sd_notify(3)."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

ADDRESS = "NOTIFY_SOCKET"


def tell_ready() -> None:
    """Say it to who started this process; nothing happens where nobody asked."""
    address = os.environ.get(ADDRESS, "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return
    if address.startswith("@"):  # a name that is in no file system
        address = "\0" + address[1:]
    # Who asked may be gone: the receiver runs all the same.
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as waiting:
        waiting.connect(address)
        waiting.sendall(b"READY=1")
