"""What the window does not wait for: modules that it can be shown without are imported when they are needed."""

import subprocess
import sys

import pytest

from development.environment import ROOT


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The modules that are there when the program has been imported and nothing was done yet."""
    listing = "import desktop.app, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "late", ["receiver.service", "flask", "waitress", "prometheus_client", "xlsxwriter", "requests", "limits"]
)
def test_what_the_window_can_be_shown_without_is_not_imported(imported: set[str], late: str) -> None:
    assert "desktop.desk" in imported
    assert late not in imported
