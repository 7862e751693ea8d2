"""Workers: the threads that answer requests, of which each sender gets a fair share."""

from __future__ import annotations

import logging
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Condition, Thread
from time import monotonic
from typing import Any, Protocol

from receiver.serving import gate
from receiver.serving.gate import STRANGER, Sender

ASIDE = 2  # for what waits for no database, whatever the others wait for
THREADS = 20 + ASIDE
SHARE = 16  # of one sender at a time, so that there is a thread for others
STRANGERS = 8  # of all together whose web hook is not known
LARGE = 1  # of its requests with much to read: reading one keeps Python from answering others
logger = logging.getLogger(__name__)


class Task(Protocol):
    """What a thread does for a sender."""

    @property
    def of(self) -> Sender: ...

    @property
    def is_large(self) -> bool: ...

    def service(self) -> None: ...

    def cancel(self) -> None: ...


class Turns:
    """Whose task is next: senders take turns, and each has at most its share of the threads at a time."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[tuple[Sender, bool], deque[Task]] = OrderedDict()
        self._in_hand: Counter[tuple[Sender, bool]] = Counter()
        self._waits = 0  # of those in hand

    def add(self, task: Task) -> None:
        self._waiting.setdefault((task.of, task.is_large), deque()).append(task)

    def next(self) -> tuple[tuple[Sender, bool], Task] | None:
        """The task whose turn it is, until done() with its line; None if none may begin."""
        for line, tasks in self._waiting.items():
            if self._in_hand[line] < _most(line) and (self._waits < THREADS - ASIDE or not _waits(line)):
                task = tasks.popleft()
                self._waiting.move_to_end(line)
                if not tasks:
                    del self._waiting[line]
                self._in_hand[line] += 1
                self._waits += _waits(line)
                return line, task
        return None

    def done(self, line: tuple[Sender, bool]) -> None:
        """Let the next of this line begin."""
        self._in_hand[line] -= 1
        self._waits -= _waits(line)
        if not self._in_hand[line]:
            del self._in_hand[line]

    def clear(self) -> list[Task]:
        """Take out all that wait."""
        left = [task for tasks in self._waiting.values() for task in tasks]
        self._waiting.clear()
        return left


def _most(line: tuple[Sender, bool]) -> int:
    sender, is_large = line
    if is_large:
        return LARGE
    return STRANGERS if sender == STRANGER.of else SHARE


def _waits(line: tuple[Sender, bool]) -> bool:
    return line[0] != gate.ASIDE.of


class Workers:
    """The threads; `around_thread` is held open by each of them."""

    def __init__(self, around_thread: Callable[[], AbstractContextManager[Any]]) -> None:
        self._around_thread = around_thread
        self._threads: list[Thread] = []
        self._turns = Turns()
        self._guard = Condition()
        self._ending = False

    def start(self) -> None:
        for number in range(THREADS):
            thread = Thread(target=self._work, name=f"receiver-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def add_task(self, task: Task) -> None:
        """Have a task done by one of the threads."""
        with self._guard:
            self._turns.add(task)
            self._guard.notify()

    def end(self, deadline: float) -> None:
        """End the threads, each after its task; what waits is not done."""
        with self._guard:
            self._ending = True
            for task in self._turns.clear():
                task.cancel()
            self._guard.notify_all()
        for thread in self._threads:
            thread.join(max(0.1, deadline - monotonic()))

    def alive(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        with self._around_thread():
            done = None
            while (found := self._take(done)) is not None:
                done, task = found
                try:
                    task.service()
                except BaseException:
                    logger.exception("A request failed.")

    def _take(self, done: tuple[Sender, bool] | None) -> tuple[tuple[Sender, bool], Task] | None:
        """The next task, after one of this line is done; None when the threads end."""
        with self._guard:
            if done is not None:
                self._turns.done(done)
            while not self._ending:
                found = self._turns.next()
                if found is not None:
                    return found
                self._guard.wait()
            return None
