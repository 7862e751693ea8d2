"""Bodies: all that are here at one moment have one bound."""

from __future__ import annotations

from pathlib import Path

from receiver.limits import MAX_BODY
from receiver.serving.http.body import Body, Space
from receiver.serving.http.spool import Spool


def test_bodies_share_their_space_and_give_it_back() -> None:
    space = Space(10)
    first, second = Body(space, Spool()), Body(space, Spool())
    first.append(b"123456")
    second.append(b"12345")
    assert (first.found_no_space, second.found_no_space) == (False, True)
    first.close()
    first.close()
    third = Body(space, Spool())
    third.append(b"0123456789")
    assert (third.found_no_space, third.getfile().read()) == (False, b"0123456789")
    last = Body(space, Spool())
    last.append(b"x")
    assert last.found_no_space


def test_a_body_that_is_cut_keeps_its_beginning() -> None:
    body = Body(Space(), Spool())
    body.append(b"0123456789")
    body.cut(4)
    assert (len(body), body.getfile().read()) == (4, b"0123")


def test_a_body_that_may_be_long_goes_to_the_disk_and_gives_its_memory_back(tmp_path: Path) -> None:
    space = Space(MAX_BODY)
    spool = Spool(tmp_path / "spool", most=1)
    body, other = Body(space, spool), Body(space, spool)
    body.spools = other.spools = 4 * MAX_BODY
    for _ in range(3):
        body.append(b"x" * MAX_BODY)
    assert (len(body), body.found_no_space) == (3 * MAX_BODY, False)
    assert space.take(MAX_BODY)
    space.give(MAX_BODY)
    assert body.getfile().read() == b"x" * 3 * MAX_BODY

    other.append(b"y" * MAX_BODY)
    other.append(b"y")
    assert other.found_no_space
    other.close()
    body.close()
    third = Body(space, spool)
    third.spools = 2 * MAX_BODY
    third.append(b"z" * MAX_BODY)
    third.append(b"z")
    assert not third.found_no_space
    third.close()
    assert list((tmp_path / "spool").iterdir()) == []
