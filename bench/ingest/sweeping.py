"""Posts while retention deletes a million deliveries, next to posts to the same database while it does not."""

from __future__ import annotations

from pathlib import Path

from bench import processes
from bench.figures import Run
from models.database import close_database, open_database
from models.deliveries import deliveries, retention
from models.deliveries.deliveries_kept import kept
from models.deliveries.retention import Policy

QUIET, SWEEPING = "c) retention has nothing to do", "c) while retention deletes"
# What is left of the deliveries, if there is time enough.
LEFT = 1000


def run(path: Path, hook: str, name: str, *, connections: int, seconds: float) -> tuple[Run, int]:
    """What senders saw with retention as `name` says, and how many deliveries went while they posted."""
    before, first = _keep(path, Policy(None, LEFT if name == SWEEPING else None, None))
    arguments = ["bench.ingest.serve_sweeping", "--database", str(path), "serve", "--port", "0"]
    with processes.server(arguments, path.parent) as server:
        seen = processes.load(server.address + hook, connections=connections, seconds=seconds)
    after, last = _keep(path, Policy(None, None, None))
    return seen, before + last - first - after


def _keep(path: Path, policy: Policy) -> tuple[int, int]:
    """Set the policy; return how many deliveries there are, and the newest id."""
    open_database(path)
    try:
        retention.set_policy(policy)
        return kept().deliveries, deliveries.newest_id(None)
    finally:
        close_database()
