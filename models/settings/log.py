"""The log: one file that does not grow without end. It holds no bodies and no URLs of hooks."""

from __future__ import annotations

import logging
import os
import traceback
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event, Thread
from typing import TextIO

from models.problems import Problem
from models.settings.log_lines import formatter
from models.settings.options import LogFormat, LogLevel

FILE = "hookdesk.log"
FILE_BYTES = 2 << 20
OLD_FILES = 3
KEPT_SECONDS = 0.1


class LogFile(RotatingFileHandler):
    """Writes what has come in ten times a second, and a warning or worse at once.

    Writing each line as it came took a fifth of the receiver's time. `beside` is a stream that gets the same lines.
    """

    def __init__(self, path: Path, beside: TextIO | None = None) -> None:
        super().__init__(path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True)
        self._beside = beside
        self._kept: list[logging.LogRecord] = []
        self._lost = 0
        self._due = Event()
        self._ended = Event()
        self._thread = Thread(target=self._write_on, name="log", daemon=True)
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line in; the caller holds the handler's lock, which flush() takes by itself."""
        self._kept.append(record)
        if record.levelno >= logging.WARNING:
            self.flush()
        elif not self._due.is_set():
            self._due.set()

    def flush(self) -> None:
        """Write the lines that were taken in; any thread may."""
        self.acquire()
        try:
            kept, self._kept = self._kept, []
            if kept:
                self._write(kept)
        finally:
            self.release()

    def close(self) -> None:
        self.flush()
        self._ended.set()
        self._due.set()
        super().close()

    def _open(self) -> TextIOWrapper:
        """The file, for this account alone; the next one too, when this one is full."""
        return open(self.baseFilename, "a", encoding="utf-8", opener=_private)

    def _write(self, records: list[logging.LogRecord]) -> None:
        try:
            lines = self._lines(records)
            self._write_beside(lines)
            self.stream = self.stream or self._open()
            self.stream.write(self._lines([self._loss()]) + lines if self._lost else lines)
            self.stream.flush()
            self._lost = 0
            if self.stream.tell() > self.maxBytes:
                self.doRollover()
        except OSError:  # a full disk, mostly: a traceback for each line would help nobody
            self._lost += len(records)
            self._give_up_stream()
        except Exception:
            self.handleError(records[-1])

    def _lines(self, records: list[logging.LogRecord]) -> str:
        return "".join(self.format(record) + self.terminator for record in records)

    def _write_beside(self, lines: str) -> None:
        try:
            if self._beside is not None:
                self._beside.write(lines)
                self._beside.flush()
        except OSError:  # whoever read it is gone
            self._beside = None

    def _loss(self) -> logging.LogRecord:
        words = "%d lines before this one are lost: the log could not be written."
        return logging.LogRecord(__name__, logging.WARNING, __file__, 0, words, (self._lost,), None)

    def _give_up_stream(self) -> None:
        """Write to the stream no more: it holds what could not be written, and would try that again with each line."""
        stream, self.stream = self.stream, None
        with suppress(OSError):
            if stream is not None:
                stream.close()

    def _write_on(self) -> None:
        while not self._ended.is_set():
            self._due.wait()
            self._ended.wait(KEPT_SECONDS)
            self._due.clear()
            try:
                self.flush()
            except Exception:  # nowhere to log it: said where the program was started, and tried again
                traceback.print_exc()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def failing(path: Path) -> Problem | None:
    """Why nothing can be logged into a file; None where it can. Nobody stops for that, but it has to be said."""
    try:
        os.close(_private(str(path), os.O_CREAT | os.O_APPEND | os.O_WRONLY))
    except OSError as error:
        return Problem(
            "The log {path} cannot be written: {reason}.",
            "Hookdesk works without it. Give this account the right to write it, and start again.",
            path=path,
            reason=error.strerror or str(error),
        )
    return None


def set_up(
    folder: Path, log_format: LogFormat = "text", level: LogLevel = "info", beside: TextIO | None = None
) -> Path:
    """Write what this process logs into a file of the folder, and to a stream beside it; the path of that file.

    What is below `level` is not written. There is none below info: other packages would log URLs of web hooks there.
    It ends what an earlier call began: a desk that was moved to another database goes on in the same process.
    """
    path = folder / FILE
    handler = LogFile(path, beside)
    handler.setFormatter(formatter(log_format))
    handler.setLevel(level.upper())
    root = logging.getLogger()
    for earlier in [each for each in root.handlers if isinstance(each, LogFile)]:
        root.removeHandler(earlier)
        earlier.close()
    root.addHandler(handler)
    root.setLevel(level.upper())
    # Peewee would log the parameters of its SQL, guids and texts among them.
    logging.getLogger("peewee").setLevel(logging.INFO)
    # waitress warns of every request that waits for a thread, which costs more than the request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    return path
