"""XML: a document as maps. An element is a map of its attributes (`@name`) and of the elements in it; one that has
neither is its text. Elements of one name are a list. Entities are not taken: a few of them make gigabytes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from receiver.parsing.charsets import UTF_8, Text, charset_of

_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding=["'](?P<name>[A-Za-z0-9._-]{1,40})["']""")
_MOST_ELEMENTS = 20_000
_DEEPEST = 100

Element = dict[str, object]


def decode(text: Text) -> object | None:
    """The document; None for what is no XML, has entities, or is larger or deeper than a report can be."""
    if not text.bare.lstrip().startswith(b"<"):
        return None
    declared = _ENCODING.match(text.utf8) if text.charset == UTF_8 else None
    charset = (charset_of(declared["name"].decode()) if declared else None) or UTF_8
    builder = _Builder()
    try:
        parser = DefusedXMLParser(target=builder)
        parser.feed(text.utf8.decode("utf-8-sig" if charset == UTF_8 else charset).lstrip())
        parser.close()
    except (ParseError, DefusedXmlException, UnicodeDecodeError, _TooMuch):
        return None
    return builder.root


class _TooMuch(Exception):
    """There is more in the document than is taken."""


class _Builder:
    """Makes maps of the elements while they are read."""

    def __init__(self) -> None:
        self.root: Element = {}
        self._open: list[tuple[Element, list[str]]] = [(self.root, [])]
        self._elements = 0

    def start(self, _: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._open) > _DEEPEST:
            raise _TooMuch
        self._open.append(({f"@{_local(name)}": value for name, value in attributes.items()}, []))

    def data(self, text: str) -> None:
        self._open[-1][1].append(text)

    def end(self, tag: str) -> None:
        element, texts = self._open.pop()
        text = "".join(texts).strip()
        if element and text:
            element["#text"] = text
        _add(self._open[-1][0], _local(tag), element or text)

    def close(self) -> None:
        """The document has ended."""


def _add(element: Element, name: str, value: object) -> None:
    before = element.get(name)
    if isinstance(before, list):
        before.append(value)
    else:
        element[name] = value if before is None else [before, value]


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]
