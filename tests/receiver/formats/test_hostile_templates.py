"""Hostile templates end in an error in words."""

import json
import threading
from pathlib import Path

import pytest

from receiver.formats.arrived import Arrived
from receiver.formats.format import Format
from receiver.formats.parts import known_of
from receiver.formats.reading import read
from receiver.formats.template_rules import MOST_PARTS
from receiver.formats.templates import TemplateFault, check_expression, check_template, evaluate, render

BODY = {"list": [1, 2, {"b": "x"}], "text": "abc" * 1000, "id": 5}

STOPPED: dict[str, str] = json.loads(Path(__file__).with_name("hostile_templates.json").read_text(encoding="utf-8"))
HARMLESS = {
    "the class of a text": "{{ ''.__class__.__mro__ }}",
    "the class of the body": "{{ body.__class__ }}",
    "the class by its name": "{{ body['__class__'] }}",
    "the class by a filter": "{{ body|attr('__class__') }}",
    "the globals": "{{ body.__init__.__globals__ }}",
    "a method": "{{ body.items }}{{ body.keys }}{{ body.update }}",
}


@pytest.mark.parametrize("template", STOPPED.values(), ids=STOPPED)
def test_a_hostile_template_is_stopped_with_words(template: str) -> None:
    known = known_of(Arrived(BODY))

    with pytest.raises(TemplateFault) as stopped:
        render(template, known)

    assert stopped.value.said.endswith(".")
    assert stopped.value.line >= 1
    assert "object at 0x" not in str(stopped.value)


@pytest.mark.parametrize("template", HARMLESS.values(), ids=HARMLESS)
def test_a_template_finds_nothing_behind_the_body(template: str) -> None:
    check_template(template)

    assert render(template, known_of(Arrived(BODY))) == ""


@pytest.mark.parametrize(
    "expression", ["a ++ b", "x) or (y", "a|no_such_filter", "no_such_function(a)", "[a, b]", "(a"]
)
def test_an_expression_that_cannot_be_read_is_found_before_it_runs(expression: str) -> None:
    with pytest.raises(TemplateFault):
        check_expression(expression)


def test_the_longest_template_leaves_the_stack_alone() -> None:
    """A thread has a small stack on some systems, and one that overflows takes the whole process with it."""
    signs = ["not ", "-"]
    expressions = [sign * (MOST_PARTS - 1) + "1" for sign in signs]
    expressions += [
        "1" + more * (MOST_PARTS // 2 - 1) for more in ("*1", "~'1'", "**1", "<1", " or 1", "|e", ".a", "()")
    ]
    ended = []

    def run() -> None:
        for expression in expressions:
            try:
                check_expression(expression)
                evaluate(expression, {})
            except TemplateFault:
                pass  # what cannot be calculated; it was read
            ended.append(expression)

    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()

    assert ended == expressions


def test_a_longer_expression_is_refused() -> None:
    with pytest.raises(TemplateFault, match=f"at most {MOST_PARTS} names"):
        check_expression("-" * MOST_PARTS + "1")


def test_a_body_is_as_it_was_after_each_template() -> None:
    body = {"list": [1, 2], "id": 5}
    for template in STOPPED.values():
        read(Arrived(body), Format("Hostile", subject=template), {})

    assert body == {"list": [1, 2], "id": 5}


@pytest.mark.parametrize("template", STOPPED.values(), ids=STOPPED)
def test_a_hostile_format_loses_no_report(template: str) -> None:
    reading = read(Arrived({"title": "Disk full"}), Format("Hostile", subject=template), {})

    assert reading.fell_back
    assert reading.fell_back.startswith("subject, line ")
    assert [report.subject for report in reading.reports] == ["Disk full"]
