"""Templates: MiniJinja, with a limit on all that a template can do, and its errors in words."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from minijinja import Environment, TemplateError

from receiver.formats.filters import FILTERS, begin_spending, numbers
from receiver.formats.template_rules import breach

FUEL = 100_000  # steps, and bytes made; a text of 64 KiB is within it
_UNWANTED_FILTERS = ("chain", "zip", "pprint", "groupby")
_UNWANTED_GLOBALS = ("cycler", "debug", "dict", "joiner", "namespace")
_UNREADABLE = ("SyntaxError", "UnknownFilter", "UnknownFunction", "UnknownTest", "UnknownBlock")
_SAID = {
    "engine ran out of fuel": "It does too much, and was stopped.",
    "recursion limit exceeded": "It calls itself without end.",
    "template exceeds maximum recursion limits": "It is nested too deep.",
}


@dataclass(frozen=True, slots=True)
class TemplateFault(Exception):
    """Why a template could not be read or run: in words, and where; line and column begin at 1."""

    said: str
    line: int = 1
    column: int = 1
    length: int = 0

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.said}"


def _environment() -> Environment:
    made = Environment(
        fuel=FUEL, undefined_behavior="chainable", debug=False, pycompat=False, globals={"range": numbers}
    )
    for name in _UNWANTED_GLOBALS:
        made.remove_global(name)
    for name in _UNWANTED_FILTERS:
        made.remove_filter(name)
    for name, function in FILTERS.items():
        made.add_filter(name, function)
    return made


_ENVIRONMENT = _environment()
_MOST_COMPILED = 500
_compiled: dict[str, str] = {}
_compiling = threading.Lock()
_names = count(1)


def check_template(source: str) -> None:
    """Look whether a template can be read. Raises TemplateFault."""
    _keep_rules(source, is_expression=False)
    begin_spending()
    try:
        _ENVIRONMENT.render_str(source)
    except Exception as error:  # without a body, what is called can raise anything
        _raise_if_unreadable(error, source)


def check_expression(source: str) -> None:
    """Look whether an expression can be read. Raises TemplateFault."""
    _keep_rules(source, is_expression=True)
    begin_spending()
    try:
        _ENVIRONMENT.eval_expr(source)
    except Exception as error:  # without a body, what is called can raise anything
        _raise_if_unreadable(error, source)


def _raise_if_unreadable(error: Exception, source: str) -> None:
    """Without a body, much that is asked of it fails. That is no fault of the template's."""
    if isinstance(error, TemplateError) and error.kind in _UNREADABLE:
        raise _fault(error, source) from None


def render(source: str, known: Mapping[str, object]) -> str:
    """The text that a template makes of what is known. Raises TemplateFault."""
    _keep_rules(source, is_expression=False)
    begin_spending()
    try:
        return _rendered(source, known)
    except Exception as error:  # what a template calls can raise anything
        raise _fault(error, source) from None


def _rendered(source: str, known: Mapping[str, object]) -> str:
    try:
        return _ENVIRONMENT.render_template(_compiled.get(source) or _compile(source), **known)
    except TemplateError as error:
        if error.kind != "TemplateNotFound":
            raise
    except BaseException as error:
        # A fault of MiniJinja's own, which only render_str tells as an error.
        if type(error).__name__ != "PanicException":
            raise
    return _ENVIRONMENT.render_str(source, **known)  # it was forgotten meanwhile


def _compile(source: str) -> str:
    """The name under which a template is kept compiled: to compile it takes longer than to render it."""
    with _compiling:
        if len(_compiled) >= _MOST_COMPILED:
            _compiled.clear()
            _ENVIRONMENT.clear_templates()
        name = f"template {next(_names)}"
        _ENVIRONMENT.add_template(name, source)
        _compiled[source] = name
        return name


def evaluate(source: str, known: Mapping[str, object]) -> object:
    """The value of an expression. Raises TemplateFault."""
    _keep_rules(source, is_expression=True)
    begin_spending()
    try:
        value: object = _ENVIRONMENT.eval_expr(source, **known)
    except Exception as error:  # what an expression calls can raise anything
        raise _fault(error, source) from None
    return value


def _keep_rules(source: str, *, is_expression: bool) -> None:
    broken = breach(source, is_expression=is_expression)
    if broken is not None:
        raise _at(source, broken.said, broken.start, broken.end)


def _fault(error: Exception, source: str) -> TemplateFault:
    if not isinstance(error, TemplateError):
        return TemplateFault(f"It asks for something that cannot be done: {error or type(error).__name__}.")
    said = error.detail or error.message.partition(" (in ")[0]
    sentence = _SAID.get(said, f"{said[:1].upper()}{said[1:]}.")
    start, end = error.range or (0, 0)
    return _at(source, sentence, start, end)


def _at(source: str, said: str, start: int, end: int) -> TemplateFault:
    start = min(max(start, 0), len(source))
    line = source.count("\n", 0, start) + 1
    column = start - (source.rfind("\n", 0, start) + 1) + 1
    return TemplateFault(said, line, column, max(0, min(end, len(source)) - start))
