"""How long the tests of the window wait before they give up: longer than the busiest machine takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

MS = 20_000
"""Only a test that fails waits that long. Every half minute a window reads all again: that must save no test."""


class PatientBot(QtBot):
    """Waits for MS where pytest-qt gives up after 5 seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitActive(self, widget: QWidget, *, timeout: int = MS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)
