"""`hookdeskctl serve` whose housekeeping begins at once and never pauses, so that a short measurement sees it work."""

from __future__ import annotations

from receiver import housekeeping
from receiver.cli import main

if __name__ == "__main__":
    housekeeping.FIRST = housekeeping.INTERVAL = 0.01
    main(prog_name="hookdeskctl")
