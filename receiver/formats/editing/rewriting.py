"""Rewriting: the expressions of a format when its reports are read from the items of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from receiver.formats.editing.body_paths import BodyPath, expression_of
from receiver.formats.format import EXPRESSIONS, TEMPLATES, Format, LinkFormat

_TEXT = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_OPENING = re.compile(r"\{[{%#]")
_COMMENT_END = re.compile(r"#\}|\Z")
_CODE_END = re.compile(rf"{_TEXT}|(?P<end>[%}}]\}})", re.DOTALL)
# A path as expression_of writes it, without anything else: then one of its items can be named.
_PATH = re.compile(r"body(?:\.\w+|\[\d+\]|\[\"(?:[^\"\\]|\\.)*\"\])*")


def item_by_item(format_: Format, path: BodyPath) -> Format:
    """The format that makes a report of each item of the list at a path.

    What an expression takes from any one item of that list (body.alerts[0].name) it takes from the report's own
    (item.name); what it took from the items of another list, it takes from the first of those.
    """
    chosen = expression_of(path)
    assert chosen is not None
    former = format_.for_each.strip()
    if former == chosen:
        return format_
    if _PATH.fullmatch(former):
        format_ = _rewritten(format_, r"item(?!\w)", f"{former}[0]")
    return replace(_rewritten(format_, rf"{re.escape(chosen)}\[\d+\]", "item"), for_each=chosen)


def _rewritten(format_: Format, pattern: str, by: str) -> Format:
    """The format with something else for a part of its expressions, but not in the texts that stand in them."""
    found = re.compile(rf"(?<![\w.])(?P<found>{pattern})|{_TEXT}", re.DOTALL)

    def rewrite(source: str) -> str:
        return found.sub(lambda each: by if each["found"] else each[0], source)

    parts: dict[str, Any] = {name: rewrite(getattr(format_, name)) for name in EXPRESSIONS if name != "for_each"}
    parts |= {name: _in_code(getattr(format_, name), rewrite) for name in TEMPLATES}
    return replace(
        format_,
        names={name: rewrite(source) for name, source in format_.names.items()},
        links=tuple(LinkFormat(rewrite(link.url), link.name) for link in format_.links),
        **parts,
    )


def _in_code(template: str, rewrite: Callable[[str], str]) -> str:
    """The template with its code rewritten, and its text as it was."""
    return "".join(rewrite(part) if is_code else part for part, is_code in _parted(template))


def _parted(template: str) -> Iterator[tuple[str, bool]]:
    at = 0
    while (opening := _OPENING.search(template, at)) is not None:
        yield template[at : opening.end()], False
        is_comment = opening[0] == "{#"
        end = _comment_end(template, opening.end()) if is_comment else _code_end(template, opening.end())
        yield template[opening.end() : end], not is_comment
        at = end
    yield template[at:], False


def _comment_end(template: str, start: int) -> int:
    found = _COMMENT_END.search(template, start)
    return len(template) if found is None else found.start()


def _code_end(template: str, start: int) -> int:
    ends = (each.start() for each in _CODE_END.finditer(template, start) if each["end"])
    return next(ends, len(template))
