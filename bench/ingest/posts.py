"""Posts: the requests that are sent, half plain messages and half cases with two attachments."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
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


def requests(url: str) -> Iterator[bytes]:
    """HTTP requests that post to the URL, without end, each with an id of its own."""
    kinds = [_request(url, json.dumps(body).encode()).split(_PLACE.encode()) for body in (_MESSAGE, _CASE)]
    while True:
        for parts in kinds:
            yield os.urandom(8).hex().encode().join(parts)


def _request(url: str, body: bytes) -> bytes:
    address = urlsplit(url)
    head = (
        f"POST {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nUser-Agent: bench\r\nAccept: */*\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
