"""Uses: what a click on a value makes of a format, and what is offered for which value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from receiver.formats.arrived import Arrived
from receiver.formats.editing.body_paths import BodyPath
from receiver.formats.editing.uses import Use, use, uses_of
from receiver.formats.evaluation import evaluated
from receiver.formats.format import Format, LinkFormat, faults
from receiver.formats.parts import known_of

NEW = Format(name="Mine")
BODY: dict[str, Any] = {
    "site": "Ankara",
    "url": "http://watch/1",
    "links": ["http://watch/2", "http://watch/3"],
    "checks": [
        {"host": "db1", "state": "bad", "level": "severe", "more": {"disk": "97 %"}},
        {"host": "db2", "state": "good", "level": "light", "more": {"disk": "3 %"}},
    ],
    "nothing": None,
    "empty": [],
}
ARRIVED = Arrived(BODY)
FIRST: BodyPath = ("checks", 0)


def used(format_: Format, *clicks: tuple[Use, BodyPath]) -> Format:
    for what_for, path in clicks:
        format_ = use(format_, what_for, ARRIVED, path)
    return format_


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        (("site",), {"subject", "text", "key", "closed when", "priority"}),
        (("url",), {"subject", "text", "key", "closed when", "priority", "link"}),
        (("links",), {"text", "link", "each"}),
        (("checks",), {"text", "each"}),
        (("checks", 0), {"text"}),
        (("nothing",), set()),
        (("empty",), {"text"}),
    ],
)
def test_a_value_is_offered_what_it_can_be_used_for(path: BodyPath, offered: set[str]) -> None:
    assert set(uses_of(NEW, ARRIVED, path)) == offered


def deep(levels: int) -> dict[str, Any]:
    return {"a": deep(levels - 1)} if levels else {"a": "found"}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (deep(50), ("a",) * 51),
        ({"list": list(range(2_000))}, ("list", 1_500)),
        ({f"n{at}": at for at in range(2_000)}, ("n1500",)),
        ({"a": 1}, ("b",)),
        ({"x" * 3_000: 1}, ("x" * 3_000,)),
    ],
)
def test_what_no_expression_can_give_is_offered_for_nothing(body: Any, path: BodyPath) -> None:
    assert uses_of(NEW, Arrived(body), path) == ()


def test_a_key_can_be_added_to_once_there_is_one() -> None:
    assert "part of key" in uses_of(replace(NEW, key="body.site"), ARRIVED, ("url",))


def test_a_format_that_works_is_made_by_clicks_alone() -> None:
    made = used(
        NEW,
        ("subject", (*FIRST, "host")),
        ("each", ("checks",)),
        ("key", (*FIRST, "host")),
        ("part of key", ("site",)),
        ("closed when", ("checks", 1, "state")),
        ("priority", (*FIRST, "level")),
        ("text", (*FIRST, "state")),
        ("text", (*FIRST, "more")),
        ("link", ("links",)),
    )
    assert faults(made) == ()
    found = evaluated(replace(made, priorities={"severe": "Critical"}), ARRIVED, known_of(ARRIVED))
    assert found.reasons == ()
    assert [(one.subject, one.key, one.state, one.priority) for one in found.reports] == [
        ("db1", "db1/Ankara", "open", 5),
        ("db2", "db2/Ankara", "closed", None),
    ]
    assert found.reports[0].text == "db1\n\nbad\ndisk: 97 %"
    assert [link.url for link in found.reports[0].attachments] == BODY["links"]


def test_a_second_word_for_the_end_is_one_more_and_the_same_is_not() -> None:
    made = used(NEW, ("closed when", (*FIRST, "state")), ("closed when", (*FIRST, "state")))
    assert made.closed_when == 'body.checks[0].state == "bad"'
    other = Arrived({**BODY, "checks": [{**BODY["checks"][0], "state": "gone"}]})
    made = use(made, "closed when", other, (*FIRST, "state"))
    assert made.closed_when == 'body.checks[0].state == "bad" or body.checks[0].state == "gone"'
    assert used(made, ("closed when", ("site",))).closed_when == 'body.site == "Ankara"'


def test_the_same_link_is_there_once_and_is_called_by_its_name() -> None:
    assert used(NEW, ("link", ("url",)), ("link", ("url",))).links == (LinkFormat("body.url", "url"),)


def test_a_report_for_each_takes_what_was_taken_from_one_item() -> None:
    made = Format(
        name="Mine",
        names={"host": "body.checks[0].host"},
        key='host ~ body.checks[1].state ~ "body.checks[0].host"',
        closed_when='body.checks[0]["state"] == "x"',
        subject="it's body.checks[0].host: {{ body.checks[0].host }} {# body.checks[0] #} at {{ body.site }}",
        text='{% if body.checks[0].more %}{{ "}}" ~ body.checks[0].more.disk }}{% endif %}',
        links=(LinkFormat("body.checks[0].url"),),
    )
    made = used(made, ("each", ("checks",)))
    assert made.for_each == "body.checks"
    assert made.names == {"host": "item.host"}
    assert made.key == 'host ~ item.state ~ "body.checks[0].host"'
    assert made.closed_when == 'item["state"] == "x"'
    assert made.subject == "it's body.checks[0].host: {{ item.host }} {# body.checks[0] #} at {{ body.site }}"
    assert made.text == '{% if item.more %}{{ "}}" ~ item.more.disk }}{% endif %}'
    assert made.links == (LinkFormat("item.url"),)


def test_names_that_only_begin_alike_are_left_alone() -> None:
    made = Format(name="Mine", key="body.checks_of[0].a ~ mybody.checks[0].a ~ x.body.checks[0].a ~ body.checks.a")
    assert used(made, ("each", ("checks",))).key == made.key


def test_another_list_takes_the_place_of_the_former() -> None:
    made = Format(name="Mine", for_each="body.links", key="item", subject="{{ body.checks[0].host }}{{ items }}")
    made = used(made, ("each", ("checks",)))
    assert (made.for_each, made.key, made.subject) == ("body.checks", "body.links[0]", "{{ item.host }}{{ items }}")
    assert used(made, ("each", ("checks",))) == made


def test_a_body_that_is_a_list_or_one_value_can_be_used() -> None:
    listed = Arrived([{"name": "a"}])
    made = use(use(NEW, "key", listed, (0, "name")), "each", listed, ())
    assert (made.for_each, made.key) == ("body", "item.name")
    assert use(NEW, "subject", Arrived("words"), ()).subject == "{{ body }}"
