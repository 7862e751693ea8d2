"""The headers of a request as lines."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.bodies.json_colours import Span
from desktop.bodies.sheet import TextSheet


class HeaderSheet(TextSheet):
    """A header a line, its name in a colour of its own."""

    def __init__(self, headers: Sequence[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{name}: {value}" for name, value in headers), coloured=False)

    def number(self, at: int) -> str:
        return ""

    def spans(self, at: int) -> list[Span]:
        name = self.line(at).find(":") + 1
        return [Span(0, name, "accent")] if super().number(at) else []
