"""Hostile templates end in an error in words."""

import pytest

from receiver.formats.arrived import Arrived
from receiver.formats.evaluation import known_of
from receiver.formats.format import Format
from receiver.formats.reading import read
from receiver.formats.templates import TemplateFault, check_expression, check_template, evaluate, render

BODY = {"list": [1, 2, {"b": "x"}], "text": "abc" * 1000, "id": 5}
TWELVE = 12  # of for and set are taken

STOPPED = {
    "loops in loops": "{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}",
    "a text that doubles": "{% set x = 'aaaaaaaa' %}" + "{% set x = x ~ x %}" * (TWELVE - 1) + "{{ x * 9999 }}",
    "a text that doubles by capture": "{% set x %}a{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 30,
    "a list that doubles": "{% set x = [1, 2] %}" + "{% set x = x + x %}" * 40 + "{{ x|length }}",
    "lists in lists": "{% set x = [1, 2] %}" + "{% set x = [x, x] %}" * 9 + "{{ x == x }}",
    "tuples in tuples": "{% set x = (1, 2) %}" + "{% set x = (x, x) %}" * 9 + "{{ x }}",
    "tuples without brackets": "{% set x = 1 %}" + "{% set x = x, x %}" * 9 + "{{ x }}",
    "maps in maps": "{% set x = 1 %}" + "{% set x = {'a': x, 'b': x} %}" * 9 + "{{ x }}",
    "a repeated text": "{{ 'a' * 1000000000 }}",
    "a repeated list": "{{ ([1] * 1000000000)|length }}",
    "a tower of powers": "{{ 9**9**9**9 }}",
    "a great power": "{{ 2**10000000 }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a loop that calls itself": "{% for x in [1] recursive %}{{ loop([x + x]) }}{% endfor %}",
    "a block that calls itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "an include": "{% include '/etc/passwd' %}",
    "an import": "{% import 'x' as y %}",
    "an extension": "{% extends 'x' %}",
    "a wide number": "{{ '%1000000000d'|format(1) }}",
    "a wide method": "{{ '{:>1000000000}'.format(1) }}",
    "many decimals": "{{ '%.1000000000f'|format(1.5) }}",
    "a deep indent": "{{ 'a\nb'|indent(1000000000) }}",
    "JSON with a deep indent": "{{ body|tojson(1000000000) }}",
    "replacements": "{{ 'a'" + "|replace('a', 'aaaaaaaaaa')" * 12 + "|length }}",
    "batches": "{{ [1]|batch(1000000000, 0)|list|length }}",
    "slices": "{{ [1]|slice(1000000000)|list|length }}",
    "a chain": "{{ range(999)|chain(range(999))|list|length }}",
    "a change of the body": "{{ body.update({'z': 1}) }}",
    "a clearing of the body": "{{ body.clear() }}",
    "a taking from the body": "{{ body.pop('id') }}",
    "an append": "{{ body.list.append(5) }}",
    "debug": "{{ debug() }}",
    "a namespace": "{% set ns = namespace() %}{% set ns.a = ns %}{{ ns }}",
    "a cycle": "{{ cycler(1, 2) }}",
    "filters of ours in a loop": "{% for a in range(999) %}{{ body|valuelines }}{% endfor %}",
    "brackets in brackets": "{{ " + "(" * 1900 + "1" + ")" * 1900 + " }}",
    "statements in statements": "{% if 1 %}" * 300 + "{% endif %}" * 90,
    "a long template": "{{ " + "-" * 4000 + "1 }}",
    "a division by nothing": "{{ 1 // 0 }}",
}
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
    for expression in ("not " * 999 + "1", "1" + "+1" * 8, "-" * 3999 + "1", "body" + ".a" * 1990, "1" + "*1" * 1990):
        check_expression(expression)
        evaluate(expression, known_of(Arrived(BODY)))


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
