"""Secrecy: what must not be shown though a sender wrote it: tokens, passwords, signatures."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from receiver.formats.rendering.telling import words

HIDDEN = "(hidden)"

_WORDS = frozenset(
    words(
        "apikey auth authorization bearer cookie cookies credential credentials csrf jwt otp passphrase passwd "
        "password passwords passwort pwd secret secrets signature signatures sig signing token tokens unsubscribe "
        "webhooksecret"
    )
)
_KEYS = frozenset(words("access account api auth client encryption ingest integration license private routing secret"))
_KEYS |= frozenset(["service", "session", "shared", "signing", "ssh"])
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_RUN_TOGETHER = re.compile(
    r"(?:access|api|auth|client|integration|private|routing|secret|service|shared|signing)_?keys?$"
    r"|password|passwd|passphrase|secret|token$|tokens$|apikey|credential|signature|unsubscribe"
)
_LONGEST_NAME = 200  # characters
_VALUES = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
    r"|\b(?:gh[pousr]_|github_pat_|glpat-|gldt-|xox[abeoprs]-|xapp-|sk_live_|sk_test_|rk_live_|sk-|whsec_|npm_|pypi-|dop_v1_)"
    r"[A-Za-z0-9_\-./+=]{8,}"
    r"|\bA(?:KIA|SIA)[0-9A-Z]{12,}"
    r"|\bAIza[A-Za-z0-9_\-]{20,}"
    r"|\beyJ[A-Za-z0-9_\-]{8,999}\.[A-Za-z0-9_\-]+\.?[A-Za-z0-9_\-]*"
    r"|(?<=://)[^\s/@:]*:[^\s/@]+(?=@)"
    r"|(?<=hooks\.slack\.com/services/)[A-Za-z0-9/]+"
    r"|(?<=/hooks/)(?:channels/)?[0-9a-fA-F\-]{32,36}(?:/[0-9a-fA-F\-]{32,36})?",
    re.DOTALL,
)
_SAID = re.compile(
    r"(?P<name>\b(?:bearer|basic)\s{1,4}(?=[A-Za-z0-9+/_\-.]{0,200}[0-9])"
    r"|(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signature|authorization"
    r"|\bsig)[\"']?\s{0,4}(?:=|:|%3[dD])\s{0,4}(?:bearer\s{1,4}|basic\s{1,4})?[\"']?)"
    r"(?P<value>[^\s\"'&;,]+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_secret(name: str) -> bool:
    """Whether a property of this name holds a secret."""
    if len(name) > _LONGEST_NAME:
        return True  # nobody looks through it
    parts = [part.lower() for part in _PART.findall(name)]
    if _WORDS.intersection(parts):
        return True
    pairs = pairwise(parts)
    if any(first in _KEYS and second in ("key", "keys") for first, second in pairs):
        return True
    return _RUN_TOGETHER.search(name.lower().replace("-", "_")) is not None


def masked(text: str) -> str:
    """The text with everything in it that looks like a secret hidden."""
    return _SAID.sub(rf"\g<name>{HIDDEN}", _VALUES.sub(HIDDEN, text))
