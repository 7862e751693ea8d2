"""Bugs: an exception nobody expected is printed, logged and shown once, with details to copy."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.process.crash_dialog import CrashDialog

logger = logging.getLogger(__name__)


class Crashes(QObject):
    """Takes both hooks of Python; an exception of another thread comes over by signal."""

    _crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: CrashDialog | None = None
        self.window: QWidget | None = None
        self._crashed.connect(self._show)

    def install(self) -> None:
        """From now on no exception is lost."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def took(self, error: Exception) -> None:
        """Treat a bug that ended the caller's work like an exception that nobody caught."""
        self._on_exception(type(error), error, error.__traceback__)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            return
        logger.critical("A bug", exc_info=(kind, error, trace))
        self._crashed.emit("".join(traceback.format_exception(kind, error, trace)))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, details: str) -> None:
        if self.dialog is not None:  # one at a time; the log has them all
            self.dialog.add(details)
            return
        from desktop.process.crash_dialog import CrashDialog  # most programs never show one

        self.dialog = CrashDialog(details, self.window)
        self.dialog.finished.connect(self._on_closed)
        if QThread.currentThread().loopLevel():
            self.dialog.open()
        else:  # no event loop runs yet, or none any more, that would show it
            self.dialog.exec()

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
