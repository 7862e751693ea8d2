"""Posts: the requests that are sent."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

# Stands for eight random bytes in their width. So no id is a neighbour of the one before in any index.
_PLACE = "0123456789abcdef"

_MESSAGE = {
    "text": f"Nightly backup {_PLACE} of the accounting share has finished: 48,213 files, 12.4 GB in 18 minutes,"
    " 3 files skipped because they were open. The next run starts at 02:00."
}
_CASE = {
    "id": f"incident-{_PLACE}",
    "subject": "Disk space is low on the print server",
    "text": "Disk space is low on the print server\n\nDrive D: has 2.1 GB of 250 GB left, less than the limit of"
    " 5 GB.\nIt was 2.9 GB yesterday and 4.6 GB a week ago; at this rate the drive is full in three days.\n"
    "Largest folders: spool 88 GB, drivers 41 GB, archive 37 GB.",
    "attachments": [
        {
            "@type": "file",
            "displayName": "Measured values",
            "ext": "csv",
            "url": "http://monitor.example/values/disk-d.csv",
        },
        {"@type": "link", "displayName": "Dashboard", "url": "http://monitor.example/dashboards/print-server"},
    ],
}

ALERTS = 10  # in one body


def _alerts(status: str) -> dict[str, Any]:
    """What Alertmanager sends of a group of ten."""
    labels = {"alertname": "DiskSpaceLow", "job": "node", "severity": "warning", "team": "storage"}
    says = {"summary": "Disk space is low on print server {}", "description": "Drive D: has 2.1 GB of 250 GB left."}
    alerts = [
        {
            "status": status,
            "labels": {**labels, "instance": f"print{at}.example:9100"},
            "annotations": {**says, "summary": says["summary"].format(at)},
            "startsAt": "2026-03-04T05:06:07.000Z",
            "endsAt": "0001-01-01T00:00:00Z",
            "generatorURL": "http://monitor.example/graph?g0.expr=node_filesystem_avail_bytes",
            "fingerprint": f"{_PLACE}{at}",
        }
        for at in range(ALERTS)
    ]
    group = {"version": "4", "groupKey": '{}:{alertname="DiskSpaceLow"}', "truncatedAlerts": 0, "status": status}
    common = {"groupLabels": {"alertname": "DiskSpaceLow"}, "commonLabels": labels, "commonAnnotations": {}}
    return {**group, **common, "receiver": "hookdesk", "externalURL": "http://monitor.example:9093", "alerts": alerts}


# Half messages and half cases with two attachments; a message as ours, and the same as a preset reads it; and alerts
# that fire and resolve, ten cases opened and closed.
KINDS = {
    "own": (_MESSAGE, _CASE),
    "message": (_MESSAGE,),
    "message by preset": ({**_MESSAGE, "mrkdwn": True},),
    "alerts": (_alerts("firing"), _alerts("resolved")),
}


def requests(url: str, kind: str = "own") -> Iterator[bytes]:
    """HTTP requests that post to the URL, without end; only what fires and what resolves it have the same ids."""
    kinds = [_request(url, json.dumps(body).encode()).split(_PLACE.encode()) for body in KINDS[kind]]
    while True:
        own = os.urandom(8).hex().encode()
        for parts in kinds:
            yield own.join(parts)
            own = own if kind == "alerts" else os.urandom(8).hex().encode()


def _request(url: str, body: bytes) -> bytes:
    address = urlsplit(url)
    head = (
        f"POST {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nUser-Agent: bench\r\nAccept: */*\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
