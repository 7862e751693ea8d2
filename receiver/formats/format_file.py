"""Format files: formats as TOML, to be read, written by hand, and kept under version control."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from models.problems import Problem
from receiver.formats.format import EXPRESSIONS, Answer, Format, LinkFormat, Recognise, faults


class _Recognise(msgspec.Struct, forbid_unknown_fields=True):
    has: tuple[str, ...] = ()
    has_any: tuple[str, ...] = ()
    header: str = ""
    path: str = ""
    when: str = ""


class _Link(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    name: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    about: str = ""
    recognise: _Recognise = msgspec.field(default_factory=_Recognise)
    names: dict[str, str] = {}
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
    priorities: dict[str, str] = {}
    links: tuple[_Link, ...] = ()
    answer: Answer = "ours"


# msgspec learns a type at its first use, and two threads that do so at once crash the process.
msgspec.convert({"name": ""}, _File)


def parse_format(text: str) -> Format:
    """The format in the text of a file, whatever is wrong with its parts: a draft may be unfinished.

    Raises Problem for a text that is none.
    """
    try:
        return _format(msgspec.convert(tomllib.loads(text), _File))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Problem("The format cannot be read.", "{fault}.", fault=str(error)) from None


def read_format(text: str) -> Format:
    """The format in the text of a file. Raises Problem with every fault of it."""
    made = parse_format(text)
    wrong = faults(made)
    if wrong:
        raise Problem("The format has mistakes.", "{faults}", faults="\n".join(str(each) for each in wrong))
    return made


def write_format(format_: Format) -> str:
    """The text of a file that `read_format` makes the same format of."""
    return "".join(f"{line}\n" for line in _written(format_))


def _format(found: _File) -> Format:
    parts: dict[str, Any] = {name: getattr(found, name) for name in found.__struct_fields__}
    parts["recognise"] = Recognise(*msgspec.structs.astuple(found.recognise))
    parts["links"] = tuple(LinkFormat(link.url, link.name) for link in found.links)
    parts["priorities"] = {word.lower(): priority for word, priority in found.priorities.items()}
    return Format(**parts)


def _written(format_: Format) -> Iterator[str]:
    for name in ("name", "about", "answer"):
        yield f"{name} = {_string(getattr(format_, name))}"
    for name in (*EXPRESSIONS, "subject", "text"):
        if getattr(format_, name):
            yield f"{name} = {_string(getattr(format_, name))}"
    recognise = format_.recognise
    if recognise != Recognise():
        yield from ("", "[recognise]")
        for name, wanted in (("has", recognise.has), ("has_any", recognise.has_any)):
            if wanted:
                yield f"{name} = [{', '.join(_string(each) for each in wanted)}]"
        for name in ("header", "path", "when"):
            if getattr(recognise, name):
                yield f"{name} = {_string(getattr(recognise, name))}"
    yield from _table("names", format_.names)
    yield from _table("priorities", format_.priorities)
    for link in format_.links:
        yield from ("", "[[links]]", f"name = {_string(link.name)}", f"url = {_string(link.url)}")


def _table(name: str, pairs: Mapping[str, str]) -> Iterator[str]:
    if pairs:
        yield from ("", f"[{name}]")
        yield from (f"{_string(word)} = {_string(said)}" for word, said in pairs.items())


def _string(text: str) -> str:
    """The text as TOML: literal where it can stand so, since expressions are full of quotes."""
    plain = all(character.isprintable() or character in "\n\t" for character in text)
    if plain and "'''" not in text and not text.endswith("'") and "\n" in text:
        return f"'''\n{text}'''"
    if plain and "'" not in text and "\n" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
