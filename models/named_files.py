"""Files and folders as people name them, with a ~ for a home."""

from __future__ import annotations

from pathlib import Path

from models.problems import Problem


def absolute(path: str) -> Path:
    """The path that a person gave, with its ~ made a home. Raises Problem where nobody can have a file there."""
    try:
        found = Path(path).expanduser().absolute()
        str(found).encode()
    except (RuntimeError, OSError, UnicodeEncodeError) as error:
        raise Problem(
            "There cannot be a file {path}: {reason}.",
            "Name another one.",
            path=path.encode(errors="backslashreplace").decode(),
            reason="it is not UTF-8" if isinstance(error, UnicodeEncodeError) else str(error).rstrip("."),
        ) from error
    return found
