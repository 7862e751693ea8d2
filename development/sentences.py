"""The sentences that a person reads in the window, found in the sources: what a translation has to hold.

Qt's lupdate reads Python as well, but finds nothing within an f-string and takes no count outside of a class.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
WHERE = ("desktop", "models", "receiver")
_CLASS = re.compile(r"^\s*class (\w+)\((?:\w+\.)*(\w+)", re.MULTILINE)


def sources(root: Path) -> list[Path]:
    """The files that sentences can stand in."""
    return sorted(path for top in WHERE for path in (root / top).rglob("*.py"))


def kinds(of: Iterable[str], known: frozenset[str] = frozenset({"Problem"})) -> frozenset[str]:
    """The classes of some sources that are Problems, with those that are known."""
    classes = [pair for source in of for pair in _CLASS.findall(source)]
    while more := {name for name, base in classes if base in known} - known:
        known |= more
    return known


SAID = frozenset({"tr", "Sentence", "Plural", "Words"})
"""What takes a sentence, as its first argument."""
PROBLEMS = kinds(path.read_text(encoding="utf-8") for path in sources(ROOT))
"""What takes two: what is wrong, and what to do."""
CODES = {"Code": 3, "Done": 1}
"""What takes one among others, at this place: the words of receiver/codes.py."""


class Unreadable(Exception):
    """A sentence that only shows when the program runs."""


class Text(NamedTuple):
    """The words, and which of two meanings of them this is."""

    words: str
    meaning: str = ""


@dataclass(slots=True)
class Found:
    """Where a sentence stands, and whether it is another one for one thing than for several."""

    places: list[str] = field(default_factory=list)
    plural: bool = False


def found(root: Path) -> dict[Text, Found]:
    """Each sentence, in the order of the files."""
    sentences: dict[Text, Found] = {}
    for path in sources(root):
        name = path.relative_to(root).as_posix()
        for text, plural in in_source(path.read_text(encoding="utf-8"), name):
            one = sentences.setdefault(text, Found())
            one.plural = one.plural or plural
            if name not in one.places:
                one.places.append(name)
    return sentences


def in_source(source: str, name: str = "") -> list[tuple[Text, bool]]:
    """The sentences of one file, and whether they are plurals; raises Unreadable when one is not written as it is."""
    tree = ast.parse(source)
    written = _written(tree)
    texts = []
    for call, place in calls(tree, kinds([source], PROBLEMS)):
        for argument in call.args[place]:
            # What `tr` is given by name is a Sentence, found where it was made.
            for value in _values(argument, {} if called(call) == "tr" else written):
                if value is None:
                    raise Unreadable(f"{name}:{call.lineno}: {ast.unparse(argument)}")
                texts.append((Text(value, _meaning(call)), "{count}" in value or called(call) == "Plural"))
    return texts


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    return _name(call.func)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _meaning(call: ast.Call) -> str:
    """The meaning that a Sentence is given beside its words."""
    beside = call.args[1:] if called(call) == "Sentence" else []
    return str(beside[0].value) if beside and isinstance(beside[0], ast.Constant) else ""


def calls(tree: ast.AST, problems: frozenset[str] = PROBLEMS) -> Iterator[tuple[ast.Call, slice]]:
    """The calls that take sentences, with which of their arguments those are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = called(node)
            if name in SAID and isinstance(node.func, ast.Name):
                yield node, slice(1)
            elif name in problems:
                yield node, slice(2)
            elif name in CODES:
                yield node, slice(CODES[name], CODES[name] + 1)
        elif isinstance(node, ast.ClassDef) and any(_name(base) in problems for base in node.bases):
            yield from _of_init(node)


def _of_init(problem: ast.ClassDef) -> Iterator[tuple[ast.Call, slice]]:
    """The sentences that a Problem has by itself: given to super(), or to a class by its name with self before them."""
    for node in ast.walk(problem):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "__init__":
            yield node, slice(2) if isinstance(node.func.value, ast.Call) else slice(1, 3)


def _values(argument: ast.expr, written: dict[str, list[ast.expr]]) -> Iterator[str | None]:
    """What an argument can be; None for what is not known. A Sentence that is handed on was found where it was made."""
    if isinstance(argument, ast.Constant):
        yield argument.value if isinstance(argument.value, str) else None
    elif isinstance(argument, ast.IfExp):
        yield from _values(argument.body, written)
        yield from _values(argument.orelse, written)
    elif isinstance(argument, ast.Starred):
        yield from _values(argument.value, written)
    elif isinstance(argument, ast.Tuple):
        for each in argument.elts:
            yield from _values(each, written)
    elif isinstance(argument, ast.Name) and argument.id in written:
        for value in written[argument.id]:
            yield from _values(value, written)
    elif isinstance(argument, ast.JoinedStr | ast.BinOp):
        yield None


def _written(tree: ast.AST) -> dict[str, list[ast.expr]]:
    """What the names of a file are set to, where that is a text."""
    texts: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.Tuple | ast.IfExp):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    texts.setdefault(target.id, []).append(node.value)
    return texts
