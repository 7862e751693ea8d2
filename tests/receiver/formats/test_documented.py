"""docs/formats.md names all that a format can say."""

import re
from dataclasses import fields

from development.environment import ROOT
from receiver.formats.filters import FILTERS
from receiver.formats.format import ANSWERS, Format
from receiver.formats.format_file import read_format
from receiver.formats.template_rules import MOST_TEMPLATE

DOCUMENT = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def _first_column(heading: str) -> set[str]:
    """The names in the first column of the table that follows these words."""
    table = DOCUMENT.partition(heading)[2].partition("\n|")[2].partition("\n\n")[0]
    return {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split(" | ")[0])}


def test_every_part_is_documented() -> None:
    assert _first_column("## The parts") == {field.name for field in fields(Format)}


def test_every_filter_is_documented() -> None:
    assert _first_column("To MiniJinja's own filters come these:") == set(FILTERS)


def test_every_answer_is_documented() -> None:
    assert [answer for answer in ANSWERS if f"`{answer}`" not in DOCUMENT] == []


def test_the_limit_is_the_documented_one() -> None:
    assert f"at most {MOST_TEMPLATE:,} characters" in DOCUMENT


def test_the_example_can_be_read() -> None:
    example = DOCUMENT.partition("```toml\n")[2].partition("```")[0]

    assert read_format(example).name == "Our watchers"
