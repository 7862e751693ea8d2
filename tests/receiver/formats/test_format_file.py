"""Formats as TOML: read, written, and their mistakes in words."""

import pytest

from models.problems import Problem
from receiver.formats.format import Format, LinkFormat, Recognise
from receiver.formats.format_file import read_format, write_format

EVERYTHING = Format(
    name="All of it",
    about='It has "quotes", 日本 and 🔴.',
    recognise=Recognise(has=("a", "b"), has_any=("c",), header="x-event", path="/v2", when="body.a == 'x'"),
    names={"it": "body.it"},
    for_each="body.list",
    skip_when="item.skip",
    id="item.id",
    key="item.key ~ '/'",
    closed_when='item.state == "ok"',
    remark_when="item.note",
    references="item.parents",
    subject="{{ item.title }}\n{{ 'it''s' }}",
    text="one\n\n'''two''' \\ {{ item.text }}\n\ttab'",
    priority="item.severity",
    priorities={"sev 0": "Critical", "1": "Low"},
    links=(LinkFormat("item.url", "Open"), LinkFormat("item.other")),
    answer="always 200",
)


def test_a_format_survives_its_file() -> None:
    assert read_format(write_format(EVERYTHING)) == EVERYTHING


def test_an_empty_format_is_short() -> None:
    assert write_format(Format("Mine")) == "name = 'Mine'\nabout = ''\nanswer = 'ours'\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "The format cannot be read. Invalid value (at end of document)."),
        ('name = "x"\nkye = "a"', "The format cannot be read. Object contains unknown field `kye`."),
        ('name = "x"\nkey = "body."', "The format has mistakes. key, line 1, column 5: "),
        ('name = "x"\ntext = "a\\n{% if %}"', "The format has mistakes. text, line 2, column "),
        (
            'name = "x"\n[priorities]\na = "Huge"',
            'The format has mistakes. priorities.a, line 1, column 1: "Huge" is no',
        ),
        ('name = "x"\n[names]\nbody = "a"', "The format has mistakes. names.body, line 1, column 1: This cannot be"),
        ('name = "x"\nanswer = "maybe"', "The format cannot be read. Invalid enum value 'maybe'"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(Problem) as found:
        read_format(text)

    assert str(found.value).startswith(said)


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(Problem) as found:
        read_format('name = "x"\nkey = "(a"\nsubject = "{{ a"')

    assert [line.split(",")[0] for line in found.value.what_to_do.splitlines()] == ["key", "subject"]
