"""Texts as words to search for: Turkish letters and CJK characters are found as people expect.

SQLite's unicode61 splits at spaces and folds case without a language: for it "İ" is no "i", and a Chinese
sentence is one word. So texts and questions take the same way here before they reach it: composed, full-width
letters as the plain ones, the i of Turkish as one, each CJK character alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A private character that starts the word by which the messages of a channel are found; no text keeps it.
_CHANNEL = "\ue000"
# The four i of Turkish are one, as someone in a hurry types them.
_TURKISH = str.maketrans({"İ": "i", "I": "i", "ı": "i", _CHANNEL: None})

# Han, Hiragana, Katakana and Hangul: each character is a word, and a question of several is a phrase.
_CJK = re.compile(
    r"([\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002fa1f])"
)
_WORD = re.compile(r"\w+")
# One letter begins too much, and #12 is a number, not the beginning of #123.
_CAN_BEGIN = re.compile(r"(?<!#)\b\w\w+$")


def of(*texts: str | None) -> str:
    """Everything that shall be found, as the index gets it."""
    whole = "\n".join(text for text in texts if text)
    if whole.isascii():
        return whole.replace("I", "i")  # the same in a hundredth of the time, for each message that comes
    whole = unicodedata.normalize("NFKC", whole)
    return _CJK.sub(r" \1 ", whole.translate(_TURKISH))


def of_channel(channel_id: int) -> str:
    """The word that all messages of a channel have in the index."""
    return f"{_CHANNEL}{channel_id}"


def question(asked: str) -> str | None:
    """What a person typed, for FTS5: every word must be there, the last may be a beginning; None without a word.

    Each word goes in quotes, so that nothing a person types is taken for FTS5's own language. A single letter and a
    number with # in front are whole words.
    """
    parts = []
    for run in asked.split():
        found = _WORD.findall(of(run))
        if found:
            parts.append('"' + " ".join(found) + '"')
    if not parts:
        return None
    last = asked.split()[-1]
    if not asked[-1:].isspace() and not _CJK.fullmatch(asked[-1:]) and _CAN_BEGIN.search(last):
        parts[-1] += "*"
    return " ".join(parts)


def place(text: str, asked: str) -> tuple[int, int]:
    """Where the first of the words asked for is in a text; (0, 0) when it is elsewhere, such as in a report id."""
    folded = "".join(map(_fold, text))
    for run in asked.split():
        for part in _WORD.findall("".join(map(_fold, run))):
            edge = "" if _CJK.match(part) else r"(?<!\w)"
            if found := re.search(edge + re.escape(part), folded):
                return found.span()
    return 0, 0


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    """A letter as the index sees it, without accents and in lower case; always one, so that places stay."""
    return unicodedata.normalize("NFD", letter.translate(_TURKISH))[0].lower()[0]
