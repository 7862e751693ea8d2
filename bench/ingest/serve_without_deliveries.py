"""`hookdeskctl serve` that stores no deliveries, for comparison; the program has no such option."""

from __future__ import annotations

from models.deliveries import storing
from receiver.cli import main


def _no_row(*_: object) -> None:
    """What a job has to store of its delivery: nothing."""


if __name__ == "__main__":
    storing.row = _no_row  # type: ignore[assignment]
    main(prog_name="hookdeskctl")
