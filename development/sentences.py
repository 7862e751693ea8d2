"""The sentences that a person reads in the window, found in the sources: what a translation has to hold.

Qt's lupdate reads Python as well, but finds nothing within an f-string and takes no count outside of a class.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

WHERE = ("desktop", "models", "receiver")
SAID = frozenset({"tr", "Sentence", "Plural", "Words"})
"""What takes a sentence, as its first argument."""
PROBLEMS = frozenset(
    {
        *("Problem", "Unavailable", "NotThere", "Mended", "NewerDatabase", "NoDatabase", "ReadOnly", "Replaced"),
        *("DiskFull", "DiskFailed", "NoPlace", "PortTaken", "OtherEnded"),
    }
)
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
    for path in sorted(path for top in WHERE for path in (root / top).rglob("*.py")):
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
    for call, place in _calls(tree):
        for argument in call.args[place]:
            # What `tr` is given by name is a Sentence, found where it was made.
            for value in _values(argument, {} if called(call) == "tr" else written):
                if value is None:
                    raise Unreadable(f"{name}:{call.lineno}: {ast.unparse(argument)}")
                texts.append((Text(value, _meaning(call)), "{count}" in value or called(call) == "Plural"))
    return texts


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _meaning(call: ast.Call) -> str:
    """The meaning that a Sentence is given beside its words."""
    beside = call.args[1:] if called(call) == "Sentence" else []
    return str(beside[0].value) if beside and isinstance(beside[0], ast.Constant) else ""


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, slice]]:
    """The calls that take sentences, with which of their arguments those are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = called(node)
            if name in SAID and isinstance(node.func, ast.Name):
                yield node, slice(1)
            elif name in PROBLEMS:
                yield node, slice(2)
            elif name in CODES:
                yield node, slice(CODES[name], CODES[name] + 1)
        elif isinstance(node, ast.ClassDef) and any(
            isinstance(base, ast.Name) and base.id in PROBLEMS for base in node.bases
        ):
            inits = (each for each in ast.walk(node) if isinstance(each, ast.Call) and called(each) == "__init__")
            yield from ((each, slice(2)) for each in inits)


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
