"""What the watchers in the cellar send, which no preset knows, and the format that reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from receiver.formats.format import Format, LinkFormat

WATCHERS = Format(
    name="Cellar watchers",
    for_each="body.checks",
    key='item.host ~ "/" ~ item.check',
    closed_when='item.state == "good"',
    subject="{{ item.check }} on {{ item.host }} is {{ item.state }}",
    text="{{ item.output }}",
    priority="item.severity",
    priorities={"severe": "Critical", "light": "Low"},
    links=(LinkFormat("item.graph", "Graph"),),
)
_STATES = ("bad", "bad", "worse", "good", "bad", "good")


def bodies() -> Iterator[bytes]:
    """What they send in an afternoon."""
    for at, state in enumerate(_STATES):
        disk, graph = f"/var is {90 + at} % full", "https://graphs.example.org/db-09"
        checks = [
            {"host": "db-09", "check": "disk", "state": state, "severity": "severe", "output": disk, "graph": graph},
            {"host": "web-2", "check": "load", "state": "bad", "severity": "light", "output": f"Load is {4 + at}"},
        ]
        yield json.dumps({"watcher": "cellar", "site": "Ankara", "checks": checks}).encode()
