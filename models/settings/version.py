"""The version of this program, and which source a bundle was made of."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.resources import files

SOURCE = "source.txt"
"""In the resources of a bundle: its build writes it, development/building/stamp.py."""


def version() -> str:
    """Such as 0.1.0."""
    try:
        return installed("hookdesk")
    except PackageNotFoundError:  # run from its source without being installed
        return "(development)"


def version_and_source() -> str:
    """Such as "0.1.0 (3f2a9c1d04be, 2026-11-28)": in a bundle with the commit and its day, else the version alone."""
    source = files("resources") / SOURCE
    return f"{version()} ({source.read_text(encoding='ascii').strip()})" if source.is_file() else version()
