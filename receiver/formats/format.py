"""Format: how a hook reads what it is sent. It is data: expressions and templates, and a table of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from models.cases.cases import PRIORITIES
from receiver.formats.templates import TemplateFault, check_expression, check_template

Answer = Literal["ours", "always 200", "ok", "pagerduty", "opsgenie"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
EXPRESSIONS = ("for_each", "skip_when", "id", "key", "closed_when", "remark_when", "references", "priority")
TEMPLATES = ("subject", "text")


@dataclass(frozen=True, slots=True)
class Recognise:
    """What tells a sender's body: all of it must be so. Names and headers are looked at before the expression is.

    `has` are names at the top of the body, be they null, and `has_any` those of which one is enough; `header` is in
    lower case and must be there; `path` is the beginning of what followed the hook's guid; `when` is an expression.
    One that asks nothing recognises nothing.
    """

    has: tuple[str, ...] = ()
    has_any: tuple[str, ...] = ()
    header: str = ""
    path: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class LinkFormat:
    """A link of a report: `url` is an expression for an address, or a list of them; `name` is what it is called."""

    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A format, or a preset. An empty expression or template says nothing about its part of the report.

    Expressions and templates know `body`, `headers`, `path`, `method`, `now` in UTC as 2026-11-27T21:22:13.000000Z, and
    with `for_each` the one `item` and its `place` from 0. `names` are expressions that are worked out first for each
    report, in their order, and known by their names.
    """

    name: str
    about: str = ""
    recognise: Recognise = field(default_factory=Recognise)
    names: Mapping[str, str] = field(default_factory=dict)
    for_each: str = ""
    skip_when: str = ""
    id: str = ""
    key: str = ""
    closed_when: str = ""
    remark_when: str = ""
    references: str = ""
    subject: str = ""
    text: str = ""
    priority: str = ""
    priorities: Mapping[str, str] = field(default_factory=dict)
    links: tuple[LinkFormat, ...] = ()
    answer: Answer = "ours"


@dataclass(frozen=True, slots=True)
class FormatFault:
    """What is wrong with a part of a format: which part, in words, and where in it."""

    part: str
    said: TemplateFault

    def __str__(self) -> str:
        return f"{self.part}, {self.said}"


def faults(format_: Format) -> tuple[FormatFault, ...]:
    """Everything that is wrong with a format, in the order of its parts."""
    return tuple(_faults(format_))


def _faults(format_: Format) -> Iterator[FormatFault]:
    for part, source in expressions(format_):
        yield from _fault(part, source, is_expression=True)
    for part in TEMPLATES:
        yield from _fault(part, getattr(format_, part), is_expression=False)
    for word, priority in format_.priorities.items():
        if priority not in PRIORITIES:
            said = f'"{priority}" is no priority. These are: {", ".join(PRIORITIES)}.'
            yield FormatFault(f"priorities.{word}", TemplateFault(said))
    if format_.answer not in ANSWERS:
        yield FormatFault("answer", TemplateFault(f"It must be one of {', '.join(ANSWERS)}."))
    for name in format_.names:
        if not name.isidentifier() or name in ("body", "headers", "path", "method", "now", "item", "place"):
            yield FormatFault(f"names.{name}", TemplateFault("This cannot be the name of a value."))


def _fault(part: str, source: str, *, is_expression: bool) -> Iterator[FormatFault]:
    if source.strip():
        try:
            (check_expression if is_expression else check_template)(source)
        except TemplateFault as found:
            yield FormatFault(part, found)


def expressions(format_: Format) -> Iterator[tuple[str, str]]:
    """Each expression of a format, with the name of its part."""
    yield "recognise.when", format_.recognise.when
    yield from ((f"names.{name}", source) for name, source in format_.names.items())
    yield from ((part, getattr(format_, part)) for part in EXPRESSIONS)
    yield from ((f"links.{at}.url", link.url) for at, link in enumerate(format_.links))
