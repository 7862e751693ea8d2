"""Template rules: what a template may not do at all, found before it runs.

MiniJinja counts what a template does and stops it, but for three things: it recurses while it compiles, it
compares and prints nested lists uncounted, and it joins lists without looking at them. Each needs a template that
no sender's body calls for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from receiver.formats.rendering.telling import words

MOST_TEMPLATE = 4_000  # characters
MOST_PARTS = 500  # of one expression; compiling takes half a kilobyte of stack for each, and a thread may have 512 KiB
_MOST_JOINS = 8
_MOST_LOOPS = 12
_ONLY_CONSTANTS = "A list can hold texts and numbers only."
_RECURSIVE = "recursive"
_STATEMENTS = frozenset(["if", "elif", "else", "endif", "for", "endfor", "set", "endset"])
_STATEMENT = re.compile(r"\{%[-+]?\s*(?P<word>\w*)")
_OPENING = re.compile(r"\{[{%]")
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<end>[-+]?[%}]\})|(?P<name>[^\W\d]\w*)|(?P<number>\d[\w.]*)|(?P<mark>\S)""",
    re.DOTALL,
)
# What is neither a value nor a filter's name, and what may stand in a list.
_WORDS = frozenset(words("true false none True False None and or not in is if else set for endif endset endfor elif"))


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a template breaks, in words, and where: characters from its beginning."""

    said: str
    start: int
    end: int


@lru_cache(maxsize=1_024)
def breach(source: str, *, is_expression: bool) -> Breach | None:
    """The first rule that the template, or expression, breaks."""
    if len(source) > MOST_TEMPLATE:
        return Breach(f"It has {len(source):,} characters; {MOST_TEMPLATE:,} are taken.", MOST_TEMPLATE, len(source))
    return next(_breaches(source, is_expression), None)


def _breaches(source: str, is_expression: bool) -> Iterator[Breach]:
    for found in _STATEMENT.finditer(source):
        if found["word"] not in _STATEMENTS:
            said = f"The statement {found['word'] or '{%'} is not taken here; if, for and set are."
            yield Breach(said, found.start(), found.end())
    if (at := source.find(_RECURSIVE)) >= 0:
        yield Breach(f"The word {_RECURSIVE} is not taken in a template.", at, at + len(_RECURSIVE))
    loops = [found for found in _STATEMENT.finditer(source) if found["word"] in ("for", "set")]
    if len(loops) > _MOST_LOOPS:
        yield Breach(f"At most {_MOST_LOOPS} of for and set are taken.", loops[_MOST_LOOPS].start(), len(source))
    yield from _lists(source, 0) if is_expression else _lists_of_all(source)
    joins = [found.start() for found in re.finditer(r"\+", source)]
    if len(joins) > _MOST_JOINS:
        yield Breach(
            f"+ is taken {_MOST_JOINS} times at most; ~ joins texts.", joins[_MOST_JOINS], joins[_MOST_JOINS] + 1
        )


def _lists_of_all(source: str) -> Iterator[Breach]:
    for opening in _OPENING.finditer(source):
        yield from _lists(source, opening.end())


def _lists(source: str, start: int) -> Iterator[Breach]:
    """Find lists that hold more than constants: lists of lists of lists double at each step, and nothing counts it."""
    before, statement = "", ""
    groups: list[_Group] = []
    for at, token in enumerate(_TOKEN.finditer(source, start)):
        if at == MOST_PARTS:
            yield Breach(f"An expression has at most {MOST_PARTS} names, values and signs.", token.start(), token.end())
            return
        said, kind = token[0], token.lastgroup
        is_breach = False
        if kind == "end" and not (said == "}}" and groups):
            return
        statement = statement or said
        if said in ("[", "{", "("):
            groups.append(_Group("call" if _is_value(before) else "group" if said == "(" else "list"))
        elif said in ("]", "}", ")", "}}"):
            del groups[-len(said) :]
        elif said == ",":
            is_breach = groups[-1].becomes_list() if groups else statement == "set"
        else:
            is_breach = kind == "name" and said not in _WORDS and not _holds(groups)
        if is_breach:
            yield Breach(_ONLY_CONSTANTS, token.start(), token.end())
        before = said


@dataclass(slots=True)
class _Group:
    """What stands in one pair of brackets: the arguments of a call, a list, or a part of an expression."""

    kind: str
    has_names: bool = False

    def becomes_list(self) -> bool:
        """A comma makes a group a list; whether it is one that holds names."""
        self.kind = "list" if self.kind == "group" else self.kind
        return self.kind == "list" and self.has_names


def _holds(groups: list[_Group]) -> bool:
    """Whether a name may stand in these brackets."""
    for group in groups:
        group.has_names = True
    return all(group.kind != "list" for group in groups)


def _is_value(before: str) -> bool:
    """Whether what stands before a bracket is a value, so that the bracket takes something out of it."""
    return bool(before) and before not in _WORDS and (before[-1].isalnum() or before[-1] in "_)]}\"'")
