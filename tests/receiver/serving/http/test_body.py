"""Bodies: all that are here at one moment have one bound."""

from __future__ import annotations

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
