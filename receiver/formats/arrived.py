"""Arrived: what came to a hook, decoded, before anything says what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """A body as a value: what JSON can hold, form fields and XML as maps, plain text as a string.

    `headers` have names in lower case; `path` is what followed the hook's guid, "" or with its slash in front, as
    it came: still quoted. `at` is when it came, aware.
    """

    value: object
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    path: str = ""
    at: datetime | None = None
