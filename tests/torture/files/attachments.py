"""attachments: files of servers that do what they should not, kills while they are fetched, a disk that is full."""

from __future__ import annotations

import gzip
import random
import resource
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from tests import file_server
from tests.file_server import FileServer, redirect, whole
from tests.torture.files.desk import ALLOWED, FORBIDDEN, FetchingDesk, post_files, wait_until
from tests.torture.program import Running
from tests.torture.trial import Terms, Trial, hold

SECRET = b"what only this computer may read"
CONTENT = bytes(range(256)) * 2000
SETTINGS = {
    "HOOKDESK_FETCH_ALSO": ALLOWED,
    "HOOKDESK_FETCH_SIZE": "1",
    "HOOKDESK_FETCH_SECONDS": "2",
    "HOOKDESK_FETCH_AT_ONCE": "16",
    "HOOKDESK_FETCH_PER_HOST": "16",
}
MOST_MEMORY = 100_000_000  # bytes more than before, for sixteen files of a MiB at a time, and their threads
NAMES = ("../../escaped.txt", "CON.txt", "..\\..\\escaped.txt", "/etc/escaped", "a\u202etxt.exe", "x" * 500)
FORMS = (
    "127.0.0.1", "2130706433", "0177.0.0.1", "0x7f000001", "127.1", "0", "localhost", "[::1]", "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]", "[::]", "169.254.169.254", "168.63.129.16", "[fd00:ec2::254]", "224.0.0.1",
)  # fmt: skip


def run(terms: Terms) -> str:
    told = [_hostile(terms), _killed(terms), _full_disk(terms)]
    return "; ".join(told)


@contextmanager
def _servers() -> Iterator[tuple[FileServer, list[FileServer]]]:
    """One where it is allowed, and others at the same port where it is not."""
    with ExitStack() as ending:
        server = FileServer(ALLOWED)
        ending.callback(server.end)
        inside = []
        for address in (FORBIDDEN, "::1"):
            try:
                inside.append(FileServer(address, server.port))
            except OSError:  # a machine without IPv6
                continue
            ending.callback(inside[-1].end)
        yield server, inside


def _hostile(terms: Terms) -> str:
    with _servers() as (server, inside):
        names = {
            "rebind.test": [[ALLOWED], [FORBIDDEN]],
            "redirect.test": [[ALLOWED], [FORBIDDEN]],
            "both.test": [[ALLOWED, FORBIDDEN]],
        }
        desk = FetchingDesk(terms, "hostile", names)
        for each in inside:
            each.answers = dict.fromkeys(["/a", "/b", "http://proxied.test/a"], whole(SECRET))
        good, bad = _urls(server)
        # A proxy of the environment, which is nobody's choice here.
        environ = SETTINGS | {"http_proxy": inside[0].url("")}
        with desk.receiving(environ) as receiver:
            before = receiver.memory()
            urls = [*reversed(bad), *good]
            hold(post_files(receiver.hook, urls, NAMES) == 200, "the report was not taken")
            peak = _watched(desk, receiver, 60.0, inside)
            receiver.end()
        _hold_states(desk, good, bad)
        hold(peak - before < MOST_MEMORY, f"{(peak - before) / 1e6:.0f} MB more in memory")
        _hold_nothing_outside(desk)
        desk.hold_no_complaints()
        return f"{len(urls)} hostile URLs, none that is forbidden was connected to, {(peak - before) / 1e6:.0f} MB more"


