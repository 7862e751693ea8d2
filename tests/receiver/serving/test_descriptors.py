"""Descriptors: connections take what is left of them, and a receiver that has none left waits."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

from receiver.serving import descriptors
from receiver.serving.server import Server
from tests.receiver import raw
from tests.receiver.plain import get, hello

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")


@pytest.fixture
def few() -> Iterator[Callable[[int], None]]:
    """Let this process open only so many more."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)

    def allow(more: int) -> None:
        # The limit is one of their numbers, of which those below it that others gave back are free as well.
        listed = os.listdir(descriptors._FOLDER)
        used = {int(name) for name in listed if os.path.exists(os.path.join(descriptors._FOLDER, name))}
        free = (number for number in count() if number not in used)
        resource.setrlimit(resource.RLIMIT_NOFILE, (next(islice(free, more, None)), before[1]))

    yield allow
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_connections_get_what_the_rest_of_the_program_leaves() -> None:
    assert descriptors.connections(0) <= descriptors.MAX_CONNECTIONS


def test_there_are_fewer_connections_where_few_files_may_be_opened(few: Callable[[int], None]) -> None:
    few(descriptors._SPARE + 30)
    assert 20 <= descriptors.connections(0) <= 30
    assert descriptors.connections(10) - descriptors.connections(0) == 10


def test_the_limit_is_raised_as_far_as_it_may_be(few: Callable[[int], None]) -> None:
    import resource

    few(100)
    descriptors.raise_limit()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft == hard or soft >= 4096


def test_without_a_descriptor_nothing_is_accepted_and_it_is_said_once(
    serve: Callable[[WSGIApplication], tuple[Server, str]],
    few: Callable[[int], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = serve(hello)[1]
    waiting = [raw.connect(url) for _ in range(3)]
    for connection in waiting:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        assert raw.read(connection).status == 200
    few(1)  # for the client of this test
    assert get(url).status == 200  # one of those that idle makes room
    assert [line for line in caplog.messages if "No connection can be accepted" in line] == [
        f"No connection can be accepted for a moment: {os.strerror(errno.EMFILE)}"
    ]
    for connection in waiting:
        connection.close()
