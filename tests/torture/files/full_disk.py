"""The disk is full while a file is fetched: that is said, nothing is half, and the next file is fetched."""

from __future__ import annotations

import resource

from tests.file_server import whole
from tests.torture.files.desk import ALLOWED, FetchingDesk, post_files
from tests.torture.files.servers import servers
from tests.torture.trial import Terms, hold

LARGEST = 4 << 20  # bytes that the disk takes of one file
SETTINGS = {"HOOKDESK_FETCH_ALSO": ALLOWED, "HOOKDESK_FETCH_SIZE": "10"}


def run(terms: Terms) -> str:
    with servers() as (server, _):
        server.answers |= {"/large": whole(bytes(LARGEST + 1)), "/small": whole(b"small")}
        desk = FetchingDesk(terms, "full")
        with desk.receiving(SETTINGS) as receiver:
            resource.prlimit(receiver.process.pid, resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
            for path in ("/large", "/small"):
                hold(post_files(receiver.hook, [server.url(path, ALLOWED)]) == 200, "a report was not taken")
                desk.watch(receiver, 20.0)
            receiver.end()
        (large, small) = (desk.found()[server.url(path, ALLOWED)] for path in ("/large", "/small"))
        hold(large[0] == "failed" and "could not be stored" in large[1], f"the large file is {large[:2]}")
        hold(small[0] == "kept", f"the small file is {small[:2]}")
        desk.hold_whole()
        desk.hold_nothing_outside()
        return "a full disk is said and leaves nothing half"
