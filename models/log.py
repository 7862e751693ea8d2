"""The log: one file that does not grow without end. It holds no bodies and no URLs of hooks."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "hookdesk.log"
FILE_BYTES = 2 << 20
OLD_FILES = 3


def set_up(folder: Path) -> Path:
    """Write what this process logs into a file of the folder; the path of that file."""
    path = folder / FILE
    handler = RotatingFileHandler(path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True)
    os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # It warns of every request that waits for a thread, which costs more than the request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    return path
