"""A file that comes slowly keeps its thread from waking for each drop."""

from __future__ import annotations

import pytest

from models.problems import Words
from receiver.fetching.download import Limits, download
from receiver.fetching.line import Line
from receiver.fetching.policy import policy_of
from receiver.fetching.refusals import Failed
from tests.file_server import FileServer
from tests.receiver.fetching.conftest import ALLOWED, Fetching

ENOUGH = 50  # bytes


def test_a_file_that_drips_is_read_several_drops_at_a_time(fetching: Fetching, server: FileServer) -> None:
    server.answers["/a"] = server.drip  # a byte at a time
    came: list[int] = []

    def progressed(bytes_came: int, _: int | None) -> None:
        came.append(bytes_came)
        if bytes_came >= ENOUGH:
            raise Failed(Words("Enough."))

    line = Line(policy_of(fetching.config), 60.0)
    draft = fetching.store.draft()
    with pytest.raises(Failed, match=r"Enough"):
        download(server.url("/a", ALLOWED), draft, line, Limits(most=1 << 20, redirects=0), progressed)
    draft.discard()
    assert len(came) < ENOUGH * 0.8
