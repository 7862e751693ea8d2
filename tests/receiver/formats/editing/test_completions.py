"""Completions: what can be typed, with what it gives."""

from __future__ import annotations

from receiver.formats.arrived import Arrived
from receiver.formats.editing.completions import completions
from receiver.formats.format import Format
from receiver.formats.parts import known_of
from receiver.formats.templates import evaluate
from tests.receiver.formats.bodies_of import BODIES, arrived_of

BODY = {"site": "Ankara", "checks": [{"host": "db1"}, {"host": "db2", "level": "x" * 99}], "a b": {"values": 3}}


def found(format_: Format, body: object = BODY) -> dict[str, str]:
    arrived = Arrived(body, {"x-event": "ping"}, path="/v2")
    return {one.expression: one.sample for one in completions(format_, arrived)}


def test_names_of_the_body_and_of_the_request_are_there_with_what_they_give() -> None:
    names = found(Format(name="Mine"))
    assert names["body.site"] == "Ankara"
    assert names['body["a b"]["values"]'] == "3"
    assert (names["body.checks"], names["body.checks[0].host"]) == ("", "db1")
    assert (names["path"], names['headers["x-event"]']) == ("/v2", "ping")
    assert not any(name.startswith("item") for name in names)


def test_with_a_list_the_names_of_all_items_are_there() -> None:
    names = found(Format(name="Mine", for_each="body.checks", names={"who": "item.host"}))
    assert (names["who"], names["item.host"], names["place"]) == ("db1", "db1", "0")
    assert names["item.level"] == "x" * 59 + "…"
    assert next(iter(names)) == "who"


def test_a_list_that_cannot_be_read_leaves_the_body() -> None:
    names = found(Format(name="Mine", for_each="body.site"))
    assert "item" not in names
    assert names["body.site"] == "Ankara"


def test_a_huge_body_gives_a_thousand_names_at_most() -> None:
    assert len(found(Format(name="Mine"), {f"n{at}": at for at in range(5_000)})) <= 1_000


def test_every_completion_for_a_real_body_is_an_expression() -> None:
    for path in BODIES:
        arrived = arrived_of(path)
        known = known_of(arrived)
        for one in completions(Format(name="Mine"), arrived):
            evaluate(one.expression, known)
