"""What a receiver does with connections and requests, weakened."""

from __future__ import annotations

from time import time

from waitress.parser import HTTPRequestParser

from models.messages import words
from models.recording import lines, recorder
from receiver.intake.hook_gate import HookGate
from receiver.serving import descriptors, listener, server, tasks, wire, workers
from receiver.serving.gate import STRANGER, Pass
from tests.torture.weakened.weakness import replace, weakness


@weakness
def stop_at_once() -> None:
    """Nobody waits for the requests in hand."""
    replace(server, "_LAST_SECONDS", 0.0)
    replace(server.Server, "in_hand", lambda self: 0)
    replace(workers.Workers, "end", lambda self, deadline: None)
    replace(recorder.Recorder, "stop", lambda self, timeout=5.0: True)


@weakness
def no_cap() -> None:
    """Every connection is kept, for however long its client likes."""
    replace(descriptors, "MAX_CONNECTIONS", 1_000_000)
    replace(descriptors, "connections", lambda now: 1_000_000)
    replace(listener.Listener, "_make_room", lambda self: False)
    replace(wire.Wire, "look", lambda self, now: None)


@weakness
def waitress_parser() -> None:
    """Requests are parsed as waitress does it alone."""

    class Plain(HTTPRequestParser):
        must_ask, cut, entry = False, None, STRANGER

        def give_up(self) -> bool:
            return False

    replace(wire.Wire, "parser_class", lambda self, adj: Plain(adj))


@weakness
def drop_the_malformed() -> None:
    """What is no request is ended without an answer."""
    replace(tasks.RefusalTask, "service", lambda self: self.set_close_on_finish())


@weakness
def keep_the_idle() -> None:
    """Whoever has asked once keeps the connection; the new one goes when there are too many."""

    def age(self: wire.Wire, now: float) -> float:
        return 0.0 if self._used and self.request is None else 1.0 + now - self._since

    replace(wire.Wire, "age", age)


@weakness
def answer_ahead() -> None:
    """The next request of a connection is answered whether or not the answer before it is read."""
    service = wire.Wire.service

    def ahead(self: wire.Wire) -> None:
        service(self)
        self._go_on()

    replace(wire.Wire, "service", ahead)


@weakness
def read_it_all() -> None:
    """A body is read to its end, whatever it is sent to."""
    everything = Pass(10**9, 10**9, "all")
    replace(HookGate, "look", lambda self, method, path: everything)


@weakness
def no_shares() -> None:
    """Whoever comes first gets the threads, as many as there are, and the writer for all that waits."""
    replace(workers, "_most", lambda line: workers.THREADS)
    replace(lines, "LONG", 10**9)
    replace(lines, "MOST_BYTES", 10**9)
    replace(words, "MOST_DIFFERENT", 10**9)


@weakness
def health_in_line() -> None:
    """Who asks how the receiver is waits for the database like everybody else."""
    from receiver.health import Health

    replace(Health, "trouble", lambda self: self._recorder.check())


@weakness
def wall_clock() -> None:
    """Deadlines are counted on a clock that somebody can set."""
    for module in (wire, server, listener):
        replace(module, "monotonic", time)
