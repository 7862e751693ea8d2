"""Only where it is asked for: installing takes minutes, and what is installed has to be made first."""

import os
from pathlib import Path

import pytest

WANTED = "HOOKDESK_TEST_INSTALLERS"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get(WANTED):
        return
    skip = pytest.mark.skip(reason="python3 dev.py test --installers runs these")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(skip)
