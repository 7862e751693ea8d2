"""No Qt object is made with a keyword that begins with i: where a capital i has a dot, Qt does not know it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

import pytest

from development.environment import ROOT

TOPS = ("desktop", "tests", "bench")
OURS = """
from PySide6.QtCore import QTimer
class Plain(QTimer): pass
class Passing(Plain):
    def __init__(self, **more: object) -> None: super().__init__(**more)
class Own(QTimer):
    def __init__(self, interval: int) -> None: super().__init__()
"""


def names_of_qt(trees: Sequence[ast.Module]) -> set[str]:
    """The names of what hands its keywords to Qt: the classes of Qt, and ours that pass them on."""
    imports = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    of_qt = [node for node in imports if (node.module or "").startswith("PySide6")]
    names = {alias.asname or alias.name for node in of_qt for alias in node.names}
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while more := {one.name for one in classes if _is_of_qt(one, names) and _passes_on(one)} - names:
        names |= more
    return names


def wrong_lines(tree: ast.Module, names: set[str]) -> list[int]:
    """The lines where Qt is given a keyword that begins with i."""
    calls = [call for call in _calls(tree) if _last_name(call.func) in names or _is_named_as_qt(call.func)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and _is_of_qt(node, names):
            calls += [call for call in _calls(node) if ast.unparse(call.func) == "super().__init__"]
    return sorted({call.lineno for call in calls if any((each.arg or "").startswith("i") for each in call.keywords)})


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _is_of_qt(one: ast.ClassDef, names: set[str]) -> bool:
    return any(_last_name(base) in names or _is_named_as_qt(base) for base in one.bases)


def _passes_on(one: ast.ClassDef) -> bool:
    makers = [part for part in one.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
    return all(maker.args.kwarg is not None for maker in makers)


def _is_named_as_qt(node: ast.expr) -> bool:
    return re.match("Q[A-Z]", _last_name(node)) is not None


def _last_name(node: ast.expr) -> str:
    """`QTimer` in `QTimer` and in `QtCore.QTimer`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_no_qt_object_is_made_with_a_keyword_that_begins_with_i() -> None:
    paths = [path for top in TOPS for path in sorted((ROOT / top).rglob("*.py"))]
    trees = {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in paths}
    names = names_of_qt(list(trees.values()))

    assert [f"{path}:{line}" for path, tree in trees.items() for line in wrong_lines(tree, names)] == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("QTimer(interval=5)", True),
        ("QtWidgets.QLabel(indent=5)", True),
        ("Plain(interval=5)", True),
        ("Passing(interval=5)", True),
        ("class Mine(QTimer):\n    def __init__(self) -> None: super().__init__(interval=5)", True),
        ("QTimer(singleShot=True).setInterval(5)", False),
        ("Own(interval=5)", False),
        ("Report(id='a')", False),
        ("QTimer.singleShot(5, partial(post, id='a'))", False),
        ("class Mine(Report):\n    def __init__(self) -> None: super().__init__(id=5)", False),
    ],
)
def test_such_a_keyword_is_found_wherever_it_reaches_qt(code: str, expected: bool) -> None:
    tree = ast.parse(code)

    assert bool(wrong_lines(tree, names_of_qt([ast.parse(OURS), tree]))) is expected
