"""hookdeskctl with a resolver of the trial: `python -m tests.torture.files.resolving NAMES WEAKNESS ...`.

NAMES is JSON: for each name the addresses that each look-up finds in turn, and then the last one for ever. WEAKNESS is
one of tests.torture.weakened, or empty.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import Any

from tests.torture.weakened import WEAKNESSES


def main() -> None:
    from receiver.cli import main as hookdeskctl

    names: dict[str, list[list[str]]] = json.loads(sys.argv[1])
    system = socket.getaddrinfo

    def resolve(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        answers = names.get(host)
        if answers is None:
            return system(host, port, *args, **kwargs)
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [place for address in found for place in system(address, port, *args, **kwargs)]

    socket.getaddrinfo = resolve
    if sys.argv[2]:
        WEAKNESSES[sys.argv[2]]()
    sys.argv[1:3] = []
    hookdeskctl()


if __name__ == "__main__":
    main()
