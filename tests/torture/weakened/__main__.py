"""`python -m tests.torture.weakened WEAKNESS ...` is `hookdeskctl ...` weakened."""

from __future__ import annotations

import sys

from receiver.cli import main as hookdeskctl
from tests.torture.weakened import WEAKNESSES


def main() -> None:
    WEAKNESSES[sys.argv[1]]()
    hookdeskctl(sys.argv[2:], prog_name="hookdeskctl")


if __name__ == "__main__":
    main()
