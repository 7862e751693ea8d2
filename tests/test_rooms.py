"""Every folder is a room: it says what it is for, is small enough to be looked over, and stands in CONTRIBUTING."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from development.environment import ROOT

TOPS = ("desktop", "models", "receiver", "resources")
MOST_MODULES = 15
ROOMS = sorted({path.parent for top in TOPS for path in (ROOT / top).rglob("*.py")})


def _name(room: Path) -> str:
    return room.relative_to(ROOT).as_posix()


def _functions() -> Iterator[tuple[str, str]]:
    """Every function of the program that has a docstring: where it is, and its first word."""
    for path in sorted(path for top in TOPS for path in (ROOT / top).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (said := ast.get_docstring(node)):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", said.split()[0].strip(",;:.")


@pytest.mark.parametrize("room", ROOMS, ids=_name)
def test_a_room_says_in_one_sentence_what_it_is_for_and_stands_on_the_map(room: Path) -> None:
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))

    assert said is not None
    assert said.endswith(".")
    assert "\n" not in said
    rooms = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## The rooms")[2].partition("\n## ")[0]
    assert f"| `{_name(room)}/` | {said} |" in rooms


@pytest.mark.parametrize("room", ROOMS, ids=_name)
def test_a_room_can_be_looked_over(room: Path) -> None:
    assert len([path for path in room.glob("*.py") if path.name != "__init__.py"]) <= MOST_MODULES


def test_the_map_has_no_room_that_is_gone() -> None:
    rooms = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## The rooms")[2].partition("\n## ")[0]
    named = [line.split("`")[1].rstrip("/") for line in rooms.splitlines() if line.startswith("| `")]

    assert sorted(named) == sorted(_name(room) for room in ROOMS)


def test_the_first_hour_leads_to_files_that_are_there() -> None:
    hour = (
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## The first hour")[2].partition("\n## ")[0]
    )
    named = re.findall(r"`((?:desktop|models|receiver|resources|docs)/[\w./]+)`", hour)

    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_functions_say_what_to_do_and_not_what_they_do() -> None:
    """ "Show the cases", as the other functions say it, not "Shows the cases"."""
    functions = list(_functions())
    words = {word for _, word in functions}

    assert [where for where, word in functions if word.endswith("s") and word[:-1] in words - {"It"}] == []
