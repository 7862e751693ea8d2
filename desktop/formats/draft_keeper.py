"""Keeps what is typed as the draft of the format, so that closing the window loses nothing."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.data.tasks import Tasks
from desktop.formats.opening import free_name
from models.formats import own_formats
from models.formats.own_formats import OwnFormat
from models.problems import NotThere, Problem
from receiver.formats.format import Format
from receiver.formats.format_file import write_format

Result = TypeVar("Result")
PAUSE_MS = 800
"""A pause in typing after which the draft is kept."""


class DraftKeeper(QObject):
    """Writes one draft after the other, off the window's thread; the last one is always written."""

    kept = Signal(object)
    """The OwnFormat whose draft was kept now."""
    done_with = Signal()
    """All is kept, and the window is closed."""
    failed = Signal(object)
    """A Problem that keeps the draft from being kept; it is tried again with the next change."""

    def __init__(self, own: OwnFormat | None, edited: Callable[[], Format], *, tasks: Tasks, parent: QObject) -> None:
        """`edited` gives the format as it is now."""
        super().__init__(parent)
        self._tasks, self._edited = tasks, edited
        self._draft = _Draft(own)
        self._settled = edited()
        """What needs not to be kept: it was kept, published or opened."""
        self._busy = self._ending = False
        self._waiting = deque[Callable[[], None]]()
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def own(self) -> OwnFormat | None:
        """The format that the draft is of; None until something of it was kept."""
        return self._draft.own

    def write(self, format_: Format) -> OwnFormat:
        """Keep a format as the draft, on the thread of a task; the format that the draft is of. Raises Problem."""
        return self._draft.write(format_)

    def keep_soon(self) -> None:
        """Keep the draft when nobody has typed for a moment."""
        self._pause.start()

    def keep(self) -> None:
        """Keep the draft as it is now, unless it is kept."""
        self._pause.stop()
        format_ = self._edited()
        if not self._busy and format_ != self._settled:
            self.alone(lambda: self._draft.write(format_), partial(self._on_kept, format_), self.failed.emit)

    def alone(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        problem: Callable[[Problem], object],
    ) -> None:
        """Do something else with the format as a task, while no draft is kept: what is published is none any more."""
        self._pause.stop()
        if self._busy:
            self._waiting.append(lambda: self.alone(work, done, problem))
            return
        self._busy = True
        self._tasks.run(
            work,
            lambda result: self._go_on(partial(done, result)),
            owner=self,
            problem=lambda found: self._go_on(partial(problem, found), may_keep=False),
        )

    def settle(self, own: OwnFormat, format_: Format) -> None:
        """Take note of what was published, or opened in the place of the draft."""
        self._draft.own, self._settled = own, format_

    def finish(self) -> None:
        """Keep the draft here and now: the program ends."""
        self._pause.stop()
        format_ = self._edited()
        if format_ != self._settled:
            self._draft.write(format_)
            self._settled = format_

    def forget(self) -> None:
        """Keep nothing any more: the format was removed."""
        self._pause.stop()
        self._settled = self._edited()

    def end(self) -> None:
        """Keep the rest, and say when that is done."""
        self._ending = True
        self.keep()
        self._look_for_end()

    def is_idle(self) -> bool:
        """Whether all is kept."""
        return not self._busy and self._edited() == self._settled

    def _on_kept(self, format_: Format, own: OwnFormat) -> None:
        self._settled = format_
        self.kept.emit(own)

    def _go_on(self, told: Callable[[], object], *, may_keep: bool = True) -> None:
        """Tell what was done, and do what waits."""
        self._busy = False
        told()
        if self._waiting:
            self._waiting.popleft()()
        elif may_keep:
            self.keep()
        self._look_for_end()

    def _look_for_end(self) -> None:
        if self._ending and not self._busy:
            self.done_with.emit()


class _Draft:
    """The draft as it is stored. It is written from one thread at a time: a new format is made once."""

    def __init__(self, own: OwnFormat | None) -> None:
        self.own = own
        self._writing = threading.Lock()

    def write(self, format_: Format) -> OwnFormat:
        with self._writing:
            self.own = _made(format_) if self.own is None else self._saved(self.own, format_)
            return self.own

    def _saved(self, own: OwnFormat, format_: Format) -> OwnFormat:
        try:
            return own_formats.save_draft(own.id, write_format(format_))
        except NotThere:  # somebody removed it: what is typed here begins a new one
            return _made(format_)


def _made(format_: Format) -> OwnFormat:
    name = free_name(format_.name)
    return own_formats.create(name, write_format(replace(format_, name=name)))
