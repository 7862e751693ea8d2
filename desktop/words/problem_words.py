"""What a Problem of the rooms below says, in the language of the program."""

from __future__ import annotations

from desktop.words.language import Sentence, number, tr
from models.problems import Problem, Words


def title(problem: Problem) -> str:
    """What is wrong."""
    return said(problem.words[0])


def what_to_do(problem: Problem) -> str:
    """How to go on."""
    return said(problem.words[1])


def whole(problem: Problem) -> str:
    """Both, for a place of one line."""
    return tr("{title} {what_to_do}", title=title(problem), what_to_do=what_to_do(problem))


def said(words: Words) -> str:
    """What they say, in the language of the program."""
    return tr(Sentence(words.template), **{name: _value(value) for name, value in words.values.items()})


def _value(value: object) -> object:
    if isinstance(value, Words):
        return said(value)
    if isinstance(value, tuple):
        return "; ".join(str(_value(each)) for each in value)
    return number(value) if isinstance(value, int) else value
