"""The receiver with one of its strengths taken away, to see that a trial notices: it is no part of the program.

`python -m tests.torture.weakened WEAKNESS ...` is `hookdeskctl ...` weakened.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from itertools import count
from time import sleep, time
from types import SimpleNamespace
from typing import Any

import apsw
from waitress.parser import HTTPRequestParser

from models.cases import merging
from models.database import errors, sqlite_file
from models.database.files import same_file, standing
from models.deliveries import storing
from models.deliveries.deliveries import Answer
from models.files.draft import Draft
from models.messages import words
from models.recording import facts, lines, recorder, report_writer, settling
from models.recording.job import Job
from models.upkeep import checking
from receiver.intake.hook_gate import HookGate
from receiver.parsing import json_text, payload
from receiver.parsing.decoded import Decoded
from receiver.serving import descriptors, listener, server, tasks, wire, workers
from receiver.serving.gate import STRANGER, Pass

WEAKNESSES: dict[str, Callable[[], None]] = {}


def _weakness(weaken: Callable[[], None]) -> Callable[[], None]:
    """Let the command line name this weakness."""
    WEAKNESSES[weaken.__name__.replace("_", "-")] = weaken
    return weaken


def _replace(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)


@_weakness
def answer_before_commit() -> None:
    """Senders hear of what is not on disk yet."""
    write: Callable[[Sequence[Job]], None] = getattr(recorder, "write")  # noqa: B009  the name is its module's own

    def early(jobs: Sequence[Job]) -> None:
        write(jobs)
        for job in jobs:
            job.finished.release()
        sleep(0.05)

    _replace(recorder, "write", early)


@_weakness
def forget_some() -> None:
    """One report in a hundred is answered and forgotten."""
    record = recorder.Recorder.record
    seen = count()

    def forgetful(self: recorder.Recorder, *args: Any) -> Answer:
        if next(seen) % 100 < 99:
            return record(self, *args)
        return Answer(200, "posted", None, b'{"status":"posted","message":1}')

    _replace(recorder.Recorder, "record", forgetful)


@_weakness
def ignore_repeats() -> None:
    """Whether an id was reported before is not asked."""
    _replace(facts, "_known", lambda *_: {})


@_weakness
def stop_at_once() -> None:
    """Nobody waits for the requests in hand."""
    _replace(server, "_LAST_SECONDS", 0.0)
    _replace(server.Server, "in_hand", lambda self: 0)
    _replace(workers.Workers, "end", lambda self, deadline: None)
    _replace(recorder.Recorder, "stop", lambda self, timeout=5.0: True)


@_weakness
def normal() -> None:
    """A commit is not waited for until the disk has it."""
    sqlite_file.PRAGMAS["synchronous"] = "normal"


@_weakness
def commit_unsynced() -> None:
    """A server may answer before its disk has a commit."""
    from models.database import postgres

    _replace(postgres, "SESSION", f"{postgres.SESSION}; SET synchronous_commit = off")


@_weakness
def no_watchdog() -> None:
    """A connection on which nothing is answered is waited for."""
    from models.database.watchdog import Watchdog

    _replace(Watchdog, "_end", lambda self, wait: None)


@_weakness
def no_cap() -> None:
    """Every connection is kept, for however long its client likes."""
    _replace(descriptors, "MAX_CONNECTIONS", 1_000_000)
    _replace(descriptors, "connections", lambda now: 1_000_000)
    _replace(listener.Listener, "_make_room", lambda self: False)
    _replace(wire.Wire, "look", lambda self, now: None)


@_weakness
def waitress_parser() -> None:
    """Requests are parsed as waitress does it alone."""

    class Plain(HTTPRequestParser):
        must_ask, cut, entry = False, None, STRANGER

        def give_up(self) -> bool:
            return False

    _replace(wire.Wire, "parser_class", lambda self, adj: Plain(adj))


@_weakness
def drop_the_malformed() -> None:
    """What is no request is ended without an answer."""
    _replace(tasks.RefusalTask, "service", lambda self: self.set_close_on_finish())


@_weakness
def keep_the_idle() -> None:
    """Whoever has asked once keeps the connection; the new one goes when there are too many."""

    def age(self: wire.Wire, now: float) -> float:
        return 0.0 if self._used and self.request is None else 1.0 + now - self._since

    _replace(wire.Wire, "age", age)


@_weakness
def answer_ahead() -> None:
    """The next request of a connection is answered whether or not the answer before it is read."""
    service = wire.Wire.service

    def ahead(self: wire.Wire) -> None:
        service(self)
        self._go_on()

    _replace(wire.Wire, "service", ahead)


@_weakness
def read_it_all() -> None:
    """A body is read to its end, whatever it is sent to."""
    everything = Pass(10**9, 10**9, "all")
    _replace(HookGate, "look", lambda self, method, path: everything)


@_weakness
def no_shares() -> None:
    """Whoever comes first gets the threads, as many as there are, and the writer for all that waits."""
    _replace(workers, "_most", lambda line: workers.THREADS)
    _replace(lines, "LONG", 10**9)
    _replace(lines, "MOST_BYTES", 10**9)
    _replace(words, "MOST_DIFFERENT", 10**9)


@_weakness
def trust_surrogates() -> None:
    """Half a surrogate pair is passed on, which no database can store."""

    def lenient(body: bytes, *_: object, **__: object) -> object:
        return json.loads(body)

    _replace(json_text, "decode", lenient)


@_weakness
def blame_the_bug() -> None:
    """An error of the disk is taken for a mistake of the program's own."""
    for module in (errors, recorder):
        _replace(module, "explain", lambda error: None)


