"""Texts and bytes as lines that a screen can lay out: none is endless, and each knows where it came from."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import Protocol

from desktop.bodies.json_colours import Span, colour

LONGEST_LINE = 2_000
MOST_FOUND = 1_000

_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
# Qt would begin a line, a paragraph or a frame at these; each is shown as one character of its own.
_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {0x7F: 0x2421}
_SHOWN = _PICTURES | dict.fromkeys((0x85, 0x2028, 0x2029), 0x2424) | dict.fromkeys((0xFDD0, 0xFDD1, 0xFFFC), 0xFFFD)


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a line, in characters."""

    line: int
    column: int
    length: int = 0


class Sheet(Protocol):
    """Lines to be shown, and the way between them and what they show."""

    def line_count(self) -> int: ...

    def line(self, at: int) -> str:
        """A line as it is shown."""

    def number(self, at: int) -> str:
        """What stands beside a line; nothing where it only goes on with the line before."""

    def spans(self, at: int) -> list[Span]:
        """The colours of a line."""

    def spot(self, start: int, end: int) -> Spot:
        """Where a part of what the sheet shows is; only its first line, if it goes over several."""

    def copied(self, first: Spot, last: Spot) -> str:
        """What is copied from one place up to another."""

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where this text is found, up to MOST_FOUND times."""


class TextSheet:
    """A text, its lines numbered as the sender's editor numbers them, long ones folded."""

    def __init__(self, text: str, *, coloured: bool = True) -> None:
        self._text, self._coloured = text, coloured
        self._starts, self._ends = array("L"), array("L")
        self._numbers = array("L")
        self._in_string = set[int]()
        at = 0
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                self._fold(at, line, number)
            else:
                self._add(at, at + len(line), number)
            at += len(line) + 1

    def line_count(self) -> int:
        return len(self._starts)

    def line(self, at: int) -> str:
        # The first half of a Windows line end is not shown.
        return visible(self._piece(at).removesuffix("\r"))

    def number(self, at: int) -> str:
        is_rest = at > 0 and self._numbers[at - 1] == self._numbers[at]
        return "" if is_rest else str(self._numbers[at])

    def spans(self, at: int) -> list[Span]:
        return colour(self._piece(at), at in self._in_string) if self._coloured else []

    def spot(self, start: int, end: int) -> Spot:
        line = max(0, bisect_right(self._starts, start) - 1)
        column = min(start, self._ends[line]) - self._starts[line]
        return Spot(line, column, max(0, min(end, self._ends[line]) - self._starts[line] - column))

    def copied(self, first: Spot, last: Spot) -> str:
        start, end = (min(self._starts[spot.line] + spot.column, self._ends[spot.line]) for spot in (first, last))
        return self._text[start:end]

    def find(self, text: str) -> list[tuple[int, int]]:
        found = list[tuple[int, int]]()
        for match in re.finditer(re.escape(text), self._text, re.IGNORECASE) if text else ():
            found.append(match.span())
            if len(found) == MOST_FOUND:
                break
        return found

    def _piece(self, at: int) -> str:
        return self._text[self._starts[at] : self._ends[at]]

    def _add(self, start: int, end: int, number: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._numbers.append(number)

    def _fold(self, start: int, line: str, number: int) -> None:
        strings = (match.span() for match in _STRING.finditer(line))
        string, at = next(strings, None), 0
        while at < len(line):
            end = _without_half_escape(line, at, min(at + LONGEST_LINE, len(line)))
            while string is not None and string[1] <= at:
                string = next(strings, None)
            if string is not None and string[0] < at:
                self._in_string.add(len(self._starts))
            self._add(start + at, start + end, number)
            at = end


class ByteSheet:
    """Bytes as programmers look at them, sixteen in a line: where, in hexadecimal digits, as ASCII."""

    WIDTH = 16
    _LEFT = 10

    def __init__(self, data: bytes) -> None:
        self._data = data

    def line_count(self) -> int:
        return max(1, -(-len(self._data) // self.WIDTH))

    def line(self, at: int) -> str:
        part = self._data[at * self.WIDTH : (at + 1) * self.WIDTH]
        if not part:
            return ""
        ascii_text = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        return f"{at * self.WIDTH:08x}  {part.hex(' '):<{self.WIDTH * 3}} {ascii_text}"

    def number(self, at: int) -> str:
        return ""

    def spans(self, at: int) -> list[Span]:
        end = self._LEFT + self.WIDTH * 3 + 1
        return [Span(0, self._LEFT, "muted"), Span(end, self.WIDTH, "accent")]

    def spot(self, start: int, end: int) -> Spot:
        line = min(start // self.WIDTH, self.line_count() - 1)
        column = start - line * self.WIDTH
        count = min(end - start, self.WIDTH - column)
        return Spot(line, self._LEFT + column * 3, max(0, count * 3 - 1))

    def copied(self, first: Spot, last: Spot) -> str:
        lines = [self.line(at) for at in range(first.line, last.line + 1)]
        lines[-1] = lines[-1][: last.column]
        lines[0] = lines[0][first.column :]
        return "\n".join(lines)

    def find(self, text: str) -> list[tuple[int, int]]:
        wanted, found, at = text.encode("utf-8", "surrogatepass"), list[tuple[int, int]](), -1
        while wanted and len(found) < MOST_FOUND and (at := self._data.find(wanted, at + 1)) >= 0:
            found.append((at, at + len(wanted)))
        return found


def visible(line: str) -> str:
    """A line with a picture in the place of each character that Qt would take for more than a character."""
    return line.translate(_SHOWN)


def _without_half_escape(line: str, start: int, end: int) -> int:
    """A place to fold at that is not behind the backslash of an escape."""
    back = end
    while end < len(line) and back > start and line[back - 1] == "\\":
        back -= 1
    return end - (end - back) % 2 if back > start else end
