"""A desk whose receiver fetches from addresses of the trial, and what is seen of its files from outside."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

from tests.file_server import FileServer
from tests.torture.program import Program, Running
from tests.torture.trial import Terms, hold

# Addresses of this machine: one stands for what is allowed, all others for what is not.
ALLOWED, FORBIDDEN = "127.0.0.2", "127.0.0.1"
_HASH = re.compile(r"[0-9a-f]{64}")


class FetchingDesk(Program):
    """`names`: see tests.torture.files.resolving."""

    def __init__(self, terms: Terms, name: str, names: Mapping[str, Sequence[Sequence[str]]] | None = None) -> None:
        super().__init__(terms, name)
        self._names = json.dumps(names or {})
        self._weakness_or_none = terms.weakness or ""

    def command(self, *words: str) -> list[str]:
        module = ["tests.torture.files.resolving", self._names, self._weakness_or_none]
        return [sys.executable, "-m", *module, "--database", self.database, *words]

    @property
    def store(self) -> Path:
        return self.file.parent / "files"

    def found(self) -> dict[str, tuple[str, str, str | None, bool]]:
        """Each URL with its state, why, the hash of what is kept, and whether it will be tried again."""
        text = (
            "SELECT url, attachments.state, COALESCE(why, ''), files.hash, next_at IS NOT NULL FROM attachments"
            " LEFT JOIN files ON files.id = attachments.file_id WHERE attachments.type = 'file'"
        )
        with closing(sqlite3.connect(self.file, timeout=30)) as database:
            return {url: (state, why, hash, bool(again)) for url, state, why, hash, again in database.execute(text)}

    def types(self) -> dict[str, str]:
        """The type that was found in each content, by its hash."""
        with closing(sqlite3.connect(self.file, timeout=30)) as database:
            return dict(database.execute("SELECT hash, type FROM files"))

    def watch(self, receiver: Running, seconds: float, inside: Sequence[FileServer] = ()) -> int:
        """Wait until something became of each file; the most memory that was seen meanwhile, in bytes.

        Nobody connects to the servers `inside`.
        """
        peak = 0

        def decided() -> bool:
            nonlocal peak
            peak = max(peak, receiver.memory())
            hold(receiver.alive(), "the receiver died")
            for each in inside:
                hold(each.connections == 0, f"{each.connections} connections to what is forbidden: {each.asked[:1]}")
            return all(state in ("kept", "refused", "failed") for state, *_ in self.found().values())

        wait_until(decided, seconds, "something never became of a file")
        return peak

    def hold_nothing_outside(self) -> None:
        """Nothing but the store was written, and no name of a sender is the name of a file."""
        for path in self.folder.parent.rglob("*"):
            name = path.name.lower()
            hold("escaped" not in name and not name.startswith("con.") and len(name) < 200, f"{path} was written")
        left = [path for path in self.store.rglob("*") if path.is_file() and path.suffix == ".part"]
        hold(not left, f"{len(left)} drafts were left")

    def hold_whole(self) -> int:
        """Each file of the store is what its name says, each that is kept is there, all others will be; how many."""
        there = {path.name for path in self.store.rglob("*") if path.is_file() and path.suffix != ".part"}
        for name in there:
            hold(_HASH.fullmatch(name) is not None, f"a file called {name!r} in the store")
            content = (self.store / name[:2] / name[2:4] / name).read_bytes()
            hold(sha256(content).hexdigest() == name, f"{name} is not what its name says")
        for url, (state, why, hash, again) in self.found().items():
            if state == "kept":
                hold(hash in there, f"{url} is kept and not there")
            else:
                hold(again, f"{url} is {state} ({why}) and will not be tried again")
        return len(there)


def post_files(hook: str, urls: Sequence[str], names: Sequence[str] = ()) -> int:
    """Post a report that names files; the status of the answer."""
    parts = urlsplit(hook)
    named = [*names, *["file"] * (len(urls) - len(names))]
    files = [
        {"@type": "file", "displayName": name, "ext": name.rpartition(".")[2], "url": url}
        for url, name in zip(urls, named, strict=True)
    ]
    with closing(HTTPConnection(parts.hostname or "", parts.port, timeout=30)) as connection:
        body = json.dumps({"text": "files", "attachments": files})
        connection.request("POST", parts.path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        return answer.status


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Look until it holds; raises Broken with `what` when it does not in time."""
    deadline = monotonic() + seconds
    while not holds():
        hold(monotonic() < deadline, what)
        sleep(0.1)