@_weakness
def settle_nothing() -> None:
    """An opening that comes late does not gather what waited for it."""
    _replace(report_writer, "_settle", lambda *_: None)


@_weakness
def look_only() -> None:
    """What a killed process left half written is looked at without a right to take it back."""
    look = sqlite_file._read_inside
    _replace(sqlite_file, "_read_inside", lambda path, flags: look(path, apsw.SQLITE_OPEN_READONLY))


@_weakness
def trust_the_path() -> None:
    """The file that was opened is taken for the one that is there."""
    _replace(same_file.OpenedFile, "hold", lambda self: None)


@_weakness
def keep_bodies() -> None:
    """Bodies of deliveries are stored as long as there is any room."""
    _replace(storing, "low_space", SimpleNamespace(is_low=lambda: False))


@_weakness
def mix_logs() -> None:
    """A file is opened with whatever log is beside it."""
    _replace(standing, "_has_log", lambda start: True)


@_weakness
def commit_each_table() -> None:
    """What is copied to a server stays there a table at a time."""
    from models.upkeep import copying

    fill = copying._fill

    def fill_for_good(target: Any, *rest: Any) -> str:
        told = fill(target, *rest)
        target.execute("COMMIT; BEGIN")
        sleep(0.15)
        return told

    _replace(copying, "_fill", fill_for_good)


@_weakness
def health_in_line() -> None:
    """Who asks how the receiver is waits for the database like everybody else."""
    from receiver.health import Health

    _replace(Health, "trouble", lambda self: self._recorder.check())


@_weakness
def settle_at_once() -> None:
    """All that waited for a report is brought home in its own transaction, and indexed anew for each case."""
    _replace(facts, "AT_ONCE", 10**9)
    _replace(settling, "MUCH", 10**9)
    _replace(settling, "bring_in", merging.absorb)


@_weakness
def no_check() -> None:
    """The daily check looks at nothing."""
    _replace(checking, "_faults", lambda path: ())


@_weakness
def wait_for_ever() -> None:
    """A lock of another process is waited for as long as it takes."""
    init = recorder.Recorder.__init__
    _replace(sqlite_file, "BUSY_SECONDS", 3600.0)
    _replace(recorder.Recorder, "__init__", lambda self: init(self, patience=3600.0))


@_weakness
def lay_out_all() -> None:
    """The window lays out texts however long they are."""
    from desktop.activity import message_model
    from desktop.cases.timeline import timeline_events
    from desktop.words import message_text

    for module in (message_text, message_model, timeline_events):
        _replace(module, "MOST_CHARACTERS", 10**9)
    _replace(message_text, "MOST_LINES", 10**9)


@_weakness
def rich_text() -> None:
    """Qt is let guess whether a text is HTML."""
    from PySide6.QtWidgets import QLabel

    _replace(QLabel, "setTextFormat", lambda *_: None)


@_weakness
def lose_none() -> None:
    """References to None get lost, as by 20 calls of PySide6 6.12.0 that return nothing."""
    import ctypes

    from desktop.activity import delegate

    paint = delegate.MessageDelegate.paint

    def losing(*args: Any) -> None:
        for _ in range(20):
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))
        paint(*args)

    _replace(delegate.MessageDelegate, "paint", losing)


@_weakness
def walk_the_chain() -> None:
    """The Tab key asks Qt for the neighbour, which PySide takes for a child: a popup takes half the window with it."""
    from PySide6.QtWidgets import QWidget

    from desktop.dialogs.popup import Popup

    def walk(self: Popup, forward: bool) -> bool:
        at = start = self.window().focusWidget() or self
        while (at := (at.nextInFocusChain() if forward else at.previousInFocusChain()) or start) is not start:
            if self.surface.isAncestorOf(at) and at.isEnabled() and at.isVisible():
                QWidget.setFocus(at)
                break
        return True

    _replace(Popup, "focusNextPrevChild", walk)


@_weakness
def leak() -> None:
    """Each report leaves something behind."""
    left = list[bytes]()
    read = payload.read

    def leaking(decoded: Decoded) -> payload.Read:
        left.append(b"x" * 100_000)
        return read(decoded)

    _replace(payload, "read", leaking)


@_weakness
def plain_requests() -> None:
    """Files are fetched as everybody does at first: by requests.get."""
    import requests

    from models.files import content_types
    from receiver.fetching import errand

    def download(url: str, draft: Draft, *_: object) -> str:
        draft.write(requests.get(url, timeout=2).content)
        return content_types.UNKNOWN

    _replace(errand, "download", download)


@_weakness
def wall_clock() -> None:
    """Deadlines are counted on a clock that somebody can set."""
    for module in (wire, server, listener):
        _replace(module, "monotonic", time)


def main() -> None:
    from receiver.cli import main as hookdeskctl

    WEAKNESSES[sys.argv[1]]()
    hookdeskctl(sys.argv[2:], prog_name="hookdeskctl")


if __name__ == "__main__":
    main()
