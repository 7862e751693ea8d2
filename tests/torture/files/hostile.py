"""Hostile servers, URLs, names and contents: nothing forbidden is connected to, and nothing else is written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from development.environment import ROOT
from tests.file_server import whole
from tests.torture.files.answers import PICTURE_BOMB, SECRET, Good, bad_urls, good_files
from tests.torture.files.desk import ALLOWED, FORBIDDEN, FetchingDesk, post_files
from tests.torture.files.servers import servers
from tests.torture.trial import Terms, hold

SETTINGS = {
    "HOOKDESK_FETCH_ALSO": ALLOWED,
    "HOOKDESK_FETCH_SIZE": "1",
    "HOOKDESK_FETCH_SECONDS": "2",
    "HOOKDESK_FETCH_AT_ONCE": "16",
    "HOOKDESK_FETCH_PER_HOST": "16",
}
MOST_MEMORY = 100_000_000  # bytes more than before, for sixteen files of a MiB at a time, and their threads
NAMES = ("../../escaped.txt", "CON.txt", "..\\..\\escaped.txt", "/etc/escaped", "a\u202etxt.exe", "x" * 500)
# What each look-up of a name finds in turn, and then the last one for ever.
HOSTS = {
    "rebind.test": [[ALLOWED], [FORBIDDEN]],
    "redirect.test": [[ALLOWED], [FORBIDDEN]],
    "both.test": [[ALLOWED, FORBIDDEN]],
}
PROXIES = ("http_proxy", "https_proxy", "all_proxy")


def run(terms: Terms) -> str:
    with servers() as (server, inside):
        desk = FetchingDesk(terms, "hostile", HOSTS)
        for each in inside:
            each.answers = dict.fromkeys(["/a", "/b", "http://proxied.test/a"], whole(SECRET))
        good, (failing, refused) = good_files(server), bad_urls(server)
        urls = [*good, *failing, *refused]
        # Proxies of the environment, which are nobody's choice here.
        environ = SETTINGS | dict.fromkeys(PROXIES, inside[0].url(""))
        with desk.receiving(environ) as receiver:
            before = receiver.memory()
            hold(post_files(receiver.hook, urls, NAMES) == 200, "the report was not taken")
            peak = desk.watch(receiver, 60.0, inside)
            receiver.end()
        _hold_states(desk, good, failing, refused)
        hold(peak - before < MOST_MEMORY, f"{(peak - before) / 1e6:.0f} MB more in memory")
        desk.hold_nothing_outside()
        desk.hold_no_complaints()
        _hold_picture(desk, next(url for url in good if url.endswith("/bomb.png")))
        return f"{len(urls)} hostile URLs, none that is forbidden was connected to, {(peak - before) / 1e6:.0f} MB more"


def _hold_states(desk: FetchingDesk, good: dict[str, Good], failing: Sequence[str], refused: Sequence[str]) -> None:
    found = desk.found()
    for url, (content, content_type) in good.items():
        state, why, hash, _ = found[url]
        hold(state == "kept" and hash is not None, f"{url} is {state}: {why}")
        kept = (desk.store / str(hash)[:2] / str(hash)[2:4] / str(hash)).read_bytes()
        hold(kept == content, f"{url} was kept as something else")
        hold(desk.types()[str(hash)] == content_type, f"{url} is kept as {desk.types()[str(hash)]}")
    for url in failing:
        state, why, *_ = found[url]
        hold(state in ("refused", "failed") and bool(why), f"{url} is {state}")
    for url in refused:
        state, why, *_ = found[url]
        hold(state == "refused" and bool(why), f"{url} is {state}: {why}")


def _hold_picture(desk: FetchingDesk, url: str) -> None:
    """A picture of more pixels than memory could hold is refused before it is decoded."""
    hash = desk.found()[url][2]
    words = [sys.executable, "-m", "tests.torture.files.picture", str(desk.store), str(hash)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    said = f"This picture is too large to be shown: {PICTURE_BOMB} by {PICTURE_BOMB} pixels."
    hold(done.stdout.strip().replace(",", "") == said, f"a picture that is a bomb: {done.stdout}{done.stderr[-300:]}")
