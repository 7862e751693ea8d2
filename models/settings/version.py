"""The version of this program."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    """Such as 0.1.0."""
    try:
        return installed("hookdesk")
    except PackageNotFoundError:  # run from its source without being installed
        return "(development)"
