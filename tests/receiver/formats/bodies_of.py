"""Bodies that real senders posted, with the headers that they came with."""

import json
from pathlib import Path
from urllib.parse import parse_qsl

from receiver.formats.arrived import Arrived

FOLDER = Path(__file__).parent / "bodies"
BODIES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".headers.txt"))
HEADERS = {
    "github-issues": {"x-github-event": "issues"},
    "github-ping": {"x-github-event": "ping"},
    "github-workflow_run": {"x-github-event": "workflow_run"},
    "gitlab-issue": {"x-gitlab-event": "Issue Hook"},
    "gitea-push": {"x-gitea-event": "push", "x-github-event": "push"},
    "sentry-issue": {"sentry-hook-resource": "issue"},
}
PATHS = {"opsgenie-sdk": "/v2/alerts", "alertmanager-opsgenie": "/v2/alerts/disk-db1/close"}


def arrived_of(path: Path) -> Arrived:
    """The body in a file, decoded: JSON, else a form, else plain text."""
    sender = path.name.split(".")[0]
    text = path.read_text(encoding="utf-8")
    headers = dict(HEADERS.get(sender, {}))
    beside = path.with_name(f"{path.name.rsplit('.', 1)[0]}.headers.txt")
    if beside.exists():
        pairs = (line.partition(": ") for line in beside.read_text(encoding="utf-8").splitlines() if ": " in line)
        headers.update((name.lower(), value) for name, _, value in pairs)
    return Arrived(_decoded(text), headers, path=PATHS.get(sender, ""))


def _decoded(text: str) -> object:
    try:
        decoded: object = json.loads(text)
    except ValueError:
        return dict(parse_qsl(text)) if "&" in text and "=" in text else text
    return decoded
