"""The receiver as a service of Windows, in the words of the service control manager.

The calls are those of advapi32 (winsvc.h); numbers that it defines stand here by their names.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from models.problems import Problem
from models.settings.paths import machine_file
from models.settings.windows.administrators import make_for_all, make_for_service
from receiver.commands.service.manager import NAME
from receiver.commands.service.windows_status import RUNNING, STOP, STOPPED, Status

WINDOWS: Any = ctypes  # windll, get_last_error and WinError are in it on Windows alone
ALL_ACCESS, OWN_PROCESS, AUTO_START, NORMAL = 0xF003F, 0x10, 2, 1
STOP_SECONDS = 30.0
NOT_THERE, THERE, RUNS = 1060, 1073, 1056
ACCOUNT = r"NT AUTHORITY\LocalService"  # it may nearly nothing on the computer, and is nobody to the network
DESCRIPTION = "Receives web hooks while nobody is logged in."


class WindowsServices:
    """Needs an administrator for all but the status."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._home = machine_file({}).with_name("service")
        self._api = _api()

    def install(self) -> list[str]:
        self._make_home()
        command = f'"{self._program}" service run --home "{self._home}"'
        with self._manager() as manager:
            made = self._api.CreateServiceW(
                manager, NAME, "Hookdesk", ALL_ACCESS, OWN_PROCESS, AUTO_START, NORMAL, command,
                None, None, None, ACCOUNT, None,
            )  # fmt: skip
            if not made:
                raise _problem()
            self._api.CloseServiceHandle(made)
        return [f"The receiver is a service of Windows: {command}", f"Its data is in {self._home}.", *self.start()]

    def remove(self) -> list[str]:
        with self._service() as service:
            state = Status()
            if self._api.ControlService(service, STOP, ctypes.byref(state)):
                self._wait_for_end(service)
            if not self._api.DeleteService(service):
                raise _problem()
        return [f"The receiver is no service any more. What it received stays in {self._home}."]

    def start(self) -> list[str]:
        with self._service() as service:
            if not self._api.StartServiceW(service, 0, None) and WINDOWS.get_last_error() != RUNS:
                raise _problem()
        return ["It starts with the computer, and now."]

    def status(self) -> list[str]:
        try:
            with self._service() as service:
                state = Status()
                self._api.QueryServiceStatus(service, ctypes.byref(state))
        except _NotThere:
            return ["The receiver is not installed as a service here."]
        words = {RUNNING: "It runs.", STOPPED: f"It does not run. Why: the log in {self._home / 'log'}"}
        return ["The receiver is installed as a service.", words.get(state.current, "It is starting or stopping.")]

    def _wait_for_end(self, service: Any) -> None:
        """Wait until it has let go of its port and its files; no longer than it may take to stop in order."""
        state, end = Status(), monotonic() + STOP_SECONDS
        while monotonic() < end and self._api.QueryServiceStatus(service, ctypes.byref(state)):
            if state.current == STOPPED:
                return
            sleep(0.2)

    def _make_home(self) -> None:
        """The folder of the service, closed to all who are no administrators."""
        try:
            make_for_all(self._home.parent)
            make_for_service(self._home)
        except OSError as error:
            raise Problem(
                "The folder {folder} cannot be made: {reason}.",
                "Run this as an administrator.",
                folder=self._home,
                reason=error.strerror or str(error),
            ) from error

    @contextmanager
    def _manager(self) -> Iterator[Any]:
        manager = self._api.OpenSCManagerW(None, None, ALL_ACCESS)
        if not manager:
            raise _problem()
        try:
            yield manager
        finally:
            self._api.CloseServiceHandle(manager)

    @contextmanager
    def _service(self) -> Iterator[Any]:
        with self._manager() as manager:
            service = self._api.OpenServiceW(manager, NAME, ALL_ACCESS)
            if not service:
                raise _problem()
            try:
                yield service
            finally:
                self._api.CloseServiceHandle(service)


class _NotThere(Problem):
    """There is no such service."""


def _problem() -> Problem:
    code = WINDOWS.get_last_error()
    if code == NOT_THERE:
        return _NotThere("The receiver is not installed as a service here.", "hookdeskctl service install does it.")
    if code == THERE:
        return Problem("The receiver is a service already.", "hookdeskctl service remove takes it away.")
    return Problem(
        "Windows refused: {reason}.",
        "Run this as an administrator, and try again.",
        reason=WINDOWS.FormatError(code).rstrip(". "),
    )


def _api() -> Any:
    """The calls, with the types of what they take where it is not a number of 32 bits."""
    api = WINDOWS.WinDLL("advapi32", use_last_error=True)
    handle, text, number = ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_uint32
    api.OpenSCManagerW.restype = api.OpenServiceW.restype = api.CreateServiceW.restype = handle
    api.OpenSCManagerW.argtypes = [text, text, number]
    api.OpenServiceW.argtypes = [handle, text, number]
    api.CreateServiceW.argtypes = [handle, text, text, *[number] * 4, text, text, handle, text, text, text]
    api.StartServiceW.argtypes = [handle, number, handle]
    api.ControlService.argtypes = [handle, number, handle]
    api.QueryServiceStatus.argtypes = [handle, handle]
    api.DeleteService.argtypes = api.CloseServiceHandle.argtypes = [handle]
    return api
