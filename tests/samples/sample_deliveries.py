"""What the tools of the sample desk sent over HTTP: their reports as bodies, and a few that were refused."""

from __future__ import annotations

import json
from dataclasses import dataclass

from models.deliveries.deliveries import Answer
from models.report import Report
from receiver import answers
from receiver.answers import Refused
from receiver.parsing import payload
from tests.samples.sample_reports import BACKUP, CERTIFICATES, MONITOR, PIPELINE, SENSORS

AGENTS = {
    MONITOR: "nightly-monitor/4.2",
    BACKUP: "Bacula-Hook/13.0",
    CERTIFICATES: "certwatch/1.8",
    PIPELINE: "GitLab/17.4.2",
    SENSORS: "plc-gateway/2.1.7 (line 3)",
}
ADDRESSES = {MONITOR: "10.20.0.14", BACKUP: "10.20.0.40", PIPELINE: "10.20.4.12", SENSORS: "10.20.8.3"}
NOT_WHOLE = """{
  "id": "mail-0312",
  "subject": "Backup of mail server failed",
  "text": "Backup of mail stopped: the tape is full.",
  "attachments": [
    {"@type": "file", "displayName": "mail-0312", "ext": "log", "url": "https://backup.example.org/mail-0312.log"},
    {"@type": "link", "displayName": "Job 7714"}
  ]
}"""
NOT_JSON = '{"id": "release-2.15",\n "text": "Release 2.15 is being built",\n}'


@dataclass(frozen=True, slots=True)
class Refusal:
    """A body that was refused, and how many minutes before NOW it came."""

    minutes: float
    hook: str
    body: str

    def answer(self) -> Answer:
        """What the receiver says to it."""
        try:
            payload.parse(self.body.encode())
        except Refused as refusal:
            return answers.refused(refusal)
        raise ValueError("this body is not refused")


REFUSED = (Refusal(41, PIPELINE, NOT_JSON), Refusal(7, BACKUP, NOT_WHOLE))


def body(report: Report) -> bytes:
    """A report as its sender would write it."""
    document: dict[str, object] = {}
    if report.id is not None:
        document["id"] = report.id
    if report.references:
        document["references"] = report.references
    if report.subject is not None:
        document["subject"] = report.subject
    document["text"] = report.text
    if report.attachments:
        names = {"@type": "type", "displayName": "display_name", "ext": "ext", "url": "url"}
        document["attachments"] = [
            {name: value for name, field in names.items() if (value := getattr(one, field)) is not None}
            for one in report.attachments
        ]
    return json.dumps(document, ensure_ascii=False).encode()


def headers(hook: str, content: bytes) -> tuple[tuple[str, str], ...]:
    """The headers of a request to a hook."""
    return (
        ("Host", "127.0.0.1:4665"),
        ("User-Agent", AGENTS.get(hook, "curl/8.5.0")),
        ("Accept", "*/*"),
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(content))),
    )


def address(hook: str) -> str:
    """Where the tool of a hook runs."""
    return ADDRESSES.get(hook, "10.20.0.9")
