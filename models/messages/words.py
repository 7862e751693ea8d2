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
# What unicode61 takes for a word: letters, numbers, and characters of private use.
_TOKEN = re.compile(r"(?:[^\W_]|[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd])+")
_PLAIN_TOKEN = re.compile("[a-z0-9]+")
_MARKS = re.compile("[\u0300-\u0331]")
_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
# Of one message so many different words are found, its first ones. A book of a megabyte has fewer; what has more is
# noise as a rule. The index takes about a microsecond for each of them, while everybody else waits to write.
MOST_DIFFERENT = 20_000
_PIECE = re.compile(r".{1,8192}\S{0,100}", re.DOTALL)  # up to the end of a word
# What a tsvector can hold (PostgreSQL's documentation, 12.11); the overhead is what a word's places take at first.
_LONGEST_WORD = 2000
_LONGEST_VECTOR = 1_000_000
_OVERHEAD = 6
_MOST_PLACES = 255
_LAST_PLACE = 16383
# One letter begins too much, and #12 is a number, not the beginning of #123.
_CAN_BEGIN = re.compile(r"(?<!#)\b\w\w+$")


def of(*texts: str | None) -> str:
    """Everything that shall be found, as the index gets it."""
    whole = "\n".join(text for text in texts if text)
    if whole.isascii():
        return whole.replace("I", "i")  # the same in a hundredth of the time, for each message that comes
    whole = unicodedata.normalize("NFKC", whole)
    return " ".join(_CJK.split(whole.translate(_TURKISH)))


def of_message(*texts: str | None) -> str:
    """What a message is found by, as of() gives it; of very many different words the first ones.

    A text of a megabyte takes up to a fifth of a second, piece by piece, so that others get their turn.
    """
    # The short ones first: a report's id is not lost behind its long text.
    whole = "\n".join(sorted((text for text in texts if text), key=len))
    if len(whole) <= 2 * MOST_DIFFERENT:  # of a letter each, with a space between them
        return of(whole)
    taken, different = [], set[str]()
    for piece in _PIECE.findall(whole):
        taken.append(of(piece))
        different.update(tokens(taken[-1]))
        if len(different) >= MOST_DIFFERENT:
            break
    return "".join(taken)


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
    if _last_begins(asked):
        parts[-1] += "*"
    return " ".join(parts)


def _last_begins(asked: str) -> bool:
    """Whether the last word may be the beginning of one."""
    last = asked.split()[-1]
    return not asked[-1:].isspace() and not _CJK.fullmatch(asked[-1:]) and bool(_CAN_BEGIN.search(last))


def vector(prepared: str) -> str:
    """Texts that went through of() as a tsvector of PostgreSQL.

    Split here, as FTS5 does it, because PostgreSQL's own parser takes "host-7.example" for one word and knows other
    letters in each locale. What a tsvector cannot hold is left out: words of over 2,000 bytes, and of a very long
    text the last words.
    """
    places: dict[str, list[int]] = {}
    size = 0
    for at, word in enumerate(tokens(prepared), start=1):
        found = places.get(word)
        if found is None:
            length = len(word.encode())
            size += length + _OVERHEAD
            if length > _LONGEST_WORD or size > _LONGEST_VECTOR:
                continue
            places[word] = [at]
        elif len(found) < _MOST_PLACES and at < _LAST_PLACE and size < _LONGEST_VECTOR:
            size += 2
            found.append(at)
    return " ".join(f"'{word}':{','.join(map(str, found))}" for word, found in places.items())


def tokens(prepared: str) -> list[str]:
    """The words of a text that went through of(), as FTS5's unicode61 sees them with remove_diacritics=2."""
    folded = prepared.lower().replace("\u03c2", "\u03c3")
    if folded.isascii():
        return _PLAIN_TOKEN.findall(folded)
    folded = _LATIN.sub(lambda found: _without_marks(found[0]), _MARKS.sub("", folded))
    return _TOKEN.findall(folded)


def tsquery(asked: str, channel_id: int | None = None) -> str | None:
    """What a person typed, as a tsquery of PostgreSQL that finds what question() finds; None without a word."""
    parts = [found for run in asked.split() if (found := tokens(of(run)))]
    if not parts:
        return None
    begins = ":*" if _last_begins(asked) else ""
    phrases = [" <-> ".join(f"'{word}'" for word in found) for found in parts]
    here = [] if channel_id is None else [f"'{of_channel(channel_id)}'"]
    return " & ".join([*here, *(f"({phrase})" for phrase in phrases[:-1]), f"({phrases[-1]}{begins})"])


def place(text: str, asked: str) -> tuple[int, int]:
    """Where the first word asked for begins and ends in a text; (0, 0) when it is elsewhere, such as in a report id."""
    folded = "".join(map(_fold, text))
    for run in asked.split():
        for part in _WORD.findall("".join(map(_fold, run))):
            edge = "" if _CJK.match(part) else r"(?<!\w)"
            if found := re.search(edge + re.escape(part), folded):
                return found.span()
    return 0, 0


@lru_cache(maxsize=1024)
def _without_marks(letter: str) -> str:
    """A Latin letter as the plain one that it is made of, if it is; one of another script stays."""
    plain = unicodedata.normalize("NFD", letter)[0]
    return plain if plain.isascii() else letter


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    """A letter as the index sees it, without accents and in lower case; always one, so that places stay."""
    return unicodedata.normalize("NFD", letter.translate(_TURKISH))[0].lower()[0]
