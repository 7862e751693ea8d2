"""attachments: files of servers that do what they should not, kills while files are fetched or posted, a full disk."""

from __future__ import annotations

from tests.torture.files import full_disk, hostile, kills, uploads
from tests.torture.trial import Terms, Trial


def run(terms: Terms) -> str:
    return "; ".join(part.run(terms) for part in (hostile, kills, full_disk, uploads))


TRIAL = Trial("attachments", run, weakness="plain-requests")
