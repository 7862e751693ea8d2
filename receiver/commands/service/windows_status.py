"""How a service tells Windows what it is about (SERVICE_STATUS of winsvc.h)."""

from __future__ import annotations

import ctypes
from typing import ClassVar

STOPPED, START_PENDING, STOP_PENDING, RUNNING = 1, 2, 3, 4
STOP, INTERROGATE, SHUTDOWN = 1, 4, 5
ACCEPTS = 0x1 | 0x4  # a stop, and the computer's going down


class Status(ctypes.Structure):
    """The numbers in the order that Windows has them in."""

    _fields_: ClassVar = [
        (name, ctypes.c_uint32)
        for name in ("kind", "current", "accepts", "exit_code", "own_exit_code", "check_point", "wait_hint")
    ]
    current: int
