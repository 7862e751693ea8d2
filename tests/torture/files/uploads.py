"""Files in posts: large ones leave memory flat, slow ones leave descriptors, kill -9 loses none that was answered."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep
from urllib.parse import urlsplit

from tests.torture.files.desk import FetchingDesk
from tests.torture.program import Running
from tests.torture.trial import Terms, hold

MIB = 1024 * 1024
LARGE = 8  # at once
MOST_MEMORY = 40_000_000  # bytes more, while they come
SLOW = 60  # senders that stop in the middle
SENDERS = 4  # before each kill
BOUNDARY = "between"


@dataclass
class Upload:
    """A file of random bytes, as it is posted."""

    content: bytes

    @property
    def hash(self) -> str:
        return sha256(self.content).hexdigest()

    def body(self) -> bytes:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
        return head.encode() + self.content + f"\r\n--{BOUNDARY}--\r\n".encode()

    def post(self, hook: str) -> int | None:
        """Post it; the status of the answer, 0 where there was none, None where nobody listened any more."""
        parts, body = urlsplit(hook), self.body()
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            connection.connect()
        except OSError:
            return None
        try:
            connection.putrequest("POST", parts.path)
            connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            connection.send(body)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()


def run(terms: Terms) -> str:
    desk = FetchingDesk(terms, "posted")
    with desk.receiving() as receiver:
        desk.ctl("hook", "set", receiver.hook, "--largest-body", "25MiB")
        more = _memory(receiver, terms)
        descriptors = _slow(receiver)
        receiver.end()
    large = f"{LARGE} large posts took {more / 1e6:.0f} MB of memory, {SLOW} slow ones {descriptors} files"
    return f"{large}; {_kills(desk, terms)}"


def _memory(receiver: Running, terms: Terms) -> int:
    """How many bytes more the receiver has in memory while large files come."""
    chance = terms.random()
    files = [Upload(chance.randbytes(terms.size(8, 24) * MIB)) for _ in range(LARGE)]
    before = peak = receiver.memory()
    with ThreadPoolExecutor(LARGE) as pool:
        posts = [pool.submit(file.post, receiver.hook) for file in files]
        while not all(post.done() for post in posts):
            peak = max(peak, receiver.memory())
            sleep(0.005)
    statuses = [post.result() for post in posts]
    hold(statuses == [200] * LARGE, f"large posts were answered {statuses}")
    hold(peak - before < MOST_MEMORY, f"{(peak - before) / 1e6:.0f} MB more in memory while large files came")
    return peak - before


def _slow(receiver: Running) -> int:
    """Senders that stop in the middle of a large file; how many files more were open, and an honest one is answered."""
    parts, before = urlsplit(receiver.hook), receiver.descriptors()
    head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {20 * MIB}\r\n"
    head += f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(SLOW):
            connection = stack.enter_context(socket.create_connection((parts.hostname, parts.port), timeout=10))
            connection.sendall(head.encode() + Upload(bytes(MIB + MIB // 2)).body()[: MIB + MIB // 4])
        sleep(0.3)
        more = receiver.descriptors() - before
        hold(more <= SLOW + 40, f"{more} descriptors more for {SLOW} slow senders")
        hold(Upload(b"small").post(receiver.hook) == 200, "a small file was not taken beside slow senders")
    return max(0, more - SLOW)


def _kills(desk: FetchingDesk, terms: Terms) -> str:
    kills, chance = terms.size(1, 100), terms.random()
    answered, cut = set[str](), 0
    for _ in range(kills):
        senders = [_Sender(chance.randbytes(16), chance.choice((200, 300_000, 3 * MIB))) for _ in range(SENDERS)]
        with desk.receiving() as receiver, ThreadPoolExecutor(SENDERS) as pool:
            posting = [pool.submit(sender.run, receiver.hook) for sender in senders]
            _wait_for_answers(senders, chance.randint(1, 3 * SENDERS))
            sleep(chance.uniform(0.0, 0.05))
            receiver.kill()
            cut += sum(post.result() for post in posting)
        answered.update(*(sender.answered for sender in senders))
        desk.hold_whole()
        lost = answered - desk.types().keys()
        hold(not lost, f"{len(lost)} files were answered, and are not kept")
    hold(cut >= kills, f"only {cut} uploads were cut by {kills} kills")
    return f"{kills} kills cut {cut} uploads: all {len(answered)} that were answered are whole"


class _Sender:
    """Posts one file of its own after the other until it gets no answer."""

    def __init__(self, seed: bytes, size: int) -> None:
        self.answered: list[str] = []
        self._seed, self._size = seed, size

    def run(self, hook: str) -> bool:
        """Whether the last one was cut; raises Broken where one is refused."""
        while True:
            self._seed = sha256(self._seed).digest()
            file = Upload((self._seed * (self._size // len(self._seed) + 1))[: self._size])
            status = file.post(hook)
            if not status:
                return status == 0
            hold(status in (200, 503), f"a file was answered {status}")
            self.answered += [file.hash] if status == 200 else []


def _wait_for_answers(senders: Sequence[_Sender], number: int) -> None:
    until = monotonic() + 30.0
    while sum(len(sender.answered) for sender in senders) < number:
        hold(monotonic() < until, "uploads were not answered")
        sleep(0.002)
