"""A report as somebody composes it in a form, and the JSON that it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

Kind = Literal["message", "case", "update", "json"]
KINDS: tuple[Kind, ...] = ("message", "case", "update", "json")


@dataclass(frozen=True, slots=True)
class ComposedAttachment:
    """A file or a link that goes with it."""

    type: Literal["file", "link"]
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Composed:
    """What is in the form; what a kind of report has not is left out of its JSON."""

    kind: Kind
    text: str
    id: str = ""
    subject: str = ""
    reference: str = ""
    attachments: tuple[ComposedAttachment, ...] = ()

    def json(self) -> str:
        """The report, a property a line."""
        report: dict[str, object] = {}
        if self.kind in ("case", "update") and self.id:
            report["id"] = self.id
        if self.kind == "update":
            report["references"] = [self.reference] if self.reference else []
        if self.kind == "case" and self.subject:
            report["subject"] = self.subject
        report["text"] = self.text
        if self.attachments:
            report["attachments"] = [_attachment(each) for each in self.attachments]
        return json.dumps(report, ensure_ascii=False, indent=2)


def _attachment(one: ComposedAttachment) -> dict[str, str]:
    name = {"displayName": one.name} if one.name else {}
    return {"@type": one.type, **name, "url": one.url}
