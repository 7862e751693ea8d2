"""An option: its name, its environment variable, its default, and what is a value of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import Any

Network = IPv4Network | IPv6Network
HIDDEN = "***"
_PASSWORD = re.compile(r"(?<=://)(?P<user>[^/?#:@]*):(?P<password>[^/?#]*)@")


@dataclass(frozen=True, slots=True)
class Option:
    """One option. `parse` raises ValueError with a sentence that says what is expected.

    `usual` is the default in words, where it is another one on each machine.
    """

    name: str
    env: str
    default: Callable[[], Any]
    parse: Callable[[str], Any]
    help: str
    usual: str = ""


def hidden(text: str) -> str:
    """A value as it may be shown: of a URL with a password all but that."""
    return _PASSWORD.sub(rf"\g<user>:{HIDDEN}@", text)


def revealed(text: str, kept: str) -> str:
    """A value that was shown and changed, with the password that is kept where it still stands hidden."""
    shown, known = _PASSWORD.search(text), _PASSWORD.search(kept)
    if shown is None or known is None or shown["password"] != HIDDEN:
        return text
    return text[: shown.start("password")] + known["password"] + text[shown.end("password") :]


def one_of(*values: str) -> Callable[[str], str]:
    """What takes one of these values and nothing else."""

    def parse(value: str) -> str:
        if value not in values:
            raise ValueError(f"It is {', '.join(values[:-1])} or {values[-1]}.")
        return value

    return parse