def _urls(server: FileServer) -> tuple[dict[str, bytes], list[str]]:
    """What has to be kept, with its content, and what must not; the server answers accordingly."""
    here = server.url
    good = {
        here("/plain", ALLOWED): CONTENT,
        here("/gzip", ALLOWED): CONTENT,
        here("/to-plain", ALLOWED): CONTENT,
        here("/a", "rebind.test"): b"public",
        here("/page.txt", ALLOWED): b"<html><script>alert(1)</script>",
        here("/invoice.pdf", ALLOWED): b"MZ" + bytes(1000),
    }
    server.answers |= {
        "/plain": whole(CONTENT),
        "/gzip": whole(gzip.compress(CONTENT), Content_Encoding="gzip"),
        "/to-plain": redirect("/plain"),
        "/a": whole(b"public"),
        "/page.txt": whole(b"<html><script>alert(1)</script>"),
        "/invoice.pdf": whole(b"MZ" + bytes(1000), Content_Type="application/pdf"),
        "/drip": server.drip,
        "/drip-head": server.drip_head,
        "/endless": file_server.endless,
        "/short": file_server.short,
        "/loop": redirect("/loop"),
        "/headers": file_server.many_headers,
        "/bomb": file_server.bomb(200),
        "/to-b": redirect("/b"),
    }
    for tenth in range(10):
        server.answers[f"/drop{tenth}"] = file_server.dropped(CONTENT, len(CONTENT) * tenth // 10)
    for number, form in enumerate(FORMS):
        server.answers[f"/to{number}"] = redirect(here("/a", form))
    others = [path for path in server.answers if path not in ("/a", "/to-b")]
    bad = [url for url in (here(path, ALLOWED) for path in others) if url not in good]
    bad += [here("/a", form) for form in FORMS]
    bad += [here("/to-b", "redirect.test"), here("/a", "both.test"), here("/a", f"ada:secret@{ALLOWED}")]
    bad += ["http://proxied.test/a", "file:///etc/passwd", "ftp://127.0.0.1/a"]
    return good, bad


def _watched(desk: FetchingDesk, receiver: Running, seconds: float, inside: Sequence[FileServer] = ()) -> int:
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
        return all(state in ("kept", "refused", "failed") for state, *_ in desk.found().values())

    wait_until(decided, seconds, "something never became of a file")
    return peak


def _hold_states(desk: FetchingDesk, good: dict[str, bytes], bad: list[str]) -> None:
    found = desk.found()
    for url, content in good.items():
        state, why, hash, _ = found[url]
        hold(state == "kept" and hash is not None, f"{url} is {state}: {why}")
        kept = (desk.store / str(hash)[:2] / str(hash)[2:4] / str(hash)).read_bytes()
        hold(kept == content, f"{url} was kept as something else")
    for url in bad:
        state, why, *_ = found[url]
        hold(state in ("refused", "failed") and bool(why), f"{url} is {state}")


def _hold_nothing_outside(desk: FetchingDesk) -> None:
    """Nothing but the store was written, and no name of a sender is the name of a file."""
    for path in desk.folder.parent.rglob("*"):
        name = path.name.lower()
        hold("escaped" not in name and not name.startswith("con.") and len(name) < 200, f"{path} was written")
    left = [path for path in desk.store.rglob("*") if path.is_file() and path.suffix == ".part"]
    hold(not left, f"{len(left)} drafts were left")


def _killed(terms: Terms) -> str:
    """kill -9 while files are fetched; after each restart what is kept is whole, and the rest will be fetched."""
    kills, chance = terms.size(2, 100), terms.random()
    with _servers() as (server, _):
        desk = FetchingDesk(terms, "killed")
        files = 0
        for number in range(kills):
            paths = {f"/{number}-{file}": chance.randbytes(200_000) for file in range(6)}
            server.answers |= {path: file_server.in_pieces(content, 30, server) for path, content in paths.items()}
            with desk.receiving(SETTINGS) as receiver:
                post_files(receiver.hook, [server.url(path, ALLOWED) for path in paths])
                _kill_soon(receiver, chance)
            files += len(paths)
            desk.hold_whole()
        kept = desk.hold_whole()
        if terms.full:
            with desk.receiving(SETTINGS) as receiver:
                wait_until(
                    lambda: all(state == "kept" for state, *_ in desk.found().values()), 120.0, "a file never came home"
                )
                receiver.end()
            kept = desk.hold_whole()
        hold(len(desk.found()) == files, "an attachment was lost")
        return f"{kills} kills while {files} files were fetched: {kept} whole, none half, the others to be fetched"


def _kill_soon(receiver: Running, chance: random.Random) -> None:
    death = threading.Timer(chance.uniform(0.2, 1.2), receiver.process.kill)
    death.start()
    receiver.process.wait()
    death.join()


def _full_disk(terms: Terms) -> str:
    with _servers() as (server, _):
        server.answers |= {"/large": whole(bytes(5 << 20)), "/small": whole(b"small")}
        desk = FetchingDesk(terms, "full")
        with desk.receiving(SETTINGS | {"HOOKDESK_FETCH_SIZE": "10"}) as receiver:
            resource.prlimit(receiver.process.pid, resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))
            hold(post_files(receiver.hook, [server.url("/large", ALLOWED)]) == 200, "the report was not taken")
            _watched(desk, receiver, 20.0)
            hold(post_files(receiver.hook, [server.url("/small", ALLOWED)]) == 200, "the next report was not taken")
            _watched(desk, receiver, 20.0)
            receiver.end()
        (large, small) = (desk.found()[server.url(path, ALLOWED)] for path in ("/large", "/small"))
        hold(large[0] == "failed" and "could not be stored" in large[1], f"the large file is {large[:2]}")
        hold(small[0] == "kept", f"the small file is {small[:2]}")
        desk.hold_whole()
        _hold_nothing_outside(desk)
        return "a full disk is said and leaves nothing half"


TRIAL = Trial("attachments", run, weakness="plain-requests")
