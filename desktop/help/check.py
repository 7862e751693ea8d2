"""A check: what was looked at, how it was found, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["ok", "warning", "danger"]
"""It is well; it may be the reason; it is one."""


@dataclass(frozen=True, slots=True)
class Check:
    """What one look found, in a sentence, and the next step where it is not well."""

    mark: Mark
    words: str
    next_step: str = ""
