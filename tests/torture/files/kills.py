"""kill -9 while files are fetched; after each restart what is kept is whole, and the rest will be fetched."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.torture.files.desk import ALLOWED, FetchingDesk, post_files, wait_until
from tests.torture.files.servers import SlowFiles, servers
from tests.torture.trial import Terms, hold

FILES = 6  # that are posted before each kill
PIECES = 40  # of the longest file
PATIENCE = 30.0  # seconds
MOST = 0.9  # of all kills have to hit a download in its middle
SETTINGS = {
    "HOOKDESK_FETCH_ALSO": ALLOWED,
    "HOOKDESK_FETCH_SECONDS": "20",
    "HOOKDESK_FETCH_AT_ONCE": "16",
    "HOOKDESK_FETCH_PER_HOST": "16",
}


def run(terms: Terms) -> str:
    kills, chance = terms.size(2, 100), terms.random()
    with servers() as (server, _):
        desk, slow, hits = FetchingDesk(terms, "killed"), SlowFiles(server), 0
        for number in range(kills):
            paths = [f"/{number}-{file}" for file in range(FILES)]
            for path in paths:  # some end soon, so that a kill meets the storing of one as well
                slow.add(path, chance.randbytes(100_000), chance.choice((2, 5, PIECES)))
            slow.add(paths[0], chance.randbytes(100_000), PIECES)
            with desk.receiving(SETTINGS) as receiver:
                hold(post_files(receiver.hook, [server.url(path, ALLOWED) for path in paths]) == 200, "no report taken")
                slow.wait_for(chance.randint(1, PIECES - 2), PATIENCE)  # of all: the longest is not through then
                cut = slow.in_the_middle()
                receiver.kill()
            hits += bool(cut & _fetching(desk))
            kept = desk.hold_whole()
        hold(hits >= MOST * kills, f"only {hits} of {kills} kills hit a download in its middle")
        hold(len(desk.found()) == kills * FILES, "an attachment was lost")
        told = f"{kills} kills, {hits} of them in the middle of a download, while {kills * FILES} files were fetched:"
        if not terms.full:
            return f"{told} {kept} whole, none half, the others to be fetched"
        return f"{told} {kept} whole after the last, none half, and in the end all {_all_home(desk)}"


def _fetching(desk: FetchingDesk) -> set[str]:
    """The paths that were being fetched when the receiver died."""
    return {urlsplit(url).path for url, (state, *_) in desk.found().items() if state == "fetching"}


def _all_home(desk: FetchingDesk) -> int:
    """Let a receiver end the work; how many contents there are then."""
    with desk.receiving(SETTINGS) as receiver:
        wait_until(lambda: all(state == "kept" for state, *_ in desk.found().values()), 300.0, "a file never came home")
        receiver.end()
    return desk.hold_whole()
