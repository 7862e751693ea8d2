"""Reads a picture as the window does: `python -m tests.torture.files.picture FOLDER HASH`; prints what kept it away.

It has no more memory than half of what the picture would take.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from desktop.attachments.picture_reading import read_picture
from models.files.folder_store import FolderStore
from models.messages.posted import Posted
from models.problems import Problem

MOST_MEMORY = 2 << 30


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    folder, content = sys.argv[1:]
    posted = Posted("file", "bomb", "png", "", id=1, state="kept", content_type="image/png", hash=content)
    try:
        read_picture(FolderStore(Path(folder)), posted)
    except Problem as problem:
        print(problem.title)


if __name__ == "__main__":
    main()
