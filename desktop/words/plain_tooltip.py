"""Tooltips hold text, never HTML: Qt guesses from the text which of the two it is."""

from __future__ import annotations

from html import escape

from desktop.words.message_text import breakable

MOST_CHARACTERS = 600


def plain_tooltip(text: str) -> str:
    """The text for setToolTip or ToolTipRole, shown as it was written and wrapped where it is long."""
    if not text:
        return ""
    shown = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
    return f'<p style="white-space: pre-wrap">{escape(breakable(shown))}</p>'
