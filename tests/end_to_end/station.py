"""A database file of its own, the receivers that serve it, and hookdeskctl on it: all real processes."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from development.environment import ROOT
from tests.postgres import own_desk

PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What the receiver answered."""

    status: int
    body: dict[str, Any]

    @property
    def outcome(self) -> str:
        return str(self.body["status"])


class Receiver:
    """One `hookdeskctl serve` process, from its first line to its end."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        assert process.stdout is not None
        self.first_line = process.stdout.readline().strip()
        late.cancel()
        self.url = self.first_line.removeprefix("Receiving on ")
        assert self.url.startswith("http://"), f"not ready: {self.first_line!r}"

    def next_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask for a stop and return the exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        assert self.process.stdout is not None
        with self.process.stdout:
            return self.process.wait(PATIENCE)


class Station:
    """A folder with one database, `file`, or one of a server; `ctl` runs hookdeskctl on it, `serve` a receiver."""

    def __init__(self, folder: Path) -> None:
        self.database = own_desk(folder)
        self.file = folder / "desk.db"
        self.errors = folder / "serve.txt"
        self._channels: set[str] = set()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HOOKDESK_")}
        self.environ = {**kept, "HOOKDESK_HOME": str(folder / "home"), "PYTHONIOENCODING": "utf-8"}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "receiver.cli", "--database", self.database, *words]

    def run(self, *words: str, environ: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """Run hookdeskctl to its end, whatever its exit code."""
        return subprocess.run(
            self.command(*words),
            cwd=ROOT,
            env={**self.environ, **(environ or {})},
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            timeout=PATIENCE,
            check=False,
        )

    def ctl(self, *words: str) -> str:
        """What hookdeskctl printed; it must have done what it was asked."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def json(self, *words: str) -> Any:
        """The JSON document of a list or show."""
        return json.loads(self.ctl(*words, "--json"))

    @contextmanager
    def serve(self, *flags: str, environ: Mapping[str, str] | None = None) -> Iterator[Receiver]:
        """A receiver on a free port; it is killed at the end if nobody stopped it."""
        with self.errors.open("a") as errors:
            process = subprocess.Popen(
                self.command("serve", "--port", "0", *flags),
                cwd=ROOT,
                env={**self.environ, **(environ or {})},
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
            )
        try:
            yield Receiver(process)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def hook(self, receiver: Receiver, channel: str, purpose: str = "Sender") -> str:
        """A new hook's URL at this receiver; the channel is made if it is not there."""
        if channel not in self._channels:
            self.ctl("channel", "add", channel)
            self._channels.add(channel)
        return at(receiver, self.ctl("hook", "add", channel, "--purpose", purpose))


def at(receiver: Receiver, url: str) -> str:
    """The same hook at another receiver of the database."""
    return receiver.url + urlsplit(url).path


def post(url: str, report: object, **headers: str) -> Answer:
    """Post a report as JSON over a connection of its own."""
    with posting(url) as send:
        return send(report, headers)


def as_sent(attachments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The attachments of a message as its sender named them, without what became of them."""
    names = ("@type", "displayName", "ext", "url")
    return [{name: one[name] for name in names if name in one} for one in attachments]


Send = Callable[..., Answer]


@contextmanager
def posting(url: str) -> Iterator[Send]:
    """A connection that stays: `send(report)` posts JSON, or bytes as they are, and reads the answer."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    with closing(http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)) as connection:

        def send(report: object, headers: Mapping[str, str] | None = None) -> Answer:
            body = report if isinstance(report, bytes) else json.dumps(report).encode()
            connection.request("POST", parts.path, body, {"Content-Type": "application/json", **(headers or {})})
            response = connection.getresponse()
            return Answer(response.status, json.loads(response.read()))

        yield send


def together(count: int, work: Callable[[int], None]) -> None:
    """Run work(0) to work(count - 1), a thread each, let go at one barrier; raise what one raised."""
    barrier, failed = threading.Barrier(count), []

    def run(number: int) -> None:
        try:
            barrier.wait(PATIENCE)
            work(number)
        except BaseException as error:  # it belongs to the test, not to the thread
            failed.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
