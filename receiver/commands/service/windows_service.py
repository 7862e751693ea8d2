"""Being a service of Windows: it is told that the receiver runs, and asks it to stop.

Windows speaks to a thread of its own (StartServiceCtrlDispatcher of advapi32): the receiver keeps the first one.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, ClassVar

from models.problems import Problem
from receiver.commands.service.manager import NAME
from receiver.commands.service.windows_status import (
    ACCEPTS,
    RUNNING,
    SHUTDOWN,
    START_PENDING,
    STOP,
    STOP_PENDING,
    STOPPED,
    Status,
)

WINDOWS: Any = ctypes  # windll is in it on Windows alone
OWN_PROCESS, OWN_ERROR, FAILED = 0x10, 1066, 1
PATIENCE_MS = 60_000
# On 64 bits there is one way to call, so what C calls will do for Windows.
_Main = ctypes.CFUNCTYPE(None, ctypes.c_uint32, ctypes.c_void_p)
_Handler = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p)


class _Entry(ctypes.Structure):
    """A row of the table of a process's services (SERVICE_TABLE_ENTRYW)."""

    _fields_: ClassVar = [("name", ctypes.c_wchar_p), ("main", _Main)]


@contextmanager
def hosted(stop: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Inside, this process is the service: call what it gives when the receiver runs; Windows calls `stop`.

    Raises Problem when it was not Windows that started this.
    """
    service = _Service(stop)
    service.begin()
    failed = True
    try:
        yield service.tell_running
        failed = False
    finally:
        service.end(failed)


class _Service:
    def __init__(self, stop: Callable[[], None]) -> None:
        self._stop = stop
        self._api = WINDOWS.windll.advapi32
        self._api.RegisterServiceCtrlHandlerExW.restype = ctypes.c_void_p
        self._api.SetServiceStatus.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        # Windows keeps their addresses: they live as long as this.
        self._main, self._handler = _Main(self._run), _Handler(self._hear)
        self._status: Any = None
        self._begun, self._ended = Event(), Event()
        self._failed = False
        self._is_service = True
        self._thread = Thread(target=self._dispatch, name="service", daemon=True)

    def begin(self) -> None:
        self._thread.start()
        self._begun.wait()
        if not self._is_service:
            raise Problem("Only Windows starts this.", "Use hookdeskctl service start, or hookdeskctl serve.")

    def tell_running(self) -> None:
        self._tell(RUNNING, accepts=ACCEPTS)

    def end(self, failed: bool) -> None:
        self._failed = failed
        self._ended.set()
        self._thread.join()

    def _dispatch(self) -> None:
        """Speak with Windows until the service has stopped; not at all when Windows did not start this process."""
        table = (_Entry * 2)(_Entry(NAME, self._main), _Entry(None, _Main()))
        if not self._api.StartServiceCtrlDispatcherW(table):
            self._is_service = False
            self._begun.set()

    def _run(self, count: int, words: int | None) -> None:
        """The service, on a thread that Windows makes for it."""
        self._status = self._api.RegisterServiceCtrlHandlerExW(NAME, self._handler, None)
        self._tell(START_PENDING)
        self._begun.set()
        self._ended.wait()
        self._tell(STOPPED, failed=self._failed)

    def _hear(self, control: int, kind: int, data: int | None, context: int | None) -> int:
        if control in (STOP, SHUTDOWN):
            self._tell(STOP_PENDING)
            self._stop()
        return 0

    def _tell(self, state: int, *, accepts: int = 0, failed: bool = False) -> None:
        pending = PATIENCE_MS if state in (START_PENDING, STOP_PENDING) else 0
        errors = (OWN_ERROR, FAILED) if failed else (0, 0)
        status = Status(OWN_PROCESS, state, accepts, *errors, 0, pending)
        self._api.SetServiceStatus(self._status, ctypes.byref(status))
